/** A rectangle around points, along their main direction. */
export type OrientedBox = {
  readonly x: number
  readonly y: number
  /** Of the longer side, in (-π/2, π/2]. */
  readonly yaw: number
  readonly length: number
  readonly width: number
}

/** Of a side's points the share at either end that is left out: a stray cell is no end. */
const STRAY = 0.02

/** The rectangle along the main direction of points: that in which they spread most. */
export function orientedBox(points: readonly (readonly [x: number, y: number])[]): OrientedBox {
  const mean = (axis: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  let [xx, xy, yy] = [0, 0, 0]
  for (const [px, py] of points) {
    xx += (px - x) ** 2
    xy += (px - x) * (py - y)
    yy += (py - y) ** 2
  }
  const yaw = Math.atan2(2 * xy, xx - yy) / 2
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const along = spread(points.map(([px, py]) => cos * (px - x) + sin * (py - y)))
  const across = spread(points.map(([px, py]) => cos * (py - y) - sin * (px - x)))
  return {
    x: x + cos * along.middle - sin * across.middle,
    y: y + sin * along.middle + cos * across.middle,
    yaw,
    length: along.size,
    width: across.size,
  }
}

function spread(values: readonly number[]): { readonly middle: number; readonly size: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const skipped = Math.floor(STRAY * sorted.length)
  const [low, high] = [sorted[skipped]!, sorted[sorted.length - 1 - skipped]!]
  return { middle: (low + high) / 2, size: high - low }
}
