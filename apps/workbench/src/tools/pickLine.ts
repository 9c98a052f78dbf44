import type { Vec3 } from '@trueline/geometry'

type Place = readonly [x: number, y: number]

/** Where a point is seen; `null` for one behind the viewer. */
export type PixelOf = (point: Vec3) => Place | null

/** A line, or a corner, further away than this is not meant. */
const REACH_PX = 7

/** The line that is seen nearest to a place, no further than 7 pixels; `null` where none is. */
export function pickLine<Line extends { readonly points: readonly Vec3[] }>(
  lines: readonly Line[],
  pixelOf: PixelOf,
  at: Place,
): Line | null {
  return pickLines(lines, pixelOf, at)[0] ?? null
}

/** The lines that are seen no further than 7 pixels from a place, the nearest first; of equals the one drawn last. */
export function pickLines<Line extends { readonly points: readonly Vec3[] }>(
  lines: readonly Line[],
  pixelOf: PixelOf,
  at: Place,
): readonly Line[] {
  return lines
    .flatMap((line) => {
      const piece = nearestPiece(line.points, pixelOf, at)
      return piece === null || piece.away > REACH_PX ? [] : [{ line, away: piece.away }]
    })
    .toReversed()
    .toSorted((a, b) => a.away - b.away)
    .map(({ line }) => line)
}

/** The number of the point after which a line is seen nearest to a place, no further than 7 pixels. */
export function pickPiece(points: readonly Vec3[], pixelOf: PixelOf, at: Place): number | null {
  const piece = nearestPiece(points, pixelOf, at)
  return piece === null || piece.away > REACH_PX ? null : piece.index
}

function nearestPiece(points: readonly Vec3[], pixelOf: PixelOf, at: Place) {
  let best: { readonly index: number; readonly away: number } | null = null
  let before: Place | null = null
  for (const [index, point] of points.entries()) {
    const pixel = pixelOf(point)
    if (before !== null && pixel !== null) {
      const away = distanceToPiece(at, before, pixel)
      if (best === null || away < best.away) best = { index: index - 1, away }
    }
    before = pixel
  }
  return best
}

/** The number of the point that is seen nearest to a place, no further than 7 pixels; `null` where none is. */
export function pickCorner(points: readonly Vec3[], pixelOf: PixelOf, at: Place): number | null {
  let best: number | null = null
  let nearest = REACH_PX
  for (const [index, point] of points.entries()) {
    const pixel = pixelOf(point)
    const away = pixel === null ? Number.POSITIVE_INFINITY : distance(at, pixel)
    if (away > nearest) continue
    best = index
    nearest = away
  }
  return best
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

function distanceToPiece(at: Place, from: Place, to: Place): number {
  const [x, y] = [to[0] - from[0], to[1] - from[1]]
  const square = x * x + y * y
  const share = square === 0 ? 0 : ((at[0] - from[0]) * x + (at[1] - from[1]) * y) / square
  const clamped = Math.min(1, Math.max(0, share))
  return distance(at, [from[0] + x * clamped, from[1] + y * clamped])
}
