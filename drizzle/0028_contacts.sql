CREATE TABLE "address_books" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"position" jsonb,
	"read_at" timestamptz(3),
	"error" text,
	"is_owners" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "address_books" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "forgotten" ADD COLUMN "is_name" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "kind" text DEFAULT 'note' NOT NULL;--> statement-breakpoint
ALTER TABLE "address_books" ADD CONSTRAINT "address_books_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address_books" ADD CONSTRAINT "address_books_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_user" ON "address_books" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));