CREATE TABLE "fact_addresses" (
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"fact_id" text NOT NULL,
	CONSTRAINT "fact_addresses_user_id_address_fact_id_pk" PRIMARY KEY("user_id","address","fact_id")
);
--> statement-breakpoint
ALTER TABLE "fact_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "added_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "alarms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "backtests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendars" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "coffees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "confirmations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "digest_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "digests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "identities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "introductions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "listings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "own_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "person_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "proven_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "streams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "verdicts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "facts_addresses";--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "user_id" text DEFAULT coalesce(current_setting('coffee.user', true), '') NOT NULL;--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "user_id" text DEFAULT coalesce(current_setting('coffee.user', true), '') NOT NULL;--> statement-breakpoint
CREATE POLICY "of_user" ON "added_people" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "alarms" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "backtests" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "calendars" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "calls" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "checkpoints" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "coffees" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "confirmations" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "connections" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "corrections" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "decisions" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "digest_items" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "digests" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "facts" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "identities" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "introductions" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "links" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "listings" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "notes" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "own_addresses" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "people" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "person_addresses" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "proven_addresses" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "sessions" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "streams" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "suppressions" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "tasks" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "users" AS PERMISSIVE FOR ALL TO public USING (id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "verdicts" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "fact_addresses" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
-- data
UPDATE "streams" SET "user_id" = "connections"."user_id" FROM "connections" WHERE "connections"."id" = "streams"."connection_id";
--> statement-breakpoint
UPDATE "listings" SET "user_id" = "connections"."user_id" FROM "connections" WHERE "connections"."id" = "listings"."connection_id";
--> statement-breakpoint
INSERT INTO "fact_addresses" ("user_id", "address", "fact_id")
	SELECT DISTINCT "facts"."user_id", "one"."address", "facts"."id"
	FROM "facts" JOIN "connections" ON "connections"."id" = "facts"."connection_id"
	CROSS JOIN LATERAL jsonb_array_elements_text("facts"."addresses") AS "one"("address")
	WHERE "one"."address" <> lower("connections"."email");
--> statement-breakpoint
-- Whose a row is that hangs on a connection, where the transaction that writes it is for nobody in particular.
CREATE FUNCTION "of_connection"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."user_id" := coalesce((SELECT "user_id" FROM "connections" WHERE "id" = NEW."connection_id"), '');
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "of_connection" BEFORE INSERT ON "streams" FOR EACH ROW WHEN (NEW."user_id" = '') EXECUTE FUNCTION "of_connection"();
--> statement-breakpoint
CREATE TRIGGER "of_connection" BEFORE INSERT ON "listings" FOR EACH ROW WHEN (NEW."user_id" = '') EXECUTE FUNCTION "of_connection"();
--> statement-breakpoint
-- Which facts carry which address is kept by whoever writes facts, by whichever statement. The own address of an account is on
-- all of its messages and leads to nobody.
CREATE FUNCTION "address_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "fact_addresses" ("user_id", "address", "fact_id")
		SELECT "came"."user_id", "one"."address", "came"."id"
		FROM "came" JOIN "connections" ON "connections"."id" = "came"."connection_id"
		CROSS JOIN LATERAL jsonb_array_elements_text("came"."addresses") AS "one"("address")
		WHERE "one"."address" <> lower("connections"."email")
		ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "unaddress_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM "fact_addresses" USING "went" CROSS JOIN LATERAL jsonb_array_elements_text("went"."addresses") AS "one"("address")
		WHERE "fact_addresses"."user_id" = "went"."user_id" AND "fact_addresses"."address" = "one"."address" AND "fact_addresses"."fact_id" = "went"."id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- A meeting whose guests change; a message never does.
CREATE FUNCTION "readdress_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM "fact_addresses" USING "went" JOIN "came" USING ("id") CROSS JOIN LATERAL jsonb_array_elements_text("went"."addresses") AS "one"("address")
		WHERE ("went"."addresses", "went"."user_id") IS DISTINCT FROM ("came"."addresses", "came"."user_id")
			AND "fact_addresses"."user_id" = "went"."user_id" AND "fact_addresses"."address" = "one"."address" AND "fact_addresses"."fact_id" = "went"."id";
	INSERT INTO "fact_addresses" ("user_id", "address", "fact_id")
		SELECT "came"."user_id", "one"."address", "came"."id"
		FROM "came" JOIN "went" USING ("id") JOIN "connections" ON "connections"."id" = "came"."connection_id"
		CROSS JOIN LATERAL jsonb_array_elements_text("came"."addresses") AS "one"("address")
		WHERE ("went"."addresses", "went"."user_id") IS DISTINCT FROM ("came"."addresses", "came"."user_id")
			AND "one"."address" <> lower("connections"."email")
		ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "facts_addressed" AFTER INSERT ON "facts" REFERENCING NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "address_facts"();
--> statement-breakpoint
CREATE TRIGGER "facts_unaddressed" AFTER DELETE ON "facts" REFERENCING OLD TABLE AS "went" FOR EACH STATEMENT EXECUTE FUNCTION "unaddress_facts"();
--> statement-breakpoint
CREATE TRIGGER "facts_readdressed" AFTER UPDATE ON "facts" REFERENCING OLD TABLE AS "went" NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "readdress_facts"();
