CREATE TABLE "pass_uses" (
	"user_id" text NOT NULL,
	"pass_id" text NOT NULL,
	"label" text NOT NULL,
	"day" text NOT NULL,
	"what" text NOT NULL,
	"count" integer NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "pass_uses_user_id_day_pass_id_what_pk" PRIMARY KEY("user_id","day","pass_id","what")
);
--> statement-breakpoint
ALTER TABLE "pass_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "passes" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"label" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"last_used_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "passes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pass_uses" ADD CONSTRAINT "pass_uses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passes" ADD CONSTRAINT "passes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "passes_hash_index" ON "passes" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "passes_user_id_created_at_index" ON "passes" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE POLICY "of_user" ON "pass_uses" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));--> statement-breakpoint
CREATE POLICY "of_user" ON "passes" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));