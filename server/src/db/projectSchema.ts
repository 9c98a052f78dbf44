import type { Json, Ontology } from '@trueline/annotation'
import type { HiddenChecks, Rate } from '@trueline/quality'
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

const tenant = text().notNull()
const timeUs = (name: string) => bigint(name, { mode: 'number' })

/** What is agreed for clips of one kind: how they are labelled, checked and accepted. */
export const projects = pgTable(
  'projects',
  {
    tenant,
    projectId: text('project_id').notNull(),
    name: text().notNull(),
    /** How to label, in Markdown. */
    guidelines: text().notNull().default(''),
    /** The `checks.json` of its clips that have none of their own; `null`: as checks start out. */
    checks: jsonb().$type<Json>(),
    /** The acceptance profile its batches are judged by; `null`: as profiles start out. */
    acceptance: jsonb().$type<Json>(),
    /** What may be labelled in its clips, and how; `null`: what each clip's source says. */
    ontology: jsonb().$type<Ontology>(),
    mayReviewerEdit: boolean('may_reviewer_edit').notNull().default(true),
    isArchived: boolean('is_archived').notNull().default(false),
    createdAtUs: timeUs('created_at_us').notNull(),
    /** How its annotators are tried unseen; `null`: they are not. Not for them to know. */
    hiddenChecks: jsonb('hidden_checks').$type<HiddenChecks>(),
    /** Who labels it, and what an hour of theirs costs; `null` where nobody says. */
    vendor: text(),
    rate: jsonb().$type<Rate>(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.projectId] })],
)

/** Clips of a project that are handed over together. */
export const batches = pgTable(
  'batches',
  {
    tenant,
    batchId: text('batch_id').notNull(),
    projectId: text('project_id').notNull(),
    name: text().notNull(),
    createdAtUs: timeUs('created_at_us').notNull(),
    /** What made its pre-labels, with its version; `null` where nobody says. */
    model: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.batchId] }),
    index('batches_project').on(table.tenant, table.projectId),
  ],
)
