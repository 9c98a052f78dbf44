import type { Spot } from './site.ts'

/** A turned rectangle on the ground. */
export type Footprint = {
  readonly x: number
  readonly y: number
  readonly cos: number
  readonly sin: number
  readonly halfLength: number
  readonly halfWidth: number
  readonly radius: number
}

/** The rectangle between two corners of a body's own space, where the body stands. */
export function footprintOf(
  { x, y, yaw }: Spot,
  [minX, maxX, minY, maxY]: readonly [number, number, number, number],
): Footprint {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const [middleX, middleY] = [(minX + maxX) / 2, (minY + maxY) / 2]
  const [halfLength, halfWidth] = [(maxX - minX) / 2, (maxY - minY) / 2]
  return {
    x: x + cos * middleX - sin * middleY,
    y: y + sin * middleX + cos * middleY,
    cos,
    sin,
    halfLength,
    halfWidth,
    radius: Math.hypot(halfLength, halfWidth),
  }
}

/** Whether two rectangles share no ground: some side of one has the other wholly beyond it. */
export function areApart(a: Footprint, b: Footprint): boolean {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const reach = a.radius + b.radius
  if (dx * dx + dy * dy >= reach * reach) return true
  const cos = Math.abs(a.cos * b.cos + a.sin * b.sin)
  const sin = Math.abs(a.cos * b.sin - a.sin * b.cos)
  return (
    Math.abs(a.cos * dx + a.sin * dy) >= a.halfLength + b.halfLength * cos + b.halfWidth * sin ||
    Math.abs(a.cos * dy - a.sin * dx) >= a.halfWidth + b.halfLength * sin + b.halfWidth * cos ||
    Math.abs(b.cos * dx + b.sin * dy) >= b.halfLength + a.halfLength * cos + a.halfWidth * sin ||
    Math.abs(b.cos * dy - b.sin * dx) >= b.halfWidth + a.halfLength * sin + a.halfWidth * cos
  )
}
