ALTER TABLE "people" ADD COLUMN "tie" boolean;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "bond" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "due_from" timestamptz(3);--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "seen_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "occasion_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "first_day" smallint;--> statement-breakpoint
CREATE INDEX "people_due" ON "people" USING btree ("user_id","due_from") WHERE "people"."bond" is not null;--> statement-breakpoint
CREATE INDEX "people_untold" ON "people" USING btree ("user_id") WHERE "people"."tie" is null;--> statement-breakpoint
CREATE INDEX "people_occasions" ON "people" USING btree ("user_id","occasion_until") WHERE "people"."occasion_until" is not null;--> statement-breakpoint
CREATE INDEX "people_first_days" ON "people" USING btree ("user_id","first_day") WHERE "people"."first_day" is not null;