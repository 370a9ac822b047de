ALTER TABLE "facts" DROP CONSTRAINT "facts_user_id_users_id_fk";--> statement-breakpoint
DROP INDEX "facts_user_id_at_id_index";--> statement-breakpoint
DROP INDEX "facts_clocks";--> statement-breakpoint
ALTER TABLE "fact_addresses" DROP CONSTRAINT "fact_addresses_user_id_address_fact_id_pk";--> statement-breakpoint
-- Filled again below, from the facts.
TRUNCATE "fact_addresses";--> statement-breakpoint
ALTER TABLE "fact_addresses" ALTER COLUMN "fact_id" SET DATA TYPE bigint USING NULL::bigint;--> statement-breakpoint
ALTER TABLE "facts" DROP COLUMN "addresses";--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "other" text;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "address_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Every address on a message or meeting, each once; of a row that says nothing any more, none.
CREATE FUNCTION "addresses_on"("mail" json, "meeting" json) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
	SELECT DISTINCT "address" FROM (
		SELECT "mail" -> 'from' ->> 0
		UNION ALL SELECT "one" ->> 0 FROM json_array_elements(CASE json_typeof("mail" -> 'to') WHEN 'array' THEN "mail" -> 'to' END) AS "one"
		UNION ALL SELECT "one" ->> 0 FROM json_array_elements(CASE json_typeof("mail" -> 'cc') WHEN 'array' THEN "mail" -> 'cc' END) AS "one"
		UNION ALL SELECT "one" ->> 'address' FROM json_array_elements(CASE json_typeof("meeting" -> 'people') WHEN 'array' THEN "meeting" -> 'people' END) AS "one"
	) AS "all"("address") WHERE "address" IS NOT NULL
