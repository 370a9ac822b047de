ALTER TABLE "coffees" ADD COLUMN "reminded" text;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "news" jsonb;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "stopped" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "pending" text;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "move_to" jsonb;