CREATE TABLE "added_people" (
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "added_people_user_id_address_pk" PRIMARY KEY("user_id","address")
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"kind" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"counts" boolean DEFAULT true NOT NULL,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "close" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "added_people" ADD CONSTRAINT "added_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_user_id_address_hash_index" ON "corrections" USING btree ("user_id","address_hash");