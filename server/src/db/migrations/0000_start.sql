CREATE TABLE "clip_blobs" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"blob" text NOT NULL,
	CONSTRAINT "clip_blobs_tenant_clip_id_blob_pk" PRIMARY KEY("tenant","clip_id","blob")
);
--> statement-breakpoint
CREATE TABLE "clips" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"frames" integer NOT NULL,
	"sensors" integer NOT NULL,
	"head_seq" bigint NOT NULL,
	"created_at_us" bigint NOT NULL,
	"schema_version" integer NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "clips_tenant_clip_id_pk" PRIMARY KEY("tenant","clip_id")
);
--> statement-breakpoint
CREATE TABLE "patches" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"patch_id" text NOT NULL,
	"author" text NOT NULL,
	"command" text NOT NULL,
	"kind" text NOT NULL,
	"of" text,
	"made_at_us" bigint NOT NULL,
	"stored_at_us" bigint NOT NULL,
	"revisions" jsonb NOT NULL,
	"edit" jsonb NOT NULL,
	CONSTRAINT "patches_tenant_clip_id_seq_pk" PRIMARY KEY("tenant","clip_id","seq")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"tenant" text NOT NULL,
	"clip_id" text NOT NULL,
	"record_id" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"frame" integer,
	"schema_version" integer NOT NULL,
	"data" jsonb,
	CONSTRAINT "records_tenant_clip_id_record_id_pk" PRIMARY KEY("tenant","clip_id","record_id")
);
--> statement-breakpoint
CREATE INDEX "clip_blobs_blob" ON "clip_blobs" USING btree ("tenant","blob");--> statement-breakpoint
CREATE UNIQUE INDEX "patches_patch_id" ON "patches" USING btree ("tenant","clip_id","patch_id");