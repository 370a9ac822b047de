DROP INDEX "coffees_one_a_time";--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "chosen_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "hold_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "told" text;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "told_at" timestamptz(3);--> statement-breakpoint
CREATE UNIQUE INDEX "coffees_one_a_time" ON "coffees" USING btree ("user_id","starts_at") WHERE "coffees"."state" in ('chosen', 'queued', 'sending');--> statement-breakpoint
-- data
-- What guests chose before choices were held stands as a draft with one of its offered times. Those to come are held from
-- now on, since nobody was told of them until now, and the duty of each tells its owner; the oldest choice wins where two
-- overlap, and none stands against what is planned. The times are those of src/coffee/hold.ts.
DO $$
DECLARE
	"choice" record;
BEGIN
	FOR "choice" IN
		SELECT "coffees"."id", "coffees"."user_id", "coffees"."starts_at", "coffees"."ends_at", "used"."at" AS "used_at"
		FROM "coffees"
		JOIN LATERAL (
			SELECT min("links"."used_at") AS "at" FROM "links"
			WHERE "links"."user_id" = "coffees"."user_id" AND "links"."coffee_id" = "coffees"."id" AND "links"."purpose" = 'meet'
		) AS "used" ON "used"."at" IS NOT NULL
		WHERE "coffees"."state" = 'draft' AND "coffees"."address" <> '' AND "coffees"."starts_at" > now() AND "coffees"."ends_at" IS NOT NULL
			AND "coffees"."offered" IS NOT NULL AND EXISTS (
				SELECT 1 FROM jsonb_array_elements("coffees"."offered") AS "time" WHERE ("time"->>0)::timestamptz = "coffees"."starts_at"
			)
		ORDER BY "used"."at", "coffees"."id"
	LOOP
		UPDATE "coffees" SET "chosen_at" = "choice"."used_at" WHERE "id" = "choice"."id";
		CONTINUE WHEN EXISTS (
			SELECT 1 FROM "coffees" AS "other"
			WHERE "other"."user_id" = "choice"."user_id" AND "other"."id" <> "choice"."id"
				AND "other"."state" IN ('chosen', 'queued', 'sending', 'invited', 'accepted')
				AND "other"."starts_at" < "choice"."ends_at" AND "other"."ends_at" > "choice"."starts_at"
		);
		UPDATE "coffees" SET "state" = 'chosen', "hold_until" = CASE
			WHEN "starts_at" - interval '24 hours' >= now() + interval '2 hours'
				THEN least(now() + interval '72 hours', "starts_at" - interval '24 hours')
			ELSE least(now() + interval '2 hours', "starts_at")
		END WHERE "id" = "choice"."id";
		INSERT INTO "tasks" ("kind", "subject", "user_id", "run_at") VALUES ('coffee', "choice"."id", "choice"."user_id", now())
			ON CONFLICT ("kind", "subject") DO UPDATE SET "run_at" = least("tasks"."run_at", excluded."run_at");
	END LOOP;
END
$$;
