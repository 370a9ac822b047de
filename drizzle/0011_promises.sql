ALTER TABLE "notes" ADD COLUMN "due" date;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "done_at" timestamptz(3);