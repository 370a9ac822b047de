CREATE TABLE "contacts" (
	"id" text NOT NULL,
	"connection_id" text NOT NULL,
	"user_id" text NOT NULL,
	"external_id" text NOT NULL,
	"etag" text DEFAULT '' NOT NULL,
	"names" jsonb NOT NULL,
	"addresses" jsonb NOT NULL,
	"birth_month" smallint,
	"birth_day" smallint,
	"is_group" boolean DEFAULT false NOT NULL,
	CONSTRAINT "contacts_connection_id_external_id_pk" PRIMARY KEY("connection_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_user_id_index" ON "contacts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "contacts_birthdays" ON "contacts" USING btree ("user_id","birth_month","birth_day") WHERE "contacts"."birth_month" is not null;--> statement-breakpoint
CREATE POLICY "of_user" ON "contacts" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));