$$;--> statement-breakpoint
CREATE FUNCTION "old_fact_number"("id" text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN "id" ~ '^[A-Za-z0-9_-]{12,}$'
		THEN ('x' || encode(substr(decode(translate(left("id", 12), '-_', '+/'), 'base64'), 1, 8), 'hex'))::bit(64)::bigint
		ELSE hashtextextended("id", 0) END
$$;--> statement-breakpoint
CREATE FUNCTION "old_fact_other"("mail" json, "connection" text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT CASE count(*) WHEN 1 THEN min("address") END FROM "addresses_on"("mail", NULL) AS "address"
	WHERE "address" <> coalesce((SELECT lower("email") FROM "connections" WHERE "connections"."id" = "connection"), '')
$$;--> statement-breakpoint
CREATE FUNCTION "old_fact_count"("mail" json, "meeting" json) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
	SELECT least(count(*), 32767)::smallint FROM "addresses_on"("mail", "meeting")
$$;--> statement-breakpoint
-- In one statement, which writes the table and its indexes once.
ALTER TABLE "facts"
	ALTER COLUMN "id" SET DATA TYPE bigint USING "old_fact_number"("id"),
	ALTER COLUMN "other" SET DATA TYPE text USING "old_fact_other"("mail"::json, "connection_id"),
	ALTER COLUMN "address_count" SET DATA TYPE smallint USING "old_fact_count"("mail"::json, "meeting"::json),
	ALTER COLUMN "mail" SET DATA TYPE json USING (CASE WHEN "mail" -> 'cc' = '[]' THEN "mail" - 'cc' ELSE "mail" END)::json,
	ALTER COLUMN "meeting" SET DATA TYPE json;--> statement-breakpoint
DROP FUNCTION "old_fact_number";--> statement-breakpoint
DROP FUNCTION "old_fact_other";--> statement-breakpoint
DROP FUNCTION "old_fact_count";--> statement-breakpoint
CREATE INDEX "facts_clocks" ON "facts" USING btree ("user_id","at") WHERE "facts"."outgoing" and "facts"."mail" -> 'offset' is not null;--> statement-breakpoint
CREATE INDEX "facts_user_id_at_index" ON "facts" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "facts_other" ON "facts" USING btree ("user_id","other") WHERE "facts"."other" is not null;--> statement-breakpoint
-- data
INSERT INTO "fact_addresses" ("user_id", "address", "fact_id")
	SELECT "facts"."user_id", "one"."address", "facts"."id"
	FROM "facts" JOIN "connections" ON "connections"."id" = "facts"."connection_id"
	CROSS JOIN LATERAL "addresses_on"("facts"."mail", "facts"."meeting") AS "one"("address")
	WHERE "facts"."other" IS NULL AND "one"."address" <> lower("connections"."email");
--> statement-breakpoint
CREATE INDEX "fact_addresses_user_id_address_index" ON "fact_addresses" USING btree ("user_id","address");--> statement-breakpoint
CREATE VIEW "public"."addressed_facts" WITH (security_invoker = true) AS (select user_id, other as address, id as fact_id from facts where other is not null union all select user_id, address, fact_id from fact_addresses);
--> statement-breakpoint
-- They name facts by what they were called.
UPDATE "checkpoints" SET "stale" = true, "state" = '';
--> statement-breakpoint
-- As in 0003; what JSON says is compared, and not how it is written.
CREATE OR REPLACE FUNCTION "stale_checkpoints_by_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM "users" WHERE "id" IN (SELECT "user_id" FROM "after") FOR KEY SHARE;
	UPDATE "checkpoints" SET "stale" = true, "state" = ''
		FROM (
			SELECT "after"."user_id", min(least("after"."at", "before"."at")) AS "at"
			FROM "after" JOIN "before" USING ("id")
			WHERE ("after"."connection_id", "after"."dedupe_key", "after"."at", "after"."ends_at", "after"."group_id", "after"."outgoing", "after"."title", "after"."mail"::jsonb - 'link', "after"."meeting"::jsonb)
				IS DISTINCT FROM ("before"."connection_id", "before"."dedupe_key", "before"."at", "before"."ends_at", "before"."group_id", "before"."outgoing", "before"."title", "before"."mail"::jsonb - 'link', "before"."meeting"::jsonb)
			GROUP BY "after"."user_id"
		) AS "earliest"
		WHERE "checkpoints"."user_id" = "earliest"."user_id" AND "checkpoints"."until" >= "earliest"."at" AND NOT "checkpoints"."stale";
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- As in 0016, of those facts that name no other.
CREATE OR REPLACE FUNCTION "address_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "fact_addresses" ("user_id", "address", "fact_id")
		SELECT "came"."user_id", "one"."address", "came"."id"
		FROM "came" JOIN "connections" ON "connections"."id" = "came"."connection_id"
		CROSS JOIN LATERAL "addresses_on"("came"."mail", "came"."meeting") AS "one"("address")
		WHERE "came"."other" IS NULL AND "one"."address" <> lower("connections"."email");
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- Each address is looked for once, however many of the facts carry it.
CREATE OR REPLACE FUNCTION "unaddress_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	WITH "carried" AS MATERIALIZED (
		SELECT DISTINCT "went"."user_id", "one"."address"
		FROM "went" CROSS JOIN LATERAL "addresses_on"("went"."mail", "went"."meeting") AS "one"("address")
		WHERE "went"."other" IS NULL
	)
	DELETE FROM "fact_addresses" USING "carried", "went"
		WHERE "fact_addresses"."user_id" = "carried"."user_id" AND "fact_addresses"."address" = "carried"."address"
			AND "fact_addresses"."fact_id" = "went"."id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "readdress_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	WITH "carried" AS MATERIALIZED (
		SELECT DISTINCT "went"."id", "went"."user_id", "one"."address"
		FROM "went" JOIN "came" USING ("id") CROSS JOIN LATERAL "addresses_on"("went"."mail", "went"."meeting") AS "one"("address")
		WHERE "went"."other" IS NULL
			AND ("went"."other", "went"."user_id", "went"."mail"::text, "went"."meeting"::text)
				IS DISTINCT FROM ("came"."other", "came"."user_id", "came"."mail"::text, "came"."meeting"::text)
	)
	DELETE FROM "fact_addresses" USING "carried"
		WHERE "fact_addresses"."user_id" = "carried"."user_id" AND "fact_addresses"."address" = "carried"."address"
			AND "fact_addresses"."fact_id" = "carried"."id";
	INSERT INTO "fact_addresses" ("user_id", "address", "fact_id")
		SELECT "came"."user_id", "one"."address", "came"."id"
		FROM "came" JOIN "went" USING ("id") JOIN "connections" ON "connections"."id" = "came"."connection_id"
		CROSS JOIN LATERAL "addresses_on"("came"."mail", "came"."meeting") AS "one"("address")
		WHERE "came"."other" IS NULL AND "one"."address" <> lower("connections"."email")
			AND ("went"."other", "went"."user_id", "went"."mail"::text, "went"."meeting"::text)
				IS DISTINCT FROM ("came"."other", "came"."user_id", "came"."mail"::text, "came"."meeting"::text);
	RETURN NULL;
END
$$;
