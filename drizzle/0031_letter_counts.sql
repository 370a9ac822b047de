CREATE INDEX "facts_meetings" ON "facts" USING btree ("user_id","at") WHERE "facts"."kind" = 'meeting';--> statement-breakpoint
CREATE INDEX "people_ties" ON "people" USING btree ("user_id") WHERE "people"."tie";--> statement-breakpoint
CREATE INDEX "people_died" ON "people" USING btree ("user_id") WHERE "people"."state" = 'died';