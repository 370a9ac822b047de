CREATE TABLE "backtests" (
	"user_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"months" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"total" smallint NOT NULL,
	"problem" text,
	"requested_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"user_id" text PRIMARY KEY NOT NULL,
	"until" timestamptz(3) NOT NULL,
	"basis" text NOT NULL,
	"state" text NOT NULL,
	"stale" boolean DEFAULT false NOT NULL,
	"made_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "fingerprint" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;