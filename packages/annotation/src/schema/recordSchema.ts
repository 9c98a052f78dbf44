import { z } from 'zod'
import {
  box2dId,
  type CuboidId,
  cuboidId,
  patchId,
  type RecordId,
  sensorId,
  trackId,
} from '../ids.ts'
import type { Change, Edit } from '../patch.ts'
import type { AnnotationRecord } from '../records/record.ts'
import { count, cuboidSchema, extent, extras, finite, id, rotation, text, vec3 } from './values.ts'

const attributes = z.record(id, z.union([z.boolean(), finite, text]))
const provenance = z.enum(['human', 'model', 'import', 'interpolated', 'refit'])
const score = finite.nullable()

const trackIdSchema = id.transform(trackId)
// A record's id says of itself which kind it is of only in the record: here any will do.
const recordIdSchema = id.transform((value) => value as RecordId)

const waiverSchema = z.strictObject({
  check: id,
  others: z.array(trackIdSchema).readonly(),
  frames: z.array(count).readonly(),
  reason: text,
})

const trackSchema = z.strictObject({
  kind: z.literal('track'),
  id: trackIdSchema,
  category: text,
  number: count,
  attributes,
  isStatic: z.boolean().nullable(),
  extent: extent.nullable(),
  provenance,
  waivers: z.array(waiverSchema).readonly().exactOptional(),
  extras,
})

const cuboidRecordSchema = z
  .strictObject({
    kind: z.literal('cuboid'),
    id: id.transform((value) => value as CuboidId),
    trackId: trackIdSchema,
    frame: count,
    center: vec3,
    extent,
    rotation,
    attributes,
    provenance,
    state: z.enum(['proposed', 'accepted', 'fixed', 'rejected', 'added', 'final']),
    score,
    proposal: cuboidSchema.nullable(),
    pointCount: count.nullable(),
    extras,
  })
  .refine((record) => record.id === cuboidId(record.trackId, record.frame), {
    message: 'Expected the id of a cuboid to be trackId@frame',
    path: ['id'],
  })

const box2dSchema = z.strictObject({
  kind: z.literal('box2d'),
  id: id.transform(box2dId),
  trackId: trackIdSchema.nullable(),
  category: text,
  frame: count,
  sensorId: id.transform(sensorId),
  leftPx: finite,
  topPx: finite,
  rightPx: finite,
  bottomPx: finite,
  attributes,
  provenance,
  score,
  extras,
})

/** Anything people edit, as it comes over the wire or out of the store; unknown fields are refused. */
export const recordSchema: z.ZodType<AnnotationRecord> = z.discriminatedUnion('kind', [
  trackSchema,
  cuboidRecordSchema,
  box2dSchema,
])

const changeSchema: z.ZodType<Change> = z
  .strictObject({
    recordId: recordIdSchema,
    before: recordSchema.nullable(),
    after: recordSchema.nullable(),
  })
  .refine(
    ({ recordId, before, after }) =>
      [before, after].every((record) => record === null || record.id === recordId),
    { message: 'Expected before and after to have the id of the change', path: ['recordId'] },
  )
  .refine(({ before, after }) => before !== null || after !== null, 'Expected a record on one side')

/** An edit, as it comes over the wire; each record at most once, and `of` for all but new work. */
export const editSchema: z.ZodType<Edit> = z
  .strictObject({
    patchId: id.transform(patchId),
    command: z.string().min(1).max(200),
    kind: z.enum(['edit', 'undo', 'redo']),
    of: id.transform(patchId).nullable(),
    madeAtUs: count,
    patch: z.array(changeSchema).readonly(),
  })
  .refine(({ kind, of }) => (kind === 'edit') === (of === null), {
    message: 'Expected an undo or redo, and only these, to name an edit',
    path: ['of'],
  })
  .refine(({ patch }) => new Set(patch.map(({ recordId }) => recordId)).size === patch.length, {
    message: 'Expected each record at most once',
    path: ['patch'],
  })
