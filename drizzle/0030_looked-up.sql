CREATE INDEX "facts_wishes" ON "facts" USING btree ("user_id","at") WHERE "facts"."outgoing" and "facts"."title" ~* 'birthday|happy|returns|geburtstag|herzlichen|anniversaire|bonne|cumple|felicidades|verjaardag|gefeliciteerd|hoera|jaren';--> statement-breakpoint
CREATE INDEX "people_warmest" ON "people" USING btree ("user_id","weight" DESC NULLS LAST,"id") WHERE "people"."kind" = 'person' and "people"."exclusions" = '[]'::jsonb;--> statement-breakpoint
-- data
-- The weight was written with the next change of a person: whoever has not changed since has it now as well.
UPDATE "people" SET "weight" = ("relationship" ->> 'weight')::float8 WHERE "weight" IS NULL;
