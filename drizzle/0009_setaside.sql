ALTER TABLE "listings" ADD COLUMN "folder" integer;--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "set_aside" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "listings_folder" ON "listings" USING btree ("connection_id","folder") WHERE "listings"."folder" is not null;