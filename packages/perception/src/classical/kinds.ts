import type { Vec3 } from '@trueline/geometry'
import type { Bounds, Shape } from './shape.ts'

/** What objects of a category look like to a lidar that sees a part of them. */
export type Kind = {
  /** Of the default ontology. */
  readonly category: string
  /** Length, width, height that less than the whole is carried on to. */
  readonly typicalExtent: Vec3
  /** Least and most of a cluster's longer side, shorter side, and highest point above the ground. */
  readonly long: readonly [min: number, max: number]
  readonly short: readonly [min: number, max: number]
  readonly top: readonly [min: number, max: number]
  /** The fewest points at 10 m; fewer further away. */
  readonly pointsAt10: number
}

/** The kinds that are told apart, the more telling first. */
const KINDS: readonly Kind[] = [
  {
    category: 'pedestrian',
    typicalExtent: [0.7, 0.65, 1.7],
    long: [0.3, 1.1],
    short: [0.12, 0.9],
    top: [1.2, 2.05],
    pointsAt10: 40,
  },
  {
    category: 'cyclist',
    typicalExtent: [1.75, 0.7, 1.7],
    long: [1.1, 2.2],
    short: [0.15, 0.95],
    top: [1.3, 2.05],
    pointsAt10: 60,
  },
  {
    category: 'car',
    typicalExtent: [4.4, 1.8, 1.55],
    long: [1.3, 5.6],
    short: [0.3, 2.3],
    top: [1.1, 2.4],
    pointsAt10: 80,
  },
  {
    category: 'truck',
    typicalExtent: [8, 2.5, 3.2],
    long: [2, 14],
    short: [0.5, 3.3],
    top: [2.4, 4.3],
    pointsAt10: 200,
  },
]

/** A car may hang this far above the ground, not more. */
const MOST_CLEARANCE = 0.75

/** A bus with two joints is longer; walls are, too. */
export const LONGEST = 14

/** Whether a cluster's bounds leave open that it is some road user: told without its shape. */
export function mayBeObject({ length, width, low, high, level }: Bounds): boolean {
  if (low - level > MOST_CLEARANCE || Math.max(length, width) > LONGEST) return false
  return KINDS.some(({ top }) => isWithin(high - level, top))
}

/** The kind a cluster may be, and how well it fits, in (0, 1); `null` for none. */
export function kindOf(shape: Shape): { readonly kind: Kind; readonly score: number } | null {
  if (shape.lowest > MOST_CLEARANCE) return null
  const kind = KINDS.find((one) => isLike(shape, one))
  return kind === undefined ? null : { kind, score: scoreOf(shape, kind) }
}

function isLike({ extent, highest }: Shape, { long, short, top }: Kind): boolean {
  return isWithin(extent[0], long) && isWithin(extent[1], short) && isWithin(highest, top)
}

function isWithin(value: number, [min, max]: readonly [number, number]): boolean {
  return value >= min && value <= max
}

/** Sides and roof seen, as many points as expected at its distance, and of the usual size. */
function scoreOf(shape: Shape, { typicalExtent, pointsAt10 }: Kind): number {
  const { extent, highest, onSides, pointCount, center } = shape
  const range = Math.max(5, Math.hypot(center[0], center[1]))
  const seen = Math.min(1, pointCount / (pointsAt10 * (10 / range) ** 2))
  const size =
    Math.min(1, extent[0] / typicalExtent[0]) *
    Math.exp(-Math.abs(Math.log(highest / typicalExtent[2])))
  return onSides * (seen * size) ** 0.25
}
