CREATE TABLE "alarms" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"providers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "refused_grant_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "refused_token_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "folder" integer;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "tries" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "try_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "set_aside" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "restarts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "restarted_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alarms_user_id_asked_at_index" ON "alarms" USING btree ("user_id","asked_at");--> statement-breakpoint
CREATE INDEX "listings_folder" ON "listings" USING btree ("connection_id","folder") WHERE "listings"."folder" is not null;--> statement-breakpoint
CREATE INDEX "sessions_expires_at_index" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tasks_leases" ON "tasks" USING btree ("lease_until") WHERE "tasks"."lease_until" is not null;