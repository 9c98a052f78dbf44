import { type Pose, toMatrix4 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import { isMasked, maskOf } from '../canvas/boxMask.ts'
import type { MaskedSweep } from '../canvas/groundPoints.ts'
import { heightsAbove } from '../raster/heightsAbove.ts'

/** Side of the cubes that space is divided into. */
export const CUBE = 0.1
/** What lies lower is ground, kerb or grass; what lies higher is no thing of the road. */
const LOWEST = 0.35
const HIGHEST = 9
/** Beyond this beams are too far apart to show what is slim. */
const REACH = 35

/** What stands above the ground, in cubes of `CUBE` meters; cubes are named by their index. */
export type StandingCloud = {
  readonly count: number
  /** Column, row and level of each cube: floors of x, y and z in world space over `CUBE`. */
  readonly cells: Int32Array
  /** Means over each cube's points: x, y, z in world space, intensity, height above the ground. */
  readonly means: Float32Array
}

/** Values of a cube in `means`. */
export const MEANS = 5

/** A cloud of what stands, being gathered. */
export type Gathering = {
  /** Takes a sweep in; it may be dropped afterwards. */
  readonly add: (sweep: MaskedSweep, worldFromEgo: Pose) => void
  /** What was gathered; valid until more is added. */
  readonly cloud: () => StandingCloud
}

const FREE = -1

/** A cloud that begins empty; 60 bytes a cube that holds points. */
export function gatherStanding(): Gathering {
  let room = 1 << 14
  let cells = new Int32Array(room * 3)
  let means = new Float32Array(room * MEANS)
  let hits = new Uint16Array(room)
  let slots = new Int32Array(room * 2).fill(FREE)
  let count = 0

  const slotOf = (i: number, j: number, k: number): number => {
    const mask = slots.length - 1
    let slot = hashOf(i, j, k) & mask
    for (let cube = slots[slot]!; cube !== FREE; cube = slots[slot]!) {
      if (cells[cube * 3] === i && cells[cube * 3 + 1] === j && cells[cube * 3 + 2] === k) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  const grow = (): void => {
    room *= 2
    cells = grown(cells, new Int32Array(room * 3))
    means = grown(means, new Float32Array(room * MEANS))
    hits = grown(hits, new Uint16Array(room))
    slots = new Int32Array(room * 2).fill(FREE)
    for (let cube = 0; cube < count; cube++) {
      slots[slotOf(cells[cube * 3]!, cells[cube * 3 + 1]!, cells[cube * 3 + 2]!)] = cube
    }
  }

  const cubeAt = (i: number, j: number, k: number): number => {
    const slot = slotOf(i, j, k)
    if (slots[slot] !== FREE) return slots[slot]!
    if (count === room) {
      grow()
      return cubeAt(i, j, k)
    }
    slots[slot] = count
    cells.set([i, j, k], count * 3)
    return count++
  }

  return {
    add({ points, ground, boxes }, worldFromEgo) {
      const m = toMatrix4(worldFromEgo)
      const heights = heightsAbove(ground, points)
      const mask = boxes.length === 0 ? null : maskOf(boxes)
      for (let point = 0, at = 0; point < heights.length; point++, at += POINT_STRIDE) {
        const height = heights[point]!
        if (!(height >= LOWEST && height <= HIGHEST)) continue
        const [px, py, pz] = [points[at]!, points[at + 1]!, points[at + 2]!]
        if (px * px + py * py > REACH * REACH) continue
        if (mask !== null && isMasked(mask, px, py)) continue
        const x = m[0]! * px + m[1]! * py + m[2]! * pz + m[3]!
        const y = m[4]! * px + m[5]! * py + m[6]! * pz + m[7]!
        const z = m[8]! * px + m[9]! * py + m[10]! * pz + m[11]!
        const cube = cubeAt(Math.floor(x / CUBE), Math.floor(y / CUBE), Math.floor(z / CUBE))
        if (hits[cube] === 0xffff) continue
        const share = 1 / ++hits[cube]!
        const to = cube * MEANS
        means[to]! += (x - means[to]!) * share
        means[to + 1]! += (y - means[to + 1]!) * share
        means[to + 2]! += (z - means[to + 2]!) * share
        means[to + 3]! += (points[at + 3]! - means[to + 3]!) * share
        means[to + 4]! += (height - means[to + 4]!) * share
      }
    },
    cloud: () => ({
      count,
      cells: cells.subarray(0, count * 3),
      means: means.subarray(0, count * MEANS),
    }),
  }
}

function grown<Rows extends Int32Array | Float32Array | Uint16Array>(from: Rows, to: Rows): Rows {
  to.set(from)
  return to
}

/** Three cell numbers in one, spread over all bits (Teschner et al., "Optimized Spatial Hashing", 2003). */
function hashOf(i: number, j: number, k: number): number {
  const mixed = Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)
  return mixed ^ (mixed >>> 15)
}
