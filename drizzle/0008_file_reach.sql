-- data
-- Files know nothing of what came after they were written: older ones were read as far as their newest entry, not until the import.
UPDATE "streams" SET "last_synced_at" = COALESCE((
  SELECT max(f."at") FROM "facts" f
  WHERE f."connection_id" = "streams"."connection_id"
    AND f."kind" = CASE "streams"."kind" WHEN 'mail' THEN 'mail' ELSE 'meeting' END
    AND f."at" <= "streams"."last_synced_at"
), "last_synced_at")
FROM "connections" c
WHERE c."id" = "streams"."connection_id" AND c."provider" = 'file' AND "streams"."last_synced_at" IS NOT NULL
  -- Files that ended within two weeks of their import count as written at that time.
  AND NOT EXISTS (
    SELECT 1 FROM "facts" g WHERE g."connection_id" = "streams"."connection_id"
      AND g."at" <= "streams"."last_synced_at" AND g."at" >= "streams"."last_synced_at" - interval '14 days'
  );
--> statement-breakpoint
-- Which accounts know whom is worked out at once, not when the next message comes.
UPDATE "tasks" SET "run_at" = now() WHERE "kind" = 'derive' AND "lease_id" IS NULL AND "run_at" > now();
