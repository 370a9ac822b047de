ALTER TABLE "tasks" ADD COLUMN "news" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "done_at" timestamptz(3);