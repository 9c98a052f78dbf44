import { z } from 'zod'

const name = z.string().min(1)
const channel = z.int().nonnegative()

/** Where values are: the first of their channels in an output. */
const place = z.strictObject({ output: name, channel: channel.default(0) })

const height = z.strictObject({
  ...place.shape,
  /** `ground`: above the local ground under the box; `absolute`: in the space of the model's points. */
  reference: z.enum(['ground', 'absolute']),
  /** What of the box lies there. */
  of: z.enum(['center', 'bottom']).default('center'),
  /** Added to the value. */
  shift: z.number().default(0),
})

const size = z.strictObject({
  ...place.shape,
  order: z.enum(['lwh', 'wlh']),
  code: z.enum(['log', 'linear']),
  /** What the sides, length, width, height, are multiplied by. */
  prior: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .readonly()
    .default([1, 1, 1]),
})

/**
 * `sinCos` (mmdetection3d) and `cosSin` (OpenPCDet) are of the yaw, `sin2Cos2` of twice the yaw, so that
 * it is known up to half a turn and `direction` says which half: above 0 as it is.
 */
const rotation = z.strictObject({
  ...place.shape,
  code: z.enum(['sinCos', 'cosSin', 'sin2Cos2']),
})

/** The model's angle in ours: yaw = sign · angle + offset, both in the model's axes. */
const yaw = z.strictObject({ sign: z.literal([1, -1]), offset: z.number() })
const OUR_YAW = { sign: 1, offset: 0 } as const

const task = z.strictObject({
  /** Classes by channel of the heat map. */
  classes: z.array(name).min(1).readonly(),
  heatmap: place,
  /** 2 channels: along x and y, in output cells. */
  offset: place,
  /** 1 channel. */
  height,
  /** 3 channels. */
  size,
  /** 2 channels. */
  rotation,
  /** 1 channel. */
  direction: place.nullable().default(null),
  /** 1 channel, a logit of how well the box fits; the score is heat^(1 - weight) · quality^weight. */
  quality: z
    .strictObject({ ...place.shape, weight: z.number().min(0).max(1) })
    .nullable()
    .default(null),
})

/** Objects as peaks of a heat map: CenterPoint and our own nets; outputs are 1 × channels × rows × columns. */
const centersHead = z.strictObject({
  kind: z.literal('centers'),
  /** Input cells along one output cell. */
  stride: z.int().min(1).max(64),
  /** Where in its cell an object with offset 0 lies: 0.5 the middle, 0 the corner of least x and y. */
  cellCenter: z.number().min(0).max(1),
  heat: z.enum(['probability', 'logit']),
  yaw: yaw.default(OUR_YAW),
  tasks: z.array(task).min(1).readonly(),
})

const anchorClass = z.strictObject({
  class: name,
  /** Length, width, height. */
  extent: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).readonly(),
  /** Height of the anchors' lower faces, in the space of the model's points. */
  bottom: z.number(),
})

/** Objects as corrections of anchors: PointPillars. The anchors of a cell are each class's rotations in turn. */
const anchorsHead = z.strictObject({
  kind: z.literal('anchors'),
  stride: z.int().min(1).max(64),
  /** `channels-last` (CUDA-PointPillars, OpenPCDet): 1 × rows × columns × values; else 1 × values × rows × columns. */
  layout: z.enum(['channels-last', 'channels-first']),
  outputs: z.strictObject({ scores: name, boxes: name, directions: name.nullable().default(null) }),
  anchors: z.array(anchorClass).min(1).readonly(),
  /** Yaws of each class's anchors. */
  rotations: z.array(z.number()).min(1).readonly(),
  /** Whether the first and last anchors of a row lie on the range's edges or in the middle of their cells. */
  placement: z.enum(['edges', 'middles']),
  /** Scores of an anchor: one a class of the model, or one for its own alone. */
  scoresPerAnchor: z.enum(['classes', 'own']),
  heat: z.enum(['probability', 'logit']),
  /** Order of an anchor's seven values: x, y, z, then the sides, then the angle. */
  order: z.enum(['lwh', 'wlh']).default('lwh'),
  yaw: yaw.default(OUR_YAW),
  /** Of the direction classifier: the angle at which its first bin begins, and how far around 0 the angle is folded. */
  direction: z
    .strictObject({ offset: z.number(), limit: z.number() })
    .default({ offset: Math.PI / 4, limit: 0 }),
})

/** What a model's outputs mean. */
export const headSchema = z.discriminatedUnion('kind', [centersHead, anchorsHead])

/** Objects as peaks of heat maps. */
export type CentersHead = Readonly<z.infer<typeof centersHead>>
/** One group of classes with their heat maps and what they share. */
export type CentersTask = CentersHead['tasks'][number]
/** Objects as corrections of anchors. */
export type AnchorsHead = Readonly<z.infer<typeof anchorsHead>>
