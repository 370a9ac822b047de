ALTER TABLE "connections" ADD COLUMN "mail_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "meeting_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "hidden_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "bulk_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "older_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "shelf" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "weight" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "strength" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "firm" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "fading" double precision;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "faded_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "planned_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "accounts" text;--> statement-breakpoint
CREATE INDEX "people_shelf" ON "people" USING btree ("user_id","shelf","strength");--> statement-breakpoint
CREATE INDEX "people_unshelved" ON "people" USING btree ("user_id") WHERE "people"."shelf" is null;--> statement-breakpoint
-- data
-- How much is stored of each account is kept beside it: counting a hundred thousand rows took longer than the page that says it.
CREATE FUNCTION "count_came_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "connections" SET "mail_count" = "mail_count" + "counted"."mail", "meeting_count" = "meeting_count" + "counted"."meetings"
		FROM (
			SELECT "connection_id", count(*) FILTER (WHERE "kind" = 'mail') AS "mail", count(*) FILTER (WHERE "kind" = 'meeting') AS "meetings"
			FROM "came" GROUP BY "connection_id"
		) AS "counted"
		WHERE "connections"."id" = "counted"."connection_id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "count_gone_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "connections" SET "mail_count" = "mail_count" - "counted"."mail", "meeting_count" = "meeting_count" - "counted"."meetings"
		FROM (
			SELECT "connection_id", count(*) FILTER (WHERE "kind" = 'mail') AS "mail", count(*) FILTER (WHERE "kind" = 'meeting') AS "meetings"
			FROM "went" GROUP BY "connection_id"
		) AS "counted"
		WHERE "connections"."id" = "counted"."connection_id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "facts_counted" AFTER INSERT ON "facts" REFERENCING NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "count_came_facts"();
--> statement-breakpoint
CREATE TRIGGER "facts_uncounted" AFTER DELETE ON "facts" REFERENCING OLD TABLE AS "went" FOR EACH STATEMENT EXECUTE FUNCTION "count_gone_facts"();
--> statement-breakpoint
-- Of listed messages those that are not to be read: hidden by their labels (64), sorted as bulk (4, 8, 16, 32), or older than what is read.
CREATE FUNCTION "count_unwanted"("connection" text, "hidden" bigint, "bulk" bigint, "older" bigint) RETURNS void LANGUAGE sql AS $$
	UPDATE "connections" SET "hidden_count" = "hidden_count" + "hidden", "bulk_count" = "bulk_count" + "bulk", "older_count" = "older_count" + "older"
		WHERE "id" = "connection" AND ("hidden" <> 0 OR "bulk" <> 0 OR "older" <> 0)
$$;
--> statement-breakpoint
CREATE FUNCTION "count_came_listings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "count_unwanted"("connection_id", count(*) FILTER (WHERE "labels" & 64 <> 0),
		count(*) FILTER (WHERE "labels" & 64 = 0 AND "labels" & 60 <> 0), count(*) FILTER (WHERE "labels" & 124 = 0))
		FROM "came" WHERE "rank" IS NULL GROUP BY "connection_id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "count_gone_listings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "count_unwanted"("connection_id", -count(*) FILTER (WHERE "labels" & 64 <> 0),
		-count(*) FILTER (WHERE "labels" & 64 = 0 AND "labels" & 60 <> 0), -count(*) FILTER (WHERE "labels" & 124 = 0))
		FROM "went" WHERE "rank" IS NULL GROUP BY "connection_id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "count_changed_listings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "count_unwanted"("connection_id", coalesce(sum("one") FILTER (WHERE "labels" & 64 <> 0), 0),
		coalesce(sum("one") FILTER (WHERE "labels" & 64 = 0 AND "labels" & 60 <> 0), 0), coalesce(sum("one") FILTER (WHERE "labels" & 124 = 0), 0))
		FROM (
			SELECT "connection_id", "labels", 1 AS "one" FROM "came" WHERE "rank" IS NULL
			UNION ALL SELECT "connection_id", "labels", -1 FROM "went" WHERE "rank" IS NULL
		) AS "both" GROUP BY "connection_id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "listings_counted" AFTER INSERT ON "listings" REFERENCING NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "count_came_listings"();
--> statement-breakpoint
CREATE TRIGGER "listings_uncounted" AFTER DELETE ON "listings" REFERENCING OLD TABLE AS "went" FOR EACH STATEMENT EXECUTE FUNCTION "count_gone_listings"();
--> statement-breakpoint
CREATE TRIGGER "listings_recounted" AFTER UPDATE ON "listings" REFERENCING OLD TABLE AS "went" NEW TABLE AS "came" FOR EACH STATEMENT EXECUTE FUNCTION "count_changed_listings"();
--> statement-breakpoint
UPDATE "connections" SET "mail_count" = "counted"."mail", "meeting_count" = "counted"."meetings"
	FROM (SELECT "connection_id", count(*) FILTER (WHERE "kind" = 'mail') AS "mail", count(*) FILTER (WHERE "kind" = 'meeting') AS "meetings" FROM "facts" GROUP BY "connection_id") AS "counted"
	WHERE "connections"."id" = "counted"."connection_id";
--> statement-breakpoint
UPDATE "connections" SET "hidden_count" = "counted"."hidden", "bulk_count" = "counted"."bulk", "older_count" = "counted"."older"
	FROM (
		SELECT "connection_id", count(*) FILTER (WHERE "labels" & 64 <> 0) AS "hidden",
			count(*) FILTER (WHERE "labels" & 64 = 0 AND "labels" & 60 <> 0) AS "bulk", count(*) FILTER (WHERE "labels" & 124 = 0) AS "older"
		FROM "listings" WHERE "rank" IS NULL GROUP BY "connection_id"
	) AS "counted"
	WHERE "connections"."id" = "counted"."connection_id";
