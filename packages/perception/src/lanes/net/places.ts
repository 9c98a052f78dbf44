import { WINDOW } from '../laneGraph.ts'
import { LANE_NET, PATCH, PATCH_CELLS } from './layout.ts'

/** A vertex's place in the window, and the cosine and sine of its heading. */
export type Place = {
  readonly x: number
  readonly y: number
  readonly cos: number
  readonly sin: number
}

/** A place as another one sees it: meters ahead and to the left, and how far it is turned. */
export type Seen = {
  readonly ahead: number
  readonly left: number
  readonly cos: number
  readonly sin: number
}

const FREQUENCIES = 6
const LENGTH = WINDOW.back + WINDOW.front
const WIDTH = 2 * WINDOW.side

/** `place` as `viewer` sees it. */
export function seenFrom(place: Place, { x, y, cos, sin }: Place): Seen {
  const [dx, dy] = [place.x - x, place.y - y]
  return {
    ahead: cos * dx + sin * dy,
    left: cos * dy - sin * dx,
    cos: cos * place.cos + sin * place.sin,
    sin: cos * place.sin - sin * place.cos,
  }
}

/** The place that `viewer` sees so. */
export function toldBy(seen: Seen, { x, y, cos, sin }: Place): Place {
  return {
    x: x + cos * seen.ahead - sin * seen.left,
    y: y + sin * seen.ahead + cos * seen.left,
    cos: cos * seen.cos - sin * seen.sin,
    sin: sin * seen.cos + cos * seen.sin,
  }
}

/** A place as sines and cosines that a layer can read: 26 numbers. */
export function wavesOf({ x, y, cos, sin }: Place): Float32Array {
  const waves = new Float32Array(4 * FREQUENCIES + 2)
  const units = [(x + WINDOW.back) / LENGTH, (y + WINDOW.side) / WIDTH]
  units.forEach((unit, axis) => {
    for (let power = 0; power < FREQUENCIES; power++) {
      const angle = unit * 2 ** power * Math.PI
      const at = axis * FREQUENCIES + power
      waves[at] = Math.sin(angle)
      waves[at + 2 * FREQUENCIES] = Math.cos(angle)
    }
  })
  waves[4 * FREQUENCIES] = cos
  waves[4 * FREQUENCIES + 1] = sin
  return waves
}

/** What is seen, as layers read it. */
export function scaledSeen({ ahead, left, cos, sin }: Seen): Float32Array {
  return Float32Array.of(ahead / 10, left / 10, cos, sin)
}

/** The cell of a patch that a place seen lies in, the nearest one where it lies outside. */
export function patchCellOf({ ahead, left }: Pick<Seen, 'ahead' | 'left'>): number {
  const near = (value: number, most: number): number =>
    Math.min(most - 1, Math.max(0, Math.round(value / PATCH.cell)))
  const row = near(ahead - PATCH.back, PATCH.ahead)
  return row * PATCH.across + near(left - PATCH.right, PATCH.across)
}

/** The middle of a patch's cell. */
export function patchMiddle(cell: number): { readonly ahead: number; readonly left: number } {
  return {
    ahead: Math.floor(cell / PATCH.across) * PATCH.cell + PATCH.back,
    left: (cell % PATCH.across) * PATCH.cell + PATCH.right,
  }
}

/** What `local` says around a place: 143 cells of 16 numbers, between the four cells each lies among. */
export function patchAround(local: Float32Array, { x, y, cos, sin }: Place): Float32Array {
  const { channels, rows, columns, cell } = LANE_NET.local
  const patch = new Float32Array(PATCH_CELLS * channels)
  const plane = rows * columns
  for (let index = 0; index < PATCH_CELLS; index++) {
    const ahead = Math.floor(index / PATCH.across) * PATCH.cell + PATCH.back
    const left = (index % PATCH.across) * PATCH.cell + PATCH.right
    const row = (x + cos * ahead - sin * left + WINDOW.back) / cell - 0.5
    const column = (y + sin * ahead + cos * left + WINDOW.side) / cell - 0.5
    const [low, near] = [Math.floor(row), Math.floor(column)]
    for (let corner = 0; corner < 4; corner++) {
      const [r, c] = [low + (corner >> 1), near + (corner & 1)]
      if (r < 0 || r >= rows || c < 0 || c >= columns) continue
      const share = (1 - Math.abs(row - r)) * (1 - Math.abs(column - c))
      let at = r * columns + c
      for (let channel = index * channels; channel < (index + 1) * channels; channel++) {
        patch[channel]! += share * local[at]!
        at += plane
      }
    }
  }
  return patch
}

/** The middle of a cell that a lane may start in. */
export function startMiddle(cell: number): { readonly x: number; readonly y: number } {
  const { columns, cell: side } = LANE_NET.starts
  return {
    x: (Math.floor(cell / columns) + 0.5) * side - WINDOW.back,
    y: ((cell % columns) + 0.5) * side - WINDOW.side,
  }
}
