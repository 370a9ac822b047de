CREATE TABLE "asked_addresses" (
	"address_hash" text PRIMARY KEY NOT NULL,
	"mailed_at" timestamptz(3),
	"refused_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"asked_at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "proven_addresses" (
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"issuer" text DEFAULT '' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"how" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "proven_addresses_user_id_address_issuer_subject_pk" PRIMARY KEY("user_id","address","issuer","subject")
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "ask_address" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proven_addresses" ADD CONSTRAINT "proven_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "confirmations_user_id_address_index" ON "confirmations" USING btree ("user_id","address");--> statement-breakpoint
-- data
-- Nobody's letters stop with this version. Google named no address that it had not verified; Microsoft's count until it is asked
-- whose they are, at the next renewal of a token.
INSERT INTO "proven_addresses" ("user_id", "address", "issuer", "subject", "how", "at")
	SELECT "user_id", lower("email"), "issuer", "subject", CASE "provider" WHEN 'google' THEN 'provider' ELSE 'upgrade' END, now() FROM "identities" WHERE "email" LIKE '%@%'
	UNION
	SELECT "user_id", lower("email"), "issuer", "subject", CASE "provider" WHEN 'google' THEN 'provider' ELSE 'upgrade' END, now() FROM "connections" WHERE "provider" IN ('google', 'microsoft') AND "email" LIKE '%@%'
	ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE "connections" SET "ask_address" = true WHERE "provider" = 'microsoft';
