DROP INDEX "people_shelf";--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "faded_day" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "last_day" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "seen_day" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "matter" boolean;--> statement-breakpoint
CREATE INDEX "people_quiet" ON "people" USING btree ("user_id","due_from","last_day","seen_day","firm","fading","faded_day","strength","planned_at","matter","id") WHERE "people"."bond" is not null and coalesce("people"."shelf", '') = 'open';--> statement-breakpoint
CREATE INDEX "people_shelf" ON "people" USING btree ("user_id","shelf","strength","due_from","last_day","id");--> statement-breakpoint
ALTER TABLE "people" DROP COLUMN "faded_at";--> statement-breakpoint
-- data
-- What was a moment is a number as well, so that nobody has to be worked out anew for it.
UPDATE "people" SET "last_day" = date_part('epoch', "last_at") / 86400, "seen_day" = date_part('epoch', "seen_at") / 86400,
	"faded_day" = date_part('epoch', ("relationship" #>> '{fading,at}')::timestamptz) / 86400, "matter" = "exclusions" <> '[]'::jsonb;
--> statement-breakpoint
-- Of two indexes that promise as much, as those of a small table do, the younger one is taken; that of ties is to be.
DROP INDEX "people_ties";
--> statement-breakpoint
CREATE INDEX "people_ties" ON "people" USING btree ("user_id") WHERE "people"."tie";
