import type { MergeLimits } from './mergeByPose.ts'
import { POINT_STRIDE } from './sweep.ts'

/** Points with at most one in each cube of space. */
export type Voxels = {
  /** Keeps the row x, y, z, intensity at an offset if its cube is free; one that is not finite is passed over. */
  readonly add: (rows: Float64Array | Float32Array, at: number) => void
  /** A copy of the points that were kept, in the order they came. */
  readonly points: () => Float32Array
}

/** No row. */
const FREE = -1

/**
 * An empty set of cubes. Once it holds `mostPoints`, its cubes are made twice as large and its
 * points thinned out to them.
 */
export function createVoxels({ voxel, mostPoints }: MergeLimits): Voxels {
  let side = voxel
  let points = new Float32Array(Math.min(mostPoints, 4096) * POINT_STRIDE)
  let keys = new Int32Array((points.length / POINT_STRIDE) * 3)
  let slots = new Int32Array(tableSize(points)).fill(FREE)
  let count = 0

  const place = (rows: Float64Array | Float32Array, at: number): void => {
    const i = Math.floor(rows[at]! / side)
    const j = Math.floor(rows[at + 1]! / side)
    const k = Math.floor(rows[at + 2]! / side)
    const mask = slots.length - 1
    let slot = hashOf(i, j, k) & mask
    for (let row = slots[slot]!; row !== FREE; row = slots[slot]!) {
      // The keys wrap as int32 do, both sides alike.
      if (
        keys[row * 3] === (i | 0) &&
        keys[row * 3 + 1] === (j | 0) &&
        keys[row * 3 + 2] === (k | 0)
      ) {
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = count
    keys[count * 3] = i
    keys[count * 3 + 1] = j
    keys[count * 3 + 2] = k
    for (let value = 0; value < POINT_STRIDE; value++) {
      points[count * POINT_STRIDE + value] = rows[at + value]!
    }
    count++
  }

  /** Puts the points there are into tables for `room` of them. */
  const rebuild = (room: number): void => {
    const kept = points
    const rows = count
    points = new Float32Array(room * POINT_STRIDE)
    keys = new Int32Array(room * 3)
    slots = new Int32Array(tableSize(points)).fill(FREE)
    count = 0
    for (let at = 0; at < rows * POINT_STRIDE; at += POINT_STRIDE) {
      place(kept, at)
    }
  }

  return {
    add(rows, at) {
      if (!Number.isFinite(rows[at]! + rows[at + 1]! + rows[at + 2]!)) return
      const room = points.length / POINT_STRIDE
      if (count === room && room < mostPoints) rebuild(Math.min(mostPoints, room * 2))
      while (count >= mostPoints) {
        side *= 2
        rebuild(mostPoints)
      }
      place(rows, at)
    },
    points: () => points.slice(0, count * POINT_STRIDE),
  }
}

/** Slots for a table that stays at most half full; a power of two. */
function tableSize(points: Float32Array): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, (points.length / POINT_STRIDE) * 2)))
}

/** Three cell numbers in one, spread over all bits (Teschner et al., "Optimized Spatial Hashing", 2003). */
function hashOf(i: number, j: number, k: number): number {
  const mixed = Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)
  return mixed ^ (mixed >>> 15)
}
