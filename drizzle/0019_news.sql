ALTER TABLE "tasks" ADD COLUMN "news" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "done_at" timestamptz(3);--> statement-breakpoint
CREATE INDEX "people_doubtful" ON "people" USING btree ("user_id") WHERE "people"."maybe" <> '[]'::jsonb;