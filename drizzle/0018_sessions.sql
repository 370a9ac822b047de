CREATE TABLE "happenings" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"how" text DEFAULT '' NOT NULL,
	"browser" text DEFAULT '' NOT NULL,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "happenings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"hash" text NOT NULL,
	"go_on" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3),
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "sign_in_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "used_at" timestamptz(3) DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "browser" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ended_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ended" text;--> statement-breakpoint
ALTER TABLE "happenings" ADD CONSTRAINT "happenings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "happenings_user_id_at_index" ON "happenings" USING btree ("user_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_links_hash_index" ON "sign_in_links" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sign_in_links_user_id_asked_at_index" ON "sign_in_links" USING btree ("user_id","asked_at");--> statement-breakpoint
CREATE INDEX "proven_addresses_address_index" ON "proven_addresses" USING btree ("address");--> statement-breakpoint
CREATE POLICY "of_user" ON "happenings" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "sign_in_links" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));