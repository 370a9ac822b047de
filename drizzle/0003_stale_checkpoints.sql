-- Whatever comes, goes or changes among the facts that a checkpoint has counted makes it stale and empties it, whoever wrote
-- it and by which statement: nothing can be forgotten. The lock on the user makes a checkpoint that is being made wait for
-- writers that have not committed yet; writers do not wait for each other.
CREATE FUNCTION "stale_checkpoints"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM "users" WHERE "id" IN (SELECT "user_id" FROM "changed") FOR KEY SHARE;
	UPDATE "checkpoints" SET "stale" = true, "state" = ''
		FROM (SELECT "user_id", min("at") AS "at" FROM "changed" GROUP BY "user_id") AS "earliest"
		WHERE "checkpoints"."user_id" = "earliest"."user_id" AND "checkpoints"."until" >= "earliest"."at" AND NOT "checkpoints"."stale";
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- A fact that says the same again, in a newer snapshot or by another link, changes nothing.
CREATE FUNCTION "stale_checkpoints_by_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM "users" WHERE "id" IN (SELECT "user_id" FROM "after") FOR KEY SHARE;
	UPDATE "checkpoints" SET "stale" = true, "state" = ''
		FROM (
			SELECT "after"."user_id", min(least("after"."at", "before"."at")) AS "at"
			FROM "after" JOIN "before" USING ("id")
			WHERE ("after"."connection_id", "after"."dedupe_key", "after"."at", "after"."ends_at", "after"."group_id", "after"."outgoing", "after"."title", "after"."mail" - 'link', "after"."meeting")
				IS DISTINCT FROM ("before"."connection_id", "before"."dedupe_key", "before"."at", "before"."ends_at", "before"."group_id", "before"."outgoing", "before"."title", "before"."mail" - 'link', "before"."meeting")
			GROUP BY "after"."user_id"
		) AS "earliest"
		WHERE "checkpoints"."user_id" = "earliest"."user_id" AND "checkpoints"."until" >= "earliest"."at" AND NOT "checkpoints"."stale";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "facts_inserted" AFTER INSERT ON "facts" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "stale_checkpoints"();
--> statement-breakpoint
CREATE TRIGGER "facts_deleted" AFTER DELETE ON "facts" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "stale_checkpoints"();
--> statement-breakpoint
CREATE TRIGGER "facts_updated" AFTER UPDATE ON "facts" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "stale_checkpoints_by_change"();
