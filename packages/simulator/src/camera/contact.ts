import type { Vec3 } from '@trueline/geometry'
import type { Mesh } from '../bodies/mesh.ts'
import type { Thing } from '../raster/thing.ts'

const CELL = 0.2
const SIDE = 560
/** How far from a car's side the ground is darker. */
const REACH = 0.8

/** Half length and half width of a mesh about its own origin. */
function halfExtent({ corners }: Mesh): readonly [number, number] {
  let length = 0
  let width = 0
  for (let at = 0; at < corners.length; at += 3) {
    length = Math.max(length, Math.abs(corners[at]!))
    width = Math.max(width, Math.abs(corners[at + 1]!))
  }
  return [length, width]
}

/** How much of the sky the ground around a middle sees: little under a car, and less beside it. */
export function createContact(
  middle: Vec3,
  users: readonly Thing[],
): (x: number, y: number) => number {
  const open = new Float32Array(SIDE * SIDE).fill(1)
  const left = middle[0] - (SIDE * CELL) / 2
  const low = middle[1] - (SIDE * CELL) / 2
  for (const { mesh, place } of users) {
    const [halfLength, halfWidth] = halfExtent(mesh)
    // A person hides less of the sky than a car.
    const weight = Math.min(1, 0.25 + halfWidth * 0.9)
    const reach = Math.hypot(halfLength, halfWidth) + REACH
    const cos = Math.cos(place.yaw)
    const sin = Math.sin(place.yaw)
    const column = (place.point[0] - left) / CELL
    const row = (place.point[1] - low) / CELL
    const span = Math.ceil(reach / CELL)
    for (let j = Math.max(0, Math.floor(row) - span); j < Math.min(SIDE, row + span); j++) {
      for (let i = Math.max(0, Math.floor(column) - span); i < Math.min(SIDE, column + span); i++) {
        const dx = (i - column) * CELL
        const dy = (j - row) * CELL
        const along = Math.abs(cos * dx + sin * dy) - halfLength
        const across = Math.abs(cos * dy - sin * dx) - halfWidth
        const outside = Math.hypot(Math.max(0, along), Math.max(0, across))
        if (outside >= REACH) continue
        const inside = Math.min(0, Math.max(along, across))
        const share = 1 - outside / REACH
        const hidden = weight * (0.5 * share * share + 0.42 * Math.min(1, -inside / 0.5))
        open[j * SIDE + i]! *= 1 - hidden
      }
    }
  }
  return (x, y) => {
    const u = (x - left) / CELL
    const v = (y - low) / CELL
    const i = Math.floor(u)
    const j = Math.floor(v)
    if (i < 0 || j < 0 || i >= SIDE - 1 || j >= SIDE - 1) return 1
    const at = j * SIDE + i
    const lower = open[at]! * (1 - u + i) + open[at + 1]! * (u - i)
    const upper = open[at + SIDE]! * (1 - u + i) + open[at + SIDE + 1]! * (u - i)
    return lower * (1 - v + j) + upper * (v - j)
  }
}
