import { WINDOW } from '@trueline/perception'
import type { RoadNetwork } from '@trueline/simulator'
import { TARGET_CELL, TARGET_COLUMNS, TARGET_ROWS } from './denseTargets.ts'
import { seenAround } from './seenAround.ts'

type Line = RoadNetwork['roads'][number]

/** Along a mapped road lanes are carried so far beyond what is seen: 20 m. */
const BEYOND = { reach: 20 / TARGET_CELL, enough: 1 } as const
/** How far from its road on a standard map a lane may lie; meters. */
const BESIDE = 12

/**
 * 255 for each cell of the targets on which lanes are asked for, 0 elsewhere: where the ground is seen
 * (`seen`, 255), and where a standard map has a road and ground within 20 m is seen.
 */
export function askedGround(seen: Uint8Array, map: readonly Line[]): Uint8Array {
  const asked = seen.slice()
  if (map.length === 0) return asked
  const near = seenAround(
    seen.map((value) => (value > 0 ? 1 : 0)),
    BEYOND,
  )
  for (const line of map) {
    for (let index = 1; index < line.length; index++) {
      askBeside(asked, near, [line[index - 1]!, line[index]!])
    }
  }
  return asked
}

function askBeside(
  asked: Uint8Array,
  near: Uint8Array,
  [[fromX, fromY], [toX, toY]]: readonly [Line[number], Line[number]],
): void {
  const [wayX, wayY] = [toX - fromX, toY - fromY]
  const squared = Math.max(1e-9, wayX * wayX + wayY * wayY)
  const lastRow = cellOf(Math.max(fromX, toX) + BESIDE + WINDOW.back, TARGET_ROWS)
  const lastColumn = cellOf(Math.max(fromY, toY) + BESIDE + WINDOW.side, TARGET_COLUMNS)
  const firstColumn = cellOf(Math.min(fromY, toY) - BESIDE + WINDOW.side, TARGET_COLUMNS)
  let row = cellOf(Math.min(fromX, toX) - BESIDE + WINDOW.back, TARGET_ROWS)
  for (; row <= lastRow; row++) {
    const x = (row + 0.5) * TARGET_CELL - WINDOW.back - fromX
    for (let column = firstColumn; column <= lastColumn; column++) {
      const cell = row * TARGET_COLUMNS + column
      if (near[cell] === 0 || asked[cell]! > 0) continue
      const y = (column + 0.5) * TARGET_CELL - WINDOW.side - fromY
      const share = Math.min(1, Math.max(0, (x * wayX + y * wayY) / squared))
      const away = (x - share * wayX) ** 2 + (y - share * wayY) ** 2
      if (away < BESIDE * BESIDE) asked[cell] = 255
    }
  }
}

function cellOf(meters: number, cells: number): number {
  return Math.min(cells - 1, Math.max(0, Math.floor(meters / TARGET_CELL)))
}
