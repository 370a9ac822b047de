CREATE TABLE "introductions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"one_hash" text NOT NULL,
	"other_hash" text NOT NULL,
	"one_address" text NOT NULL,
	"other_address" text NOT NULL,
	"one_name" text NOT NULL,
	"other_name" text NOT NULL,
	"one_asked_at" timestamptz(3),
	"other_asked_at" timestamptz(3),
	"one_said" text,
	"one_said_at" timestamptz(3),
	"other_said" text,
	"other_said_at" timestamptz(3),
	"made_at" timestamptz(3),
	"asked_after_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "also_address" text;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "also_hash" text;--> statement-breakpoint
ALTER TABLE "coffees" ADD COLUMN "also_name" text;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "introductions_one_a_pair" ON "introductions" USING btree ("user_id","one_hash","other_hash");