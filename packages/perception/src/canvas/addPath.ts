import { type Canvas, CELL, TILE_CELLS } from './canvas.ts'

/** How far to either side of its path a vehicle counts as having driven, and how quickly that fades. */
const REACH = 1
const STEP = 0.25
const STEP_WEIGHT = STEP / (2 * REACH)

/**
 * Puts the way that something drove onto the canvas, 1 m to either side of it: each cell's count grows
 * by about one, more in the middle, less at the sides. The ego's path counts as any other.
 *
 * @param path Places in world space in the order they were driven; x and y count.
 */
export function addPath(
  canvas: Canvas,
  path: readonly (readonly [number, number, ...number[]])[],
): void {
  for (let index = 1; index < path.length; index++) {
    const [fromX, fromY] = path[index - 1]!
    const [toX, toY] = path[index]!
    const length = Math.hypot(toX - fromX, toY - fromY)
    // Standing is not driving.
    if (length < 0.05) continue
    const direction = [(toX - fromX) / length, (toY - fromY) / length] as const
    const steps = Math.max(1, Math.round(length / STEP))
    for (let step = 0; step < steps; step++) {
      const share = (step + 0.5) / steps
      const [x, y] = [fromX + share * (toX - fromX), fromY + share * (toY - fromY)]
      stamp(canvas, { x, y, direction, weight: (STEP_WEIGHT * length) / (steps * STEP) })
    }
  }
}

/** A place that is driven over, and how much the one passage counts there. */
type Passage = {
  readonly x: number
  readonly y: number
  readonly direction: readonly [x: number, y: number]
  readonly weight: number
}

function stamp(canvas: Canvas, { x, y, direction, weight }: Passage): void {
  const { minX, minY, maxX, maxY } = canvas.region
  if (!(x >= minX && x < maxX && y >= minY && y < maxY)) return
  for (let cellY = Math.floor((y - REACH) / CELL); cellY <= (y + REACH) / CELL; cellY++) {
    for (let cellX = Math.floor((x - REACH) / CELL); cellX <= (x + REACH) / CELL; cellX++) {
      const awayX = ((cellX + 0.5) * CELL - x) / REACH
      const awayY = ((cellY + 0.5) * CELL - y) / REACH
      const away = awayX * awayX + awayY * awayY
      if (away >= 1) continue
      const column = Math.floor(cellX / TILE_CELLS)
      const row = Math.floor(cellY / TILE_CELLS)
      const tile = canvas.tileAt(column, row)
      if (tile === null) continue
      const cell = (cellY - row * TILE_CELLS) * TILE_CELLS + cellX - column * TILE_CELLS
      const share = 2 * weight * (1 - away)
      tile.driven[cell]! += share
      tile.directionX[cell]! += share * direction[0]
      tile.directionY[cell]! += share * direction[1]
    }
  }
}
