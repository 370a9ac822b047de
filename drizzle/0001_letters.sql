CREATE TABLE "coffees" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"connection_id" text,
	"state" text NOT NULL,
	"how" text NOT NULL,
	"starts_at" timestamptz(3),
	"ends_at" timestamptz(3),
	"time_zone" text NOT NULL,
	"title" text NOT NULL,
	"note" text NOT NULL,
	"place" text,
	"offered" jsonb,
	"send_at" timestamptz(3),
	"external_event_id" text,
	"problem" text,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digest_items" (
	"digest_id" text NOT NULL,
	"place" smallint NOT NULL,
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"card" jsonb,
	"outcome" text,
	"outcome_at" timestamptz(3),
	CONSTRAINT "digest_items_digest_id_place_pk" PRIMARY KEY("digest_id","place")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"week" text NOT NULL,
	"state" text NOT NULL,
	"letter" jsonb NOT NULL,
	"sends" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"message_id" text,
	"sent_at" timestamptz(3),
	"drop_at" timestamptz(3) NOT NULL,
	"problem" text,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"digest_id" text,
	"coffee_id" text,
	"purpose" text NOT NULL,
	"address" text,
	"expires_at" timestamptz(3),
	"revoked_at" timestamptz(3),
	"used_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "suppressions_user_id_address_hash_reason_pk" PRIMARY KEY("user_id","address_hash","reason")
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"user_id" text NOT NULL,
	"week" text NOT NULL,
	"address_hash" text NOT NULL,
	"verdict" text NOT NULL,
	CONSTRAINT "verdicts_user_id_week_address_hash_pk" PRIMARY KEY("user_id","week","address_hash")
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "coffees" ADD CONSTRAINT "coffees_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coffees" ADD CONSTRAINT "coffees_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_items" ADD CONSTRAINT "digest_items_digest_id_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."digests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_items" ADD CONSTRAINT "digest_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_digest_id_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."digests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_coffee_id_coffees_id_fk" FOREIGN KEY ("coffee_id") REFERENCES "public"."coffees"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "coffees_one_a_person" ON "coffees" USING btree ("user_id","address_hash") WHERE "coffees"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "coffees_one_a_time" ON "coffees" USING btree ("user_id","starts_at") WHERE "coffees"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "coffees_user_id_created_at_index" ON "coffees" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "digest_items_user_id_address_hash_index" ON "digest_items" USING btree ("user_id","address_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "digests_user_id_week_index" ON "digests" USING btree ("user_id","week");--> statement-breakpoint
CREATE INDEX "links_user_id_purpose_index" ON "links" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE INDEX "links_digest_id_index" ON "links" USING btree ("digest_id");