CREATE TABLE "erasures" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forgetting" (
	"user_id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"dropped" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forgetting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "forgotten" (
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"person" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "forgotten_user_id_address_hash_pk" PRIMARY KEY("user_id","address_hash")
);
--> statement-breakpoint
ALTER TABLE "forgotten" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "hashed_addresses" (
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"sealed" text,
	"looked_at" timestamptz(3),
	CONSTRAINT "hashed_addresses_user_id_address_hash_pk" PRIMARY KEY("user_id","address_hash")
);
--> statement-breakpoint
ALTER TABLE "hashed_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "secret_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"first_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "asked_addresses" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "forgetting" ADD CONSTRAINT "forgetting_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forgotten" ADD CONSTRAINT "forgotten_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hashed_addresses" ADD CONSTRAINT "hashed_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_user" ON "forgetting" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "forgotten" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "hashed_addresses" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));