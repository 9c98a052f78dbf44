import { type Cuboid, type Pose, toMatrix3, yawOf } from '@trueline/geometry'

const CELL = 4
const REACH = 104
const SIDE = Math.ceil((2 * REACH) / CELL)

/**
 * Points inside each of many upright cuboids, faces included.
 *
 * Cost: the points once, and each of them against the cuboids of its 4 m cell.
 *
 * @param points N × 4 rows of x, y, z, intensity in sensor space.
 * @param cuboids In ego space, upright.
 */
export function countPoints(
  points: Float32Array,
  egoFromSensor: Pose,
  cuboids: readonly Cuboid[],
): Uint32Array {
  const cells = cellsOf(cuboids)
  const turned = cuboids.map(({ center, extent, rotation }) => {
    const yaw = yawOf(rotation)
    return { center, extent, cos: Math.cos(yaw), sin: Math.sin(yaw) }
  })
  const counts = new Uint32Array(cuboids.length)
  const m = toMatrix3(egoFromSensor.rotation)
  const [tx, ty, tz] = egoFromSensor.translation
  for (let at = 0; at < points.length; at += 4) {
    const px = points[at]!
    const py = points[at + 1]!
    const pz = points[at + 2]!
    const x = m[0] * px + m[1] * py + m[2] * pz + tx
    const y = m[3] * px + m[4] * py + m[5] * pz + ty
    const near = cells.get(cellOf(x, y))
    if (near === undefined) continue
    const z = m[6] * px + m[7] * py + m[8] * pz + tz
    for (const index of near) {
      const { center, extent, cos, sin } = turned[index]!
      const dx = x - center[0]
      const dy = y - center[1]
      if (Math.abs(z - center[2]) > extent[2] / 2) continue
      if (Math.abs(cos * dx + sin * dy) > extent[0] / 2) continue
      if (Math.abs(cos * dy - sin * dx) > extent[1] / 2) continue
      counts[index]!++
    }
  }
  return counts
}

function cellOf(x: number, y: number): number {
  return Math.floor((x + REACH) / CELL) * SIDE + Math.floor((y + REACH) / CELL)
}

/** For each cell the cuboids that may reach into it. */
function cellsOf(cuboids: readonly Cuboid[]): ReadonlyMap<number, readonly number[]> {
  const cells = new Map<number, number[]>()
  cuboids.forEach(({ center: [x, y], extent }, index) => {
    const reach = Math.hypot(extent[0], extent[1]) / 2
    const first = (value: number): number => Math.floor((value - reach + REACH) / CELL)
    const last = (value: number): number => Math.floor((value + reach + REACH) / CELL)
    for (let column = first(x); column <= last(x); column++) {
      for (let row = first(y); row <= last(y); row++) {
        const cell = column * SIDE + row
        const list = cells.get(cell)
        if (list === undefined) cells.set(cell, [index])
        else list.push(index)
      }
    }
  })
  return cells
}
