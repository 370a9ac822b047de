CREATE TABLE "mail_places" (
	"connection_id" text NOT NULL,
	"user_id" text DEFAULT coalesce(current_setting('coffee.user', true), '') NOT NULL,
	"folder" integer NOT NULL,
	"number" bigint NOT NULL,
	"external_id" text,
	CONSTRAINT "mail_places_connection_id_folder_number_pk" PRIMARY KEY("connection_id","folder","number")
);
--> statement-breakpoint
ALTER TABLE "mail_places" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mail_places" ADD CONSTRAINT "mail_places_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_places_id" ON "mail_places" USING btree ("connection_id","external_id") WHERE "mail_places"."external_id" is not null;--> statement-breakpoint
CREATE POLICY "of_user" ON "mail_places" AS PERMISSIVE FOR ALL TO public USING (user_id = current_setting('coffee.user', true));