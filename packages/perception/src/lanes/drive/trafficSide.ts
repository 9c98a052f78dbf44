import type { Polyline } from '@trueline/geometry'

/** The side of the road that traffic keeps to. */
export type TrafficSide = 'left' | 'right'

/** Two ways pass one another where they are no further apart than this, in meters. */
const BESIDE = 15
/** Shorter moves say nothing of where something drives to, and longer ones leap. */
const SHORTEST = 0.3
const LONGEST = 30
/** Opposite directions. */
const AGAINST = -0.9
/** Ways are looked at in cells of this size. */
const CELL = BESIDE
/** So many meters of ways have to pass others, and so large a share of them on one side. */
const ENOUGH = 20
const MOST = 0.8

/** A move from one place to the next: its middle, its direction, and its length in meters. */
type Move = {
  readonly path: number
  readonly x: number
  readonly y: number
  readonly cos: number
  readonly sin: number
  readonly length: number
}

/**
 * The side that traffic keeps to, as ways tell it that were driven: whoever comes the other way passes on
 * the left where traffic keeps to the right. `null` where few pass one another, or some on either side.
 *
 * @param paths in world space, as they were driven.
 */
export function trafficSideOf(paths: readonly Polyline[]): TrafficSide | null {
  const moves = paths.flatMap(movesOf)
  const cells = new Map<string, Move[]>()
  for (const move of moves) {
    const key = cellKey(Math.floor(move.x / CELL), Math.floor(move.y / CELL))
    const known = cells.get(key)
    if (known === undefined) cells.set(key, [move])
    else known.push(move)
  }
  let [onLeft, onRight] = [0, 0]
  for (const move of moves) {
    const left = nearestAgainst(move, cells)
    if (left === null) continue
    if (left > 0) onLeft += move.length
    else onRight += move.length
  }
  const all = onLeft + onRight
  if (all < ENOUGH || Math.max(onLeft, onRight) < MOST * all) return null
  return onLeft > onRight ? 'right' : 'left'
}

function movesOf(path: Polyline, index: number): readonly Move[] {
  return path.slice(1).flatMap(([toX, toY], before): readonly Move[] => {
    const [fromX, fromY] = path[before]!
    const length = Math.hypot(toX - fromX, toY - fromY)
    if (length < SHORTEST || length > LONGEST) return []
    const [cos, sin] = [(toX - fromX) / length, (toY - fromY) / length]
    return [{ path: index, x: (fromX + toX) / 2, y: (fromY + toY) / 2, cos, sin, length }]
  })
}

/** How far to the left of a move the nearest one the other way lies, negative to the right; `null` of none. */
function nearestAgainst(
  { path, x, y, cos, sin, length }: Move,
  cells: ReadonlyMap<string, readonly Move[]>,
): number | null {
  const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)]
  let found: number | null = null
  for (let cell = 0; cell < 9; cell++) {
    const key = cellKey(column - 1 + (cell % 3), row - 1 + Math.floor(cell / 3))
    for (const other of cells.get(key) ?? []) {
      if (other.path === path || cos * other.cos + sin * other.sin > AGAINST) continue
      const [dx, dy] = [other.x - x, other.y - y]
      const left = cos * dy - sin * dx
      const ahead = Math.abs(cos * dx + sin * dy)
      const isBeside = ahead <= (length + other.length) / 2 && Math.abs(left) <= BESIDE
      if (isBeside && (found === null || Math.abs(left) < Math.abs(found))) found = left
    }
  }
  return found
}

function cellKey(column: number, row: number): string {
  return `${column} ${row}`
}
