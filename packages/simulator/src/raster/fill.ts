import { hashUnit } from '../random.ts'
import { face, edges as faceEdges } from './face.ts'
import type { RayGrid, RayWindow } from './rayGrid.ts'
import { TILE, type TileDepth } from './tileDepth.ts'
import type { Cast } from './view.ts'

// A bundler or test runner may turn each use of an import into a lookup: hot loops take it once.

type Buffers = Pick<Cast, 'depth' | 'surface'>

/** Puts the face in hand into the depth of every ray of `window` that meets it first; columns may run past the seam. */
export function fillTurning(
  { directions, columns }: RayGrid,
  { depth, surface }: Buffers,
  window: RayWindow,
): void {
  const edges = faceEdges
  const { nx, ny, nz, offset, passes, luck, id } = face
  const last = 3 * face.count
  const lastColumn = window[3]!
  for (let row = window[0]!; row <= window[1]!; row++) {
    const rowStart = row * columns
    next: for (let column = window[2]!; column <= lastColumn; column++) {
      const ray = rowStart + (column < columns ? column : column - columns)
      const x = directions[3 * ray]!
      const y = directions[3 * ray + 1]!
      const z = directions[3 * ray + 2]!
      for (let e = 0; e < last; e += 3) {
        if (edges[e]! * x + edges[e + 1]! * y + edges[e + 2]! * z < 0) continue next
      }
      const t = offset / (nx * x + ny * y + nz * z)
      if (!(t > 0) || t >= depth[ray]!) continue
      if (passes > 0 && hashUnit(luck, ray) < passes) continue
      depth[ray] = t
      surface[ray] = id
    }
  }
}

const block = new Int32Array(4)
/** Of the tile in hand: whether the face covers it whole, and the nearest and farthest it may be there. */
const tile = { isWhole: false, nearest: 0, farthest: 0 }

/** The same for rays with z = 1 and nothing that lets a beam through: tile by tile. */
export function fillEven(
  grid: RayGrid,
  cast: Buffers & { readonly tiles: TileDepth },
  window: RayWindow,
): void {
  const { columns, farthest } = cast.tiles
  const [top, bottom, left, right] = [window[0]!, window[1]!, window[2]!, window[3]!]
  for (let row = top - (top % TILE); row <= bottom; row += TILE) {
    for (let column = left - (left % TILE); column <= right; column += TILE) {
      block[0] = Math.max(top, row)
      block[1] = Math.min(bottom, row + TILE - 1)
      block[2] = Math.max(left, column)
      block[3] = Math.min(right, column + TILE - 1)
      const at = (row / TILE) * columns + column / TILE
      if (!measureTile(grid) || tile.nearest >= farthest[at]!) continue
      const isFull =
        block[0] === row &&
        block[2] === column &&
        (block[1] === row + TILE - 1 || block[1] === grid.rows - 1) &&
        (block[3] === column + TILE - 1 || block[3] === grid.columns - 1)
      if (!tile.isWhole) {
        const deepest = fillSome(grid, cast)
        if (isFull && deepest < farthest[at]!) farthest[at] = deepest
      } else {
        fillWhole(grid, cast)
        if (isFull && tile.farthest < farthest[at]!) farthest[at] = tile.farthest
      }
    }
  }
}

/**
 * Whether the face covers any of the rays in `block`; if so, `tile` says how.
 *
 * Edge tests and inverse depth are linear in the ray, so the corners decide; they are taken one
 * sample farther out, which is more than a lens bends a line within a tile.
 */
function measureTile({ directions, rows, columns }: RayGrid): boolean {
  const top = Math.max(0, block[0]! - 1) * columns
  const bottom = Math.min(rows - 1, block[1]! + 1) * columns
  const left = Math.max(0, block[2]! - 1)
  const right = Math.min(columns - 1, block[3]! + 1)
  const a = 3 * (top + left)
  const b = 3 * (top + right)
  const c = 3 * (bottom + left)
  const d = 3 * (bottom + right)
  const [ax, ay, bx, by] = [directions[a]!, directions[a + 1]!, directions[b]!, directions[b + 1]!]
  const [cx, cy, dx, dy] = [directions[c]!, directions[c + 1]!, directions[d]!, directions[d + 1]!]
  const edges = faceEdges
  tile.isWhole = true
  for (let e = 0; e < 3 * face.count; e += 3) {
    const x = edges[e]!
    const y = edges[e + 1]!
    const z = edges[e + 2]!
    const outside =
      (x * ax + y * ay + z < 0 ? 1 : 0) +
      (x * bx + y * by + z < 0 ? 1 : 0) +
      (x * cx + y * cy + z < 0 ? 1 : 0) +
      (x * dx + y * dy + z < 0 ? 1 : 0)
    if (outside === 4) return false
    if (outside > 0) tile.isWhole = false
  }
  const { nx, ny, nz, offset, nearest } = face
  const [pa, pb] = [nx * ax + ny * ay + nz, nx * bx + ny * by + nz]
  const [pc, pd] = [nx * cx + ny * cy + nz, nx * dx + ny * dy + nz]
  const steepest = Math.min(pa, pb, pc, pd)
  const flattest = Math.max(pa, pb, pc, pd)
  // Where the plane runs through the horizon of the tile its depth there has no bound.
  tile.nearest = Math.max(nearest, offset / steepest)
  tile.farthest = flattest < 0 ? offset / flattest : Infinity
  return true
}

function fillWhole({ directions, columns }: RayGrid, { depth, surface }: Buffers): void {
  const { nx, ny, nz, offset, id } = face
  const wide = block[3]! - block[2]!
  for (let row = block[0]!; row <= block[1]!; row++) {
    const first = row * columns + block[2]!
    for (let ray = first; ray <= first + wide; ray++) {
      const t = offset / (nx * directions[3 * ray]! + ny * directions[3 * ray + 1]! + nz)
      if (!(t > 0) || t >= depth[ray]!) continue
      depth[ray] = t
      surface[ray] = id
    }
  }
}

/** Fills what the face covers of `block`, and returns the greatest depth left there. */
function fillSome({ directions, columns }: RayGrid, { depth, surface }: Buffers): number {
  const edges = faceEdges
  const { nx, ny, nz, offset, id } = face
  const last = 3 * face.count
  const wide = block[3]! - block[2]!
  let deepest = 0
  for (let row = block[0]!; row <= block[1]!; row++) {
    const first = row * columns + block[2]!
    next: for (let ray = first; ray <= first + wide; ray++) {
      const known = depth[ray]!
      const x = directions[3 * ray]!
      const y = directions[3 * ray + 1]!
      for (let e = 0; e < last; e += 3) {
        if (edges[e]! * x + edges[e + 1]! * y + edges[e + 2]! < 0) {
          if (known > deepest) deepest = known
          continue next
        }
      }
      const t = offset / (nx * x + ny * y + nz)
      if (t > 0 && t < known) {
        depth[ray] = t
        surface[ray] = id
        if (t > deepest) deepest = t
      } else if (known > deepest) deepest = known
    }
  }
  return deepest
}
