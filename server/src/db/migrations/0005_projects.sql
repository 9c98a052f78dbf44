CREATE TABLE "batches" (
	"tenant" text NOT NULL,
	"batch_id" text NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at_us" bigint NOT NULL,
	CONSTRAINT "batches_tenant_batch_id_pk" PRIMARY KEY("tenant","batch_id")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"tenant" text NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"guidelines" text DEFAULT '' NOT NULL,
	"checks" jsonb,
	"acceptance" jsonb,
	"may_reviewer_edit" boolean DEFAULT true NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at_us" bigint NOT NULL,
	CONSTRAINT "projects_tenant_project_id_pk" PRIMARY KEY("tenant","project_id")
);
--> statement-breakpoint
ALTER TABLE "clips" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "assignee_id" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "held_by" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "held_until_us" bigint;--> statement-breakpoint
CREATE INDEX "batches_project" ON "batches" USING btree ("tenant","project_id");--> statement-breakpoint
CREATE INDEX "clips_batch" ON "clips" USING btree ("tenant","batch_id");