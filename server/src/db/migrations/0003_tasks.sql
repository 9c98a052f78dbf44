CREATE TABLE "task_moves" (
	"tenant" text NOT NULL,
	"task_id" text NOT NULL,
	"number" integer NOT NULL,
	"clip_id" text NOT NULL,
	"move" text NOT NULL,
	"author" text NOT NULL,
	"at_us" bigint NOT NULL,
	"head_seq" bigint NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "task_moves_tenant_task_id_number_pk" PRIMARY KEY("tenant","task_id","number")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"tenant" text NOT NULL,
	"task_id" text NOT NULL,
	"clip_id" text NOT NULL,
	"first_frame" integer NOT NULL,
	"last_frame" integer NOT NULL,
	"state" text NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"submitted_seq" bigint,
	CONSTRAINT "tasks_tenant_task_id_pk" PRIMARY KEY("tenant","task_id")
);
--> statement-breakpoint
CREATE INDEX "task_moves_clip" ON "task_moves" USING btree ("tenant","clip_id");--> statement-breakpoint
CREATE INDEX "tasks_clip" ON "tasks" USING btree ("tenant","clip_id");--> statement-breakpoint
INSERT INTO "tasks" ("tenant", "task_id", "clip_id", "first_frame", "last_frame", "state")
SELECT "tenant", "clip_id", "clip_id", 0, "frames" - 1, 'annotate' FROM "clips";
