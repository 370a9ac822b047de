DROP INDEX "people_due";--> statement-breakpoint
DROP INDEX "people_unshelved";--> statement-breakpoint
CREATE INDEX "people_unshelved" ON "people" USING btree ("user_id","due_from") WHERE "people"."shelf" is null;