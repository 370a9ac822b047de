ALTER TABLE "alarms" ADD COLUMN "kind" text DEFAULT 'accounts' NOT NULL;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "stops_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "seen_at" timestamptz(3) DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "stopped_at" timestamptz(3);