import { z } from 'zod'
import { modelTexts } from '../modelTexts.ts'
import { expecting } from './expected.ts'

const positive = z.number().positive()
const cells = z.int().min(1).max(4096)
const name = z.string().min(1)
const category = z.string().min(1)

/** The recipe of the height raster that our own nets see; its fields are those of `RasterRecipe`. */
const rasterInput = z.strictObject({
  recipe: z.literal('raster'),
  /** Name of the input: 1 × (slices + 3) × rows × columns. */
  input: name,
  minX: z.number(),
  minY: z.number(),
  cell: positive,
  columns: cells,
  rows: cells,
  /** Meters above the local ground, rising; two neighbours bound a slice. */
  heightEdges: z
    .array(z.number())
    .min(2)
    .refine(
      (edges) => edges.every((edge, at) => at === 0 || edge > edges[at - 1]!),
      expecting(modelTexts.risingHeights),
    )
    .readonly(),
})

/** What one value of a point says; `time` is seconds before the frame. */
const column = z.enum(['x', 'y', 'z', 'intensity', 'time'])

/**
 * Points in upright columns of space, as published PointPillars and CenterPoint exports take them.
 *
 * `features` says what a point's row holds: `points`, the columns alone, where the graph adds the rest
 * (OpenPCDet and mmdetection3d exports with the feature net inside as a whole); else the columns, then
 * the way from the pillar's mean (3) and from the pillar's center, `center2` along the ground
 * (mmdetection3d) or `center3` with the height too (OpenPCDet, CUDA-PointPillars).
 */
const pillarsInput = z.strictObject({
  recipe: z.literal('pillars'),
  /** minX, minY, minZ, maxX, maxY, maxZ in the model's axes. */
  range: z
    .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])
    .refine((r) => r[3] > r[0] && r[4] > r[1] && r[5] > r[2], expecting(modelTexts.minBelowMax))
    .readonly(),
  /** Side of a pillar along x and y. */
  pillar: z.tuple([positive, positive]).readonly(),
  maxPillars: z.int().min(1).max(200_000),
  maxPointsPerPillar: z.int().min(1).max(1000),
  columns: z.array(column).min(3).readonly(),
  features: z.enum(['points', 'center2', 'center3']),
  /** What our intensities, 0 to 1, are multiplied by. */
  intensityScale: positive.default(1),
  /** `y-forward`: x to the right, as nuScenes' lidar space. */
  axes: z.enum(['x-forward', 'y-forward']).default('x-forward'),
  /** Height of the ground under the vehicle in training: `-1.73` in KITTI's lidar space. `null`: points as they are. */
  groundHeight: z.number().nullable().default(null),
  inputs: z.strictObject({
    /** maxPillars × maxPointsPerPillar × features. */
    points: name,
    /** How many points each pillar has: maxPillars. `null`: the graph does not ask. */
    counts: name.nullable().default(null),
    /** The cell of each pillar: maxPillars × the length of `cellOrder`. */
    cells: name,
    /** How many pillars there are: 1. `null`: the graph does not ask. */
    pillarCount: name.nullable().default(null),
  }),
  /** `b` is the batch, 0; pillars that are not used have -1 in `x` and `y` where `unusedCell` is -1. */
  cellOrder: z.enum(['bzyx', 'zyx', 'yx', 'bzxy', 'xy']).default('bzyx'),
  unusedCell: z.union([z.literal(0), z.literal(-1)]).default(0),
})

/** How a model's input is made of points. */
export const inputSchema = z.discriminatedUnion('recipe', [rasterInput, pillarsInput])

/** A class of a model. */
export const classSchema = z.strictObject({
  /** As the model's makers call it; heads name it. */
  name,
  /** The category of the default ontology it becomes. */
  category,
  /** Boxes below this score are not shown, until somebody asks for them. */
  threshold: z.number().min(0).max(1),
  /** Of two boxes of the class whose centers are nearer than this, the better stays. */
  minDistance: z.number().nonnegative(),
})

/** Which of overlapping boxes stay. */
export const nmsSchema = z.strictObject({
  /** Overlap from above, as intersection over union, from which the lower score goes. */
  iou: z.number().min(0).max(1),
  /** Share of a box's footprint inside a better box's from which it goes; at 1 none does for that. */
  covered: z.number().min(0).max(1).default(1),
  /** Overlap from which others of its class share in where a box that stays lies; at 1 none does. */
  merged: z.number().min(0).max(1).default(1),
  /** Whether boxes of different classes suppress one another. */
  acrossClasses: z.boolean(),
  mostBoxes: z.int().min(1).max(5000),
})

/** How points become pillars; meters in the model's axes. */
export type PillarRecipe = Readonly<z.infer<typeof pillarsInput>>
/** A class of a model, with what it becomes. */
export type ModelClass = Readonly<z.infer<typeof classSchema>>
/** Which of overlapping boxes stay. */
export type NmsRule = Readonly<z.infer<typeof nmsSchema>>
