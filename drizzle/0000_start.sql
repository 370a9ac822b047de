CREATE TABLE "budgets" (
	"key" text PRIMARY KEY NOT NULL,
	"spent_until" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"connection_id" text NOT NULL,
	"user_id" text NOT NULL,
	"day" text NOT NULL,
	"method" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "calls_connection_id_day_method_pk" PRIMARY KEY("connection_id","day","method")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"refresh_token" text,
	"access_token" text,
	"access_expires_at" timestamptz(3),
	"token_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"kind" text NOT NULL,
	"until" timestamptz(3),
	"with_hash" text,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"external_id" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3),
	"group_id" text,
	"outgoing" boolean DEFAULT false NOT NULL,
	"title" text,
	"mail" jsonb,
	"meeting" jsonb,
	"addresses" jsonb NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"email" text NOT NULL,
	CONSTRAINT "identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"connection_id" text NOT NULL,
	"external_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"position" integer,
	"labels" smallint DEFAULT 0 NOT NULL,
	"generation" integer NOT NULL,
	"read" boolean DEFAULT false NOT NULL,
	"rank" bigint,
	CONSTRAINT "listings_connection_id_external_id_pk" PRIMARY KEY("connection_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address_hash" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_addresses" (
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "own_addresses_user_id_address_source_pk" PRIMARY KEY("user_id","address","source")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"kind_reason" text NOT NULL,
	"state" text NOT NULL,
	"rest_until" timestamptz(3),
	"addresses" jsonb NOT NULL,
	"maybe" jsonb NOT NULL,
	"exclusions" jsonb NOT NULL,
	"relationship" jsonb NOT NULL,
	"last_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "person_addresses" (
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"person_id" text NOT NULL,
	"own_id" text NOT NULL,
	CONSTRAINT "person_addresses_user_id_address_pk" PRIMARY KEY("user_id","address")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"connection_id" text NOT NULL,
	"kind" text NOT NULL,
	"cursor" jsonb,
	"generation" integer DEFAULT 0 NOT NULL,
	"phase" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"read_back_to" timestamptz(3),
	"last_synced_at" timestamptz(3),
	"error" text,
	"started_at" timestamptz(3),
	"skipped" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"bounds" jsonb,
	CONSTRAINT "streams_connection_id_kind_pk" PRIMARY KEY("connection_id","kind")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" text NOT NULL,
	"run_at" timestamptz(3) NOT NULL,
	"lease_id" text,
	"lease_until" timestamptz(3),
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	CONSTRAINT "tasks_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "used_states" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"time_zone_chosen" boolean DEFAULT false NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_addresses" ADD CONSTRAINT "own_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_addresses" ADD CONSTRAINT "person_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streams" ADD CONSTRAINT "streams_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connections_issuer_subject_index" ON "connections" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "connections_user_id_index" ON "connections" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "decisions_user_id_address_hash_index" ON "decisions" USING btree ("user_id","address_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "facts_connection_id_external_id_index" ON "facts" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "facts_user_id_at_id_index" ON "facts" USING btree ("user_id","at","id");--> statement-breakpoint
CREATE INDEX "facts_user_id_dedupe_key_index" ON "facts" USING btree ("user_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "facts_addresses" ON "facts" USING gin ("addresses" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "identities_user_id_index" ON "identities" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "listings_connection_id_thread_id_index" ON "listings" USING btree ("connection_id","thread_id");--> statement-breakpoint
CREATE INDEX "listings_position" ON "listings" USING btree ("connection_id","position");--> statement-breakpoint
CREATE INDEX "listings_due" ON "listings" USING btree ("connection_id","rank") WHERE "listings"."rank" is not null and not "listings"."read";--> statement-breakpoint
CREATE INDEX "notes_user_id_address_hash_index" ON "notes" USING btree ("user_id","address_hash");--> statement-breakpoint
CREATE INDEX "people_user_id_kind_index" ON "people" USING btree ("user_id","kind");--> statement-breakpoint
CREATE INDEX "person_addresses_user_id_own_id_index" ON "person_addresses" USING btree ("user_id","own_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "tasks_run_at_index" ON "tasks" USING btree ("run_at");--> statement-breakpoint
CREATE INDEX "tasks_user_id_index" ON "tasks" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "used_states_expires_at_index" ON "used_states" USING btree ("expires_at");