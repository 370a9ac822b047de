ALTER TABLE "listings" ADD COLUMN "folder" integer;--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "set_aside" jsonb DEFAULT '[]'::jsonb NOT NULL;