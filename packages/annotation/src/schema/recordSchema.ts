import { z } from 'zod'
import { FEWEST_KNOTS } from '../curve.ts'
import {
  box2dId,
  type CuboidId,
  cuboidId,
  type LaneId,
  type LinkId,
  laneId,
  type MapElementId,
  mapElementId,
  patchId,
  type RecordId,
  remarkId,
  sensorId,
  trackId,
} from '../ids.ts'
import type { Change, Edit } from '../patch.ts'
import { linkId } from '../records/link.ts'
import type { AnnotationRecord } from '../records/record.ts'
import {
  count,
  cuboidSchema,
  extent,
  extras,
  finite,
  id,
  positive,
  rotation,
  text,
  vec3,
} from './values.ts'

const attributes = z.record(id, z.union([z.boolean(), finite, text]))
const provenance = z.enum(['human', 'model', 'import', 'interpolated', 'refit'])
const state = z.enum(['proposed', 'accepted', 'fixed', 'rejected', 'added', 'final'])
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
  review: z
    .strictObject({ verdict: z.enum(['accepted', 'sentBack']), by: text, atUs: count })
    .exactOptional(),
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
    state,
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

const laneIdSchema = id.transform(laneId)
const mapElementIdSchema = id.transform(mapElementId)
const line = z.array(vec3).min(2).max(100_000).readonly()
const ring = z.array(vec3).min(3).max(100_000).readonly()

const knots = z.array(vec3).min(FEWEST_KNOTS).max(100_000).readonly().exactOptional()

const boundary = z
  .strictObject({ elementId: mapElementIdSchema, isReversed: z.boolean() })
  .nullable()

const fixedWaivers = z
  .array(
    z.strictObject({
      check: id,
      others: z.array(recordIdSchema.transform((value) => value as LaneId)).readonly(),
      reason: text,
    }),
  )
  .readonly()
  .exactOptional()

const laneSchema = z.strictObject({
  kind: z.literal('lane'),
  id: laneIdSchema,
  laneKind: z.enum([
    'driving',
    'bus',
    'bicycle',
    'walking',
    'parking',
    'shoulder',
    'emergency',
    'tram',
    'other',
  ]),
  centerLine: line,
  isCenterDerived: z.boolean(),
  left: boundary,
  right: boundary,
  direction: z.enum(['forward', 'both']),
  turn: z.enum(['straight', 'left', 'right', 'uTurn']).nullable(),
  isInJunction: z.boolean(),
  speedLimit: positive.nullable(),
  attributes,
  provenance,
  state,
  score,
  knots,
  waivers: fixedWaivers,
  extras,
})

const lineMark = z.strictObject({
  from: finite.nonnegative(),
  pattern: z.enum([
    'none',
    'solid',
    'dashed',
    'solidSolid',
    'solidDashed',
    'dashedSolid',
    'dashedDashed',
    'dots',
    'zigzag',
    'unknown',
  ]),
  color: z.enum(['white', 'yellow', 'blue', 'red', 'green', 'orange', 'other']).nullable(),
})

const mapElementSchema = z.strictObject({
  kind: z.literal('mapElement'),
  id: mapElementIdSchema,
  elementKind: z.enum([
    'laneBoundary',
    'roadEdge',
    'stopLine',
    'crosswalk',
    'arrow',
    'trafficLight',
    'trafficSign',
    'pole',
    'parkingSpace',
    'drivableArea',
    'other',
  ]),
  shape: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('line'), points: line }),
    z.strictObject({ kind: z.literal('ring'), points: ring }),
    z.strictObject({ kind: z.literal('box'), cuboid: cuboidSchema }),
  ]),
  marks: z.array(lineMark).readonly(),
  attributes,
  provenance,
  state,
  score,
  knots,
  waivers: fixedWaivers,
  extras,
})

// Whether an end is a lane's or an element's says the record it names.
const linkEnd = id.transform((value) => value as LaneId | MapElementId)

const linkSchema = z
  .strictObject({
    kind: z.literal('link'),
    id: id.transform((value) => value as LinkId),
    linkKind: z.enum(['successor', 'leftNeighbour', 'rightNeighbour', 'controls', 'belongsTo']),
    from: linkEnd,
    to: linkEnd,
    provenance,
    state,
    score,
    extras,
  })
  .refine((link) => link.id === linkId(link.linkKind, link.from, link.to), {
    message: 'Expected the id of a link to be from>kind>to',
    path: ['id'],
  })

const remarkSchema = z.strictObject({
  kind: z.literal('remark'),
  id: id.transform(remarkId),
  remarkKind: z.enum(['geometry', 'label', 'attribute', 'identity', 'missing', 'extra']),
  trackId: trackIdSchema.nullable(),
  frame: count.nullable(),
  place: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('object') }),
    z.strictObject({ kind: z.literal('world'), point: vec3 }),
    z.strictObject({
      kind: z.literal('image'),
      sensorId: id.transform(sensorId),
      xPx: finite,
      yPx: finite,
    }),
  ]),
  state: z.enum(['open', 'done', 'resolved']),
  thread: z
    .array(z.strictObject({ author: text, atUs: count, text }))
    .min(1)
    .max(1000)
    .readonly(),
  extras,
})

/** Anything people edit, as it comes over the wire or out of the store; unknown fields are refused. */
export const recordSchema: z.ZodType<AnnotationRecord> = z.discriminatedUnion('kind', [
  trackSchema,
  cuboidRecordSchema,
  box2dSchema,
  laneSchema,
  mapElementSchema,
  linkSchema,
  remarkSchema,
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
