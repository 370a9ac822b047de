ALTER TABLE "streams" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "time_zone_held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_zone" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "browser_zone" text;--> statement-breakpoint
CREATE INDEX "facts_clocks" ON "facts" USING btree ("user_id","at") WHERE "facts"."outgoing" and "facts"."mail" -> 'offset' is not null;--> statement-breakpoint
-- data
-- A zone that nobody chose came from a calendar: it is that calendar's word, and stays until its owner answers if sent mail
-- says something else.
UPDATE "streams" SET "time_zone" = "users"."time_zone" FROM "connections" JOIN "users" ON "users"."id" = "connections"."user_id"
	WHERE "streams"."connection_id" = "connections"."id" AND "streams"."kind" = 'calendar' AND "connections"."provider" <> 'file'
	AND NOT "users"."time_zone_chosen" AND "users"."time_zone" <> 'UTC';
--> statement-breakpoint
UPDATE "users" SET "time_zone_held" = true WHERE NOT "time_zone_chosen" AND "time_zone" <> 'UTC';
--> statement-breakpoint
-- It is worked out again at once whether sent mail shows a zone.
UPDATE "tasks" SET "run_at" = now() WHERE "kind" = 'derive' AND "lease_id" IS NULL AND "run_at" > now();
