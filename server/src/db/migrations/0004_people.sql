CREATE TABLE "api_tokens" (
	"tenant" text NOT NULL,
	"token_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"name" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"person_id" text NOT NULL,
	"created_at_us" bigint NOT NULL,
	"expires_at_us" bigint,
	"used_at_us" bigint,
	CONSTRAINT "api_tokens_tenant_token_id_pk" PRIMARY KEY("tenant","token_id")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"tenant" text NOT NULL,
	"entry_id" text NOT NULL,
	"at_us" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "audit_entries_tenant_entry_id_pk" PRIMARY KEY("tenant","entry_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"tenant" text NOT NULL,
	"invitation_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"note" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at_us" bigint NOT NULL,
	"expires_at_us" bigint NOT NULL,
	"used_by" text,
	CONSTRAINT "invitations_tenant_invitation_id_pk" PRIMARY KEY("tenant","invitation_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"tenant" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at_us" bigint NOT NULL,
	CONSTRAINT "memberships_tenant_person_id_pk" PRIMARY KEY("tenant","person_id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"tenant" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at_us" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"person_id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"subject" text,
	"created_at_us" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"tenant" text NOT NULL,
	"created_at_us" bigint NOT NULL,
	"seen_at_us" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "people_subject" ON "people" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
INSERT INTO "organisations" ("tenant", "name", "created_at_us") VALUES ('local', 'Local', 0);
