CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"what" text NOT NULL,
	"state" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"began_at" timestamptz(3) NOT NULL,
	"seen_at" timestamptz(3) NOT NULL,
	"tried_at" timestamptz(3),
	"sent_at" timestamptz(3),
	"over_at" timestamptz(3)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_open" ON "incidents" USING btree ("what") WHERE "incidents"."over_at" is null;--> statement-breakpoint
CREATE INDEX "alarms_states" ON "alarms" USING btree ("state","asked_at");--> statement-breakpoint
CREATE INDEX "confirmations_states" ON "confirmations" USING btree ("state","asked_at");--> statement-breakpoint
CREATE INDEX "digests_states" ON "digests" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "tasks_failing" ON "tasks" USING btree ("kind") WHERE "tasks"."attempts" > 0;