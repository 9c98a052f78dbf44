ALTER TABLE "clips" ADD COLUMN "planting" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "ontology" jsonb;--> statement-breakpoint
ALTER TABLE "doubles" ADD COLUMN "agreement" jsonb;