import type { Clip, Edit, Json } from '@trueline/annotation'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { TaskMove, TaskState } from '../work/taskState.ts'

/**
 * The tenant is first in every key, as engines that spread tables over machines ask for; ids and
 * sequence numbers are made by the application, never by the engine.
 */
const tenant = text().notNull()
const clipId = text('clip_id').notNull()
const timeUs = (name: string) => bigint(name, { mode: 'number' })

/** Clips, with the number of the last patch of each: bumping it is what orders a clip's writers. */
export const clips = pgTable(
  'clips',
  {
    tenant,
    clipId,
    name: text().notNull(),
    format: text().notNull(),
    frames: integer().notNull(),
    sensors: integer().notNull(),
    headSeq: bigint('head_seq', { mode: 'number' }).notNull(),
    createdAtUs: timeUs('created_at_us').notNull(),
    schemaVersion: integer('schema_version').notNull(),
    data: jsonb().$type<Clip>().notNull(),
    /** Its `checks.json`, as the workbench wrote it; `null`: as checks start out. */
    checks: jsonb().$type<Json>(),
    /** Whether those who work on it have a log of their actions and time. */
    isEffortLogged: boolean('is_effort_logged').notNull().default(true),
    /** The batch it came in with; `null`: no project's. */
    batchId: text('batch_id'),
    /** Whether faults are still to be put among its pre-labels, or could not be; `null`: neither. */
    planting: text().$type<'waiting' | 'failed'>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.clipId] }),
    index('clips_batch').on(table.tenant, table.batchId),
  ],
)

/** What every record is now; a deleted one keeps its row and revision, with `data` null. */
export const records = pgTable(
  'records',
  {
    tenant,
    clipId,
    /** Collated "C" by its migration, so that a page goes on in the same order on every engine. */
    recordId: text('record_id').notNull(),
    /** How many patches changed it. */
    revision: integer().notNull(),
    /** The last patch that changed it. */
    seq: bigint({ mode: 'number' }).notNull(),
    kind: text().notNull(),
    frame: integer(),
    schemaVersion: integer('schema_version').notNull(),
    data: jsonb().$type<unknown>(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.clipId, table.recordId] })],
)

/** The log: every edit of every clip, in the order it was stored. */
export const patches = pgTable(
  'patches',
  {
    tenant,
    clipId,
    seq: bigint({ mode: 'number' }).notNull(),
    patchId: text('patch_id').notNull(),
    author: text().notNull(),
    command: text().notNull(),
    kind: text().notNull(),
    of: text(),
    madeAtUs: timeUs('made_at_us').notNull(),
    storedAtUs: timeUs('stored_at_us').notNull(),
    /** The revisions its records have after it: what an edit sent twice is answered with. */
    revisions: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    edit: jsonb().$type<Edit>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.clipId, table.seq] }),
    uniqueIndex('patches_patch_id').on(table.tenant, table.clipId, table.patchId),
  ],
)

/** What is to be labelled and handed on: a clip, or a stretch of one. A new clip is one task. */
export const tasks = pgTable(
  'tasks',
  {
    tenant,
    taskId: text('task_id').notNull(),
    clipId,
    firstFrame: integer('first_frame').notNull(),
    /** The last one is in it too. */
    lastFrame: integer('last_frame').notNull(),
    state: text().$type<TaskState>().notNull(),
    /** How often it was handed on. */
    round: integer().notNull().default(0),
    /** The last patch that its last submission saw; `null` before the first. */
    submittedSeq: bigint('submitted_seq', { mode: 'number' }),
    /** Who is to label it; `null`: whoever takes it. */
    assigneeId: text('assignee_id'),
    /** Who works on it now, and until when nobody else is given it. */
    heldBy: text('held_by'),
    heldUntilUs: timeUs('held_until_us'),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.taskId] }),
    index('tasks_clip').on(table.tenant, table.clipId),
  ],
)

/** What became of every task, by whom and when: never changed, gone with its clip. */
export const taskMoves = pgTable(
  'task_moves',
  {
    tenant,
    taskId: text('task_id').notNull(),
    number: integer().notNull(),
    clipId,
    move: text().$type<TaskMove>().notNull(),
    author: text().notNull(),
    atUs: timeUs('at_us').notNull(),
    /** The last patch that it saw. */
    headSeq: bigint('head_seq', { mode: 'number' }).notNull(),
    /** What the one who made it says. */
    note: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.taskId, table.number] }),
    index('task_moves_clip').on(table.tenant, table.clipId),
  ],
)

/** Which clips need which blobs: a blob goes with its last clip. */
export const clipBlobs = pgTable(
  'clip_blobs',
  { tenant, clipId, blob: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.tenant, table.clipId, table.blob] }),
    index('clip_blobs_blob').on(table.tenant, table.blob),
  ],
)
