import { type Cuboid, fromYaw, intersectionArea, wrapAngle, yawOf } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import type { Detection } from '../detection.ts'

/** Vehicles longer than a network of small reach sees at once, and what their ends are taken for. */
const LONG: ReadonlySet<string> = new Set(['truck', 'bus', 'trailer'])
const ENDS: ReadonlySet<string> = new Set([...LONG, 'car', 'van'])

/** Less sure than this it is no fragment. */
const LEAST_SCORE = 0.3
/** How far fragments may look past one another, and how far apart they may end. */
const MOST_TURN = (8 * Math.PI) / 180
const MOST_GAP = 2.5
/** A lorry with a trailer is 18.75 m long. */
const MOST_LENGTH = 19
/** Of two that share more of the smaller one's footprint than this, neither is a fragment. */
const MOST_SHARED = 0.6
/** A stretch without points that is longer than this parts two vehicles. */
const MOST_EMPTY = 1
/** Points nearer the ground than this may be the road's. */
const ABOVE_GROUND = 0.5
/** How far points may lie outside a box and be of it. */
const MARGIN = 0.2
const BIN = 0.25

/**
 * Detections, best first, with the fragments of a long vehicle made one: two that stand in line with
 * points all the way along, which two vehicles that queue do not have between them. What stands in the
 * joined box goes with them.
 *
 * @param points N × 4 rows of x, y, z, intensity in the space of the detections, of one moment.
 */
export function joinFragments(
  detections: readonly Detection[],
  points: Float32Array,
): readonly Detection[] {
  let left = detections
  let alone: Detection[] = []
  const queue = detections.filter(isFragment)
  // Each two are looked at once: points are many.
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
    const [other, joint] = partnerOf(one, alone, points)
    if (other === null) {
      alone.push(one)
      continue
    }
    const isFree = (each: Detection): boolean =>
      each !== one && each !== other && !standsIn(each.cuboid, joint.cuboid)
    left = [...left.filter(isFree), joint]
    alone = alone.filter(isFree)
    queue.splice(0, queue.length, joint, ...queue.filter(isFree))
  }
  return left === detections ? detections : left.toSorted((a, b) => b.score - a.score)
}

/** The first of some that is of one vehicle with a fragment, and the two as one. */
function partnerOf(
  one: Detection,
  others: readonly Detection[],
  points: Float32Array,
): readonly [other: Detection, joint: Detection] | readonly [other: null, joint: null] {
  for (const other of others) {
    const [better, worse] = one.score > other.score ? [one, other] : [other, one]
    const joint = jointOf(better, worse, points)
    if (joint !== null) return [other, joint]
  }
  return [null, null]
}

function isFragment({ category, score }: Detection): boolean {
  return ENDS.has(category) && score >= LEAST_SCORE
}

/** Two fragments as one vehicle, `better` the surer; `null` where they are two. */
function jointOf(better: Detection, other: Detection, points: Float32Array): Detection | null {
  const long = [better, other].find(({ category }) => LONG.has(category))
  if (long === undefined) return null
  const cuboid = spanOf(better.cuboid, other.cuboid)
  if (cuboid === null || longestEmpty(cuboid, points) > MOST_EMPTY) return null
  return { cuboid, category: long.category, score: better.score }
}

/** The box from the far end of one to the far end of the other; `null` where they are not in line. */
function spanOf(better: Cuboid, other: Cuboid): Cuboid | null {
  const alongX = other.center[0] - better.center[0]
  const alongY = other.center[1] - better.center[1]
  const apart = Math.hypot(alongX, alongY)
  const half = better.extent[0] / 2
  const otherHalf = other.extent[0] / 2
  if (apart - half - otherHalf > MOST_GAP) return null
  const start = Math.min(-half, apart - otherHalf)
  const end = Math.max(half, apart + otherHalf)
  if (end - start > MOST_LENGTH) return null
  // The way between the centers is known better than how either is turned.
  const yaw = Math.atan2(alongY, alongX)
  if (turnFrom(yaw, better) > MOST_TURN || turnFrom(yaw, other) > MOST_TURN) return null
  const shared = intersectionArea(better, other)
  if (shared > MOST_SHARED * Math.min(footprintOf(better), footprintOf(other))) return null
  const bottom = Math.min(bottomOf(better), bottomOf(other))
  const height = Math.max(better.extent[2], other.extent[2])
  const middle = (start + end) / 2
  const isBack = Math.cos(yawOf(better.rotation) - yaw) < 0
  return {
    center: [
      better.center[0] + middle * Math.cos(yaw),
      better.center[1] + middle * Math.sin(yaw),
      bottom + height / 2,
    ],
    extent: [end - start, Math.max(better.extent[1], other.extent[1]), height],
    rotation: fromYaw(isBack ? wrapAngle(yaw + Math.PI) : yaw),
  }
}

/** How far a box is turned from a line, whichever way along it. */
function turnFrom(yaw: number, { rotation }: Cuboid): number {
  return Math.abs(wrapAngle(2 * (yawOf(rotation) - yaw))) / 2
}

function standsIn(small: Cuboid, large: Cuboid): boolean {
  return intersectionArea(small, large) > footprintOf(small) / 2
}

function footprintOf({ extent }: Cuboid): number {
  return extent[0] * extent[1]
}

function bottomOf({ center, extent }: Cuboid): number {
  return center[2] - extent[2] / 2
}

/** The longest stretch of a box without a point above the ground. */
function longestEmpty({ center, extent, rotation }: Cuboid, points: Float32Array): number {
  const yaw = yawOf(rotation)
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const [length, width, height] = extent
  const beside = width / 2 + MARGIN
  const low = center[2] - height / 2 + ABOVE_GROUND
  const high = center[2] + height / 2 + MARGIN
  const isFilled = new Uint8Array(Math.ceil(length / BIN))
  const stride = POINT_STRIDE
  for (let at = 0; at < points.length; at += stride) {
    const x = points[at]! - center[0]
    const y = points[at + 1]! - center[1]
    const along = x * cos + y * sin + length / 2
    const across = y * cos - x * sin
    const z = points[at + 2]!
    if (along >= 0 && along < length && Math.abs(across) < beside && z > low && z < high) {
      isFilled[Math.floor(along / BIN)] = 1
    }
  }
  let longest = 0
  let empty = 0
  for (const filled of isFilled) {
    empty = filled === 1 ? 0 : empty + 1
    longest = Math.max(longest, empty)
  }
  return longest * BIN
}
