/** A convex polygon of the ground or of an image: x, y of its corners in turn, counter-clockwise. */
export type Polygon = readonly number[]

/** The area; negative where the corners run clockwise. */
export function polygonArea(polygon: Polygon): number {
  let doubled = 0
  for (let at = 0, before = polygon.length - 2; at < polygon.length; before = at, at += 2) {
    doubled += polygon[before]! * polygon[at + 1]! - polygon[at]! * polygon[before + 1]!
  }
  return doubled / 2
}

/** What both polygons cover; empty where they do not meet (Sutherland and Hodgman, 1974). */
export function clipPolygon(subject: Polygon, clip: Polygon): Polygon {
  let left = subject
  for (let at = 0, before = clip.length - 2; at < clip.length; before = at, at += 2) {
    const x = clip[before]!
    const y = clip[before + 1]!
    // Left of the edge is inside.
    const normalX = y - clip[at + 1]!
    const normalY = clip[at]! - x
    left = clipByLine(left, [normalX, normalY, normalX * x + normalY * y])
    if (left.length === 0) return left
  }
  return left
}

/** The part with `nx * x + ny * y >= offset`. */
function clipByLine(
  polygon: Polygon,
  line: readonly [nx: number, ny: number, offset: number],
): Polygon {
  const [nx, ny, offset] = line
  const kept: number[] = []
  let x = polygon[polygon.length - 2] ?? 0
  let y = polygon[polygon.length - 1] ?? 0
  let height = nx * x + ny * y - offset
  for (let at = 0; at < polygon.length; at += 2) {
    const nextX = polygon[at]!
    const nextY = polygon[at + 1]!
    const nextHeight = nx * nextX + ny * nextY - offset
    if (height >= 0 !== nextHeight >= 0) {
      const ratio = height / (height - nextHeight)
      kept.push(x + (nextX - x) * ratio, y + (nextY - y) * ratio)
    }
    if (nextHeight >= 0) kept.push(nextX, nextY)
    x = nextX
    y = nextY
    height = nextHeight
  }
  return kept
}

/** The smallest convex polygon around points, counter-clockwise (Andrew's monotone chain). */
export function convexHull(points: readonly (readonly [x: number, y: number])[]): Polygon {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  return [...halfHull(sorted), ...halfHull(sorted.toReversed())]
}

/** One side of the hull, without its last point. */
function halfHull(points: readonly (readonly [x: number, y: number])[]): number[] {
  const side: (readonly [number, number])[] = []
  for (const point of points) {
    for (let last = side.length - 1; last > 0; last--) {
      const [ax, ay] = side[last - 1]!
      const [bx, by] = side[last]!
      if ((bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax) > 0) break
      side.pop()
    }
    side.push(point)
  }
  return side.slice(0, -1).flat()
}
