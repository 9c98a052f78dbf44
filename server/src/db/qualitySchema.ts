import type { AnnotationRecord } from '@trueline/annotation'
import type { Agreement, HiddenFault, KnownScore } from '@trueline/quality'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'

const tenant = text().notNull()
const clipId = text('clip_id').notNull()
const timeUs = (name: string) => bigint(name, { mode: 'number' })

/** A fault that was put among the pre-labels of a clip; once it was scored it is there no more. */
export type StoredFault = HiddenFault & { readonly isScored: boolean }

/** Planted faults, with what the pre-labels were. A clip that has a row had its turn: nothing is planted again. */
export const plantings = pgTable(
  'plantings',
  {
    tenant,
    clipId,
    plantedAtUs: timeUs('planted_at_us').notNull(),
    faults: jsonb().$type<readonly StoredFault[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.clipId] })],
)

/** What is true of a stretch of a clip: its labels are compared with it when they are handed on. */
export const referenceStretches = pgTable(
  'reference_stretches',
  {
    tenant,
    clipId,
    firstFrame: integer('first_frame').notNull(),
    /** It is in it too. */
    lastFrame: integer('last_frame').notNull(),
    /** What the true labels were called that it was taken from. */
    source: text().notNull(),
    keptAtUs: timeUs('kept_at_us').notNull(),
    records: jsonb().$type<readonly AnnotationRecord[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.clipId] })],
)

/** How far two clips agree, and the last edit of each that it was seen by. */
export type KeptAgreement = {
  readonly agreement: Agreement
  readonly seq: number
  readonly ofSeq: number
}

/** Clips that are another one with its pre-labels as they came, of which a second person labels a stretch. */
export const doubles = pgTable(
  'doubles',
  {
    tenant,
    clipId,
    ofClipId: text('of_clip_id').notNull(),
    firstFrame: integer('first_frame').notNull(),
    /** It is in it too. */
    lastFrame: integer('last_frame').notNull(),
    madeAtUs: timeUs('made_at_us').notNull(),
    /** `null` until both were handed on and somebody asked. */
    agreement: jsonb().$type<KeptAgreement>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.clipId] }),
    index('doubles_of').on(table.tenant, table.ofClipId),
  ],
)

/** What each try at handing a task on came to, where something of it is known; gone with its clip. */
export const taskScores = pgTable(
  'task_scores',
  {
    tenant,
    taskId: text('task_id').notNull(),
    number: integer().notNull(),
    clipId,
    author: text().notNull(),
    atUs: timeUs('at_us').notNull(),
    /** Whether it went on to be reviewed; else it was given back for another try. */
    isHandedOn: boolean('is_handed_on').notNull(),
    score: jsonb().$type<KnownScore>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.taskId, table.number] }),
    index('task_scores_clip').on(table.tenant, table.clipId),
  ],
)

/** What somebody did for each object of a clip, as their browsers counted it; gone with the clip. */
export const efforts = pgTable(
  'efforts',
  {
    tenant,
    clipId,
    /** As in the log of edits: a name and an id. */
    author: text().notNull(),
    /** Each browser tells what it counted itself. */
    browserId: text('browser_id').notNull(),
    /** Empty for what was done while none was selected. */
    trackId: text('track_id').notNull(),
    keys: integer().notNull(),
    clicks: integer().notNull(),
    drags: integer().notNull(),
    undos: integer().notNull(),
    activeMs: bigint('active_ms', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.tenant, table.clipId, table.author, table.browserId, table.trackId],
    }),
  ],
)
