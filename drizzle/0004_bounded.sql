ALTER TABLE "streams" ADD COLUMN "left_out" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
-- data
-- What the version before stored of strangers' calendars and would not be stored now: it comes back with the next snapshot where it may.
DELETE FROM "facts" WHERE "at" < '1970-01-01T00:00:00Z' OR "at" >= '9999-12-31T00:00:00Z' OR "ends_at" >= '9999-12-31T00:00:00Z' OR "ends_at" < "at" OR "ends_at" > "at" + interval '8784 hours';--> statement-breakpoint
DELETE FROM "facts" WHERE "kind" = 'meeting' AND EXISTS (SELECT 1 FROM jsonb_array_elements_text("addresses") AS guest WHERE length(guest) > 254 OR position('@' in guest) = 0);
