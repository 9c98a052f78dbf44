import { type Pose, toMatrix4 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import { type Canvas, type CanvasTile, CELL, TILE_CELLS } from './canvas.ts'
import { levelsOf, type RingLevels } from './ringLevels.ts'

/** Points of the ground on their way onto a canvas. */
export type GroundSweep = {
  /** N × 4 rows of x, y, z, intensity in ego space: what `groundPoints` keeps of a sweep. */
  readonly points: Float32Array
  readonly worldFromEgo: Pose
  /** What is usual for the sensor; the points are counted in. */
  readonly levels: RingLevels
}

/** What lies farther from the ego is seen too flatly. */
const REACH = 70

/** Puts a sweep's ground onto the canvas, up to 70 m around the ego; about 40 ns a point. */
export function addSweep(canvas: Canvas, { points, worldFromEgo, levels }: GroundSweep): void {
  const m = toMatrix4(worldFromEgo)
  const [xx, xy, xz, dx] = [m[0]!, m[1]!, m[2]!, m[3]!]
  const [yx, yy, yz, dy] = [m[4]!, m[5]!, m[6]!, m[7]!]
  const [zx, zy, zz, dz] = [m[8]!, m[9]!, m[10]!, m[11]!]
  const { minX, minY, maxX, maxY } = canvas.region
  const ofPoint = levelsOf(levels, points)
  let tile: CanvasTile | null = null
  let [column, row] = [Number.NaN, Number.NaN]
  for (let point = 0, at = 0; point < ofPoint.length; point++, at += POINT_STRIDE) {
    const px = points[at]!
    const py = points[at + 1]!
    const pz = points[at + 2]!
    if (px * px + py * py > REACH * REACH) continue
    const x = xx * px + xy * py + xz * pz + dx
    const y = yx * px + yy * py + yz * pz + dy
    if (!(x >= minX && x < maxX && y >= minY && y < maxY)) continue
    const cellX = Math.floor(x / CELL)
    const cellY = Math.floor(y / CELL)
    const inColumn = Math.floor(cellX / TILE_CELLS)
    const inRow = Math.floor(cellY / TILE_CELLS)
    if (inColumn !== column || inRow !== row) {
      tile = canvas.tileAt(inColumn, inRow)
      column = inColumn
      row = inRow
    }
    if (tile === null) continue
    const cell = (cellY - inRow * TILE_CELLS) * TILE_CELLS + cellX - inColumn * TILE_CELLS
    const count = Math.min(0xffff, tile.count[cell]! + 1)
    tile.count[cell] = count
    tile.level[cell]! += (ofPoint[point]! - tile.level[cell]!) / count
    tile.height[cell]! += (zx * px + zy * py + zz * pz + dz - tile.height[cell]!) / count
  }
}
