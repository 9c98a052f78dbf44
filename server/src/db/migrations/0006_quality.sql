CREATE TABLE "doubles" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"of_clip_id" text NOT NULL,
	"first_frame" integer NOT NULL,
	"last_frame" integer NOT NULL,
	"made_at_us" bigint NOT NULL,
	CONSTRAINT "doubles_tenant_clip_id_pk" PRIMARY KEY("tenant","clip_id")
);
--> statement-breakpoint
CREATE TABLE "efforts" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"author" text NOT NULL,
	"browser_id" text NOT NULL,
	"track_id" text NOT NULL,
	"keys" integer NOT NULL,
	"clicks" integer NOT NULL,
	"drags" integer NOT NULL,
	"undos" integer NOT NULL,
	"active_ms" bigint NOT NULL,
	CONSTRAINT "efforts_tenant_clip_id_author_browser_id_track_id_pk" PRIMARY KEY("tenant","clip_id","author","browser_id","track_id")
);
--> statement-breakpoint
CREATE TABLE "plantings" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"planted_at_us" bigint NOT NULL,
	"faults" jsonb NOT NULL,
	CONSTRAINT "plantings_tenant_clip_id_pk" PRIMARY KEY("tenant","clip_id")
);
--> statement-breakpoint
CREATE TABLE "reference_stretches" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"first_frame" integer NOT NULL,
	"last_frame" integer NOT NULL,
	"source" text NOT NULL,
	"kept_at_us" bigint NOT NULL,
	"records" jsonb NOT NULL,
	CONSTRAINT "reference_stretches_tenant_clip_id_pk" PRIMARY KEY("tenant","clip_id")
);
--> statement-breakpoint
CREATE TABLE "task_scores" (
	"tenant" text NOT NULL,
	"task_id" text NOT NULL,
	"number" integer NOT NULL,
	"clip_id" text NOT NULL,
	"author" text NOT NULL,
	"at_us" bigint NOT NULL,
	"is_handed_on" boolean NOT NULL,
	"score" jsonb NOT NULL,
	CONSTRAINT "task_scores_tenant_task_id_number_pk" PRIMARY KEY("tenant","task_id","number")
);
--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "model" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "hidden_checks" jsonb;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "vendor" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "rate" jsonb;--> statement-breakpoint
CREATE INDEX "doubles_of" ON "doubles" USING btree ("tenant","of_clip_id");--> statement-breakpoint
CREATE INDEX "task_scores_clip" ON "task_scores" USING btree ("tenant","clip_id");