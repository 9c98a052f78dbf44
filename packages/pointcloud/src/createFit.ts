import { angleBetween, type Cuboid, fromYaw, type Vec3, wrapAngle, yawOf } from '@trueline/geometry'
import { boxPoints, extremesIn } from './boxPoints.ts'
import { clusterAround, isStanding } from './cluster.ts'
import { rowsWhere } from './crop.ts'
import { FEWEST_POINTS, type FitAnswer, fitted, type Surroundings } from './fit.ts'
import { fitYaw } from './fitYaw.ts'
import { groundHeightAt } from './ground.ts'
import { carryOn, cuboidOf, localOf, spanOf } from './span.ts'
import { POINT_STRIDE } from './sweep.ts'

/** Where a new box is asked for. */
export type Seed =
  /** One click: a point of the object, or the ground beside or under it. */
  | { readonly kind: 'point'; readonly point: Vec3 }
  /** A stretch of ground drawn around the object: its corners in turn, three or more, convex. */
  | { readonly kind: 'area'; readonly corners: readonly Vec3[] }

/** What is known of an object before it is fitted. */
export type CreateFit = Surroundings & {
  /** Of its category: length, width, height. */
  readonly typicalExtent: Vec3
  /** Which way it may look; of the two ways along its length the nearer is taken. */
  readonly referenceYaw: number
}

/** A side that is seen for less than this share of its usual length was not seen whole. */
const WHOLE = 0.8

/** How finely a cluster is held apart, tried in turn. */
const LOOSENESS = [1, 0.6, 0.35]

/** Longer than any object. */
const EVERYWHERE = 1000

/**
 * A box on the object at a click or in an area, where none is yet.
 *
 * The points that stand above the ground and hang together there, turned by their L-shape, the fewer
 * they are the more by the reference, with the longer way along the category's length. Where less than the usual size is seen (one face of a car,
 * the upper half of a lorry behind a wall) the box is carried on to it, away from the sensor. Refused
 * under 10 points.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the seed's space, upright.
 */
export function createFit(points: Float32Array, seed: Seed, known: CreateFit): FitAnswer {
  if (seed.kind === 'area') {
    const isOwn = (at: number): boolean =>
      isInArea(seed.corners, points[at]!, points[at + 1]!) && isStanding(points, at, known)
    return around(points, rowsWhere(points, isOwn), known)
  }
  // What touches something larger, a wall or a hedge, comes off it in finer cells.
  for (const looseness of LOOSENESS) {
    const cluster = clusterAround(points, seed.point, { ...known, looseness })
    const answer = around(points, cluster, known)
    if (answer.outcome === 'fitted' && !isOversize(answer.cuboid, known.typicalExtent))
      return answer
  }
  return around(points, clusterAround(points, seed.point, { ...known, looseness: 1 }), known)
}

/** The box on an object's own points. */
function around(points: Float32Array, own: Float32Array, known: CreateFit): FitAnswer {
  if (own.length < FEWEST_POINTS * POINT_STRIDE) return { outcome: 'refused', why: 'tooFewPoints' }
  const lean = leanOf(own.length / POINT_STRIDE)
  const yaw = fitYaw(own, known.referenceYaw, lean) ?? known.referenceYaw
  const along = tight(own, yaw)
  const across = tight(own, wrapAngle(yaw + Math.PI / 2))
  const isAlong = misfit(along, known) <= misfit(across, known)
  const box = headed(isAlong ? along : across, known.referenceYaw)
  return fitted(points, completed(box, known))
}

/**
 * How much a fit leans on the way objects mostly look: few points show no L, and any angle fits them.
 * Measured by one click on the labelled cars of real clips.
 */
function leanOf(pointCount: number): number {
  return Math.min(0.7, 40 / pointCount)
}

/** Whether a box is larger along the ground than objects of its kind are. */
function isOversize({ extent }: Cuboid, typical: Vec3): boolean {
  return extent[0] > 1.6 * typical[0] + 0.5 || extent[1] > 1.4 * typical[1] + 0.5
}

/** The box around all points, its length along a yaw. */
function tight(points: Float32Array, yaw: number): Cuboid {
  const everything: Cuboid = {
    center: [points[0]!, points[1]!, points[2]!],
    extent: [EVERYWHERE, EVERYWHERE, EVERYWHERE],
    rotation: fromYaw(yaw),
  }
  const local = boxPoints(points, everything, { margin: [0, 0, 0], ground: null })
  return cuboidOf(extremesIn(local, spanOf(everything)).span, everything)
}

/**
 * How badly a box's length and width fit the usual ones: neither can be too long, but be too short
 * where it lies along the view and hides itself.
 */
function misfit(box: Cuboid, { sensor, typicalExtent }: CreateFit): number {
  const [x, y] = localOf(box, sensor)
  const away = Math.hypot(x, y) || 1
  const off = (axis: 0 | 1, isFaced: number): number => {
    const ratio = box.extent[axis] / typicalExtent[axis]
    return ratio > 1 ? 3 * (ratio - 1) : (1 - ratio) * isFaced
  }
  return off(0, Math.abs(y) / away) + off(1, Math.abs(x) / away)
}

/** The box turned half around where that brings it nearer to a yaw. */
function headed(box: Cuboid, referenceYaw: number): Cuboid {
  const yaw = yawOf(box.rotation)
  if (Math.abs(angleBetween(yaw, referenceYaw)) <= Math.PI / 2) return box
  return { ...box, rotation: fromYaw(wrapAngle(yaw + Math.PI)) }
}

/** The box carried on to the usual size where less is seen, and down to the ground. */
function completed(box: Cuboid, { ground, sensor, typicalExtent }: CreateFit): Cuboid {
  const span = spanOf(box)
  const eye = localOf(box, sensor)
  for (const axis of [0, 1] as const) {
    const missing = typicalExtent[axis] - box.extent[axis]
    if (missing <= (1 - WHOLE) * typicalExtent[axis]) continue
    carryOn(span, { axis, by: missing, eye })
  }
  const [x, y] = cuboidOf(span, box).center
  const under = ground && groundHeightAt(ground, x, y)
  if (under !== null) span.min[2] = Math.min(span.max[2], under - box.center[2])
  const height = span.max[2] - span.min[2]
  if (height < WHOLE * typicalExtent[2]) span.max[2] = span.min[2] + typicalExtent[2]
  return cuboidOf(span, box)
}

/** Whether a place lies in a convex polygon, its border included. */
function isInArea(corners: readonly Vec3[], x: number, y: number): boolean {
  let isLeft = true
  let isRight = true
  for (let index = 0; index < corners.length; index++) {
    const [ax, ay] = corners[index]!
    const [bx, by] = corners[(index + 1) % corners.length]!
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    if (side < 0) isLeft = false
    if (side > 0) isRight = false
  }
  return isLeft || isRight
}
