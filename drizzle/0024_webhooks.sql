CREATE TABLE "webhook_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"ended_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "webhook_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhooks" (
	"user_id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"taken_at" timestamptz(3),
	"problem" text
);
--> statement-breakpoint
ALTER TABLE "webhooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_messages_user_id_asked_at_index" ON "webhook_messages" USING btree ("user_id","asked_at");--> statement-breakpoint
CREATE POLICY "of_user" ON "webhook_messages" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "webhooks" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));