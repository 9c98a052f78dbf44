import { distance, dot, mix, subtract, type Vec3 } from './vec3.ts'

/** Points joined by straight lines. */
export type Polyline = readonly Vec3[]

/** The place of a polyline nearest to a point. */
export type NearestPlace = {
  readonly point: Vec3
  /** Way from the start to it, along the line. */
  readonly along: number
  /** Straight way from the point asked about. */
  readonly distance: number
  /** Index of the line's point it lies at or after. */
  readonly segment: number
}

/** The length along the line; 0 of fewer than two points. */
export function polylineLength(line: Polyline): number {
  let length = 0
  for (let index = 1; index < line.length; index++) {
    length += distance(line[index - 1]!, line[index]!)
  }
  return length
}

/**
 * The point `along` meters from the start; the ends for values outside.
 *
 * @throws {RangeError} when the line has no point.
 */
export function pointAlong(line: Polyline, along: number): Vec3 {
  let left = Math.max(0, along)
  for (let index = 1; index < line.length; index++) {
    const length = distance(line[index - 1]!, line[index]!)
    if (left < length) return mix(line[index - 1]!, line[index]!, left / length)
    left -= length
  }
  return lastOf(line)
}

/**
 * The line with points at even distances along it, at most `spacing` apart, both ends kept.
 *
 * @throws {RangeError} when the spacing is not positive or the line has no point.
 */
export function resamplePolyline(line: Polyline, spacing: number): Polyline {
  if (!(spacing > 0)) throw new RangeError(`Expected a positive spacing, got ${spacing}`)
  const length = polylineLength(line)
  const pieces = Math.max(1, Math.ceil(length / spacing - 1e-9))
  const step = length / pieces
  const points: Vec3[] = [line[0] ?? lastOf(line)]
  let walked = 0
  for (let index = 1; index < line.length; index++) {
    const from = line[index - 1]!
    const to = line[index]!
    const segment = distance(from, to)
    while (points.length < pieces && points.length * step <= walked + segment) {
      points.push(mix(from, to, (points.length * step - walked) / segment))
    }
    walked += segment
  }
  points.push(lastOf(line))
  return points
}

/**
 * The place of the line nearest to a point; the first of several.
 *
 * @throws {RangeError} when the line has no point.
 */
export function nearestOnPolyline(line: Polyline, point: Vec3): NearestPlace {
  const start = line[0] ?? lastOf(line)
  let nearest: NearestPlace = {
    point: start,
    along: 0,
    distance: distance(start, point),
    segment: 0,
  }
  let walked = 0
  for (let index = 1; index < line.length; index++) {
    const from = line[index - 1]!
    const way = subtract(line[index]!, from)
    const squared = dot(way, way)
    const ratio =
      squared === 0 ? 0 : Math.min(1, Math.max(0, dot(subtract(point, from), way) / squared))
    const place = mix(from, line[index]!, ratio)
    const length = Math.sqrt(squared)
    const away = distance(place, point)
    if (away < nearest.distance) {
      nearest = { point: place, along: walked + ratio * length, distance: away, segment: index - 1 }
    }
    walked += length
  }
  return nearest
}

/**
 * The line cut in two `along` meters from its start; both have the point of the cut.
 *
 * @throws {RangeError} when the cut is not inside the line.
 */
export function splitPolyline(line: Polyline, along: number): readonly [Polyline, Polyline] {
  let walked = 0
  for (let index = 1; index < line.length && along > 0; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const segment = distance(from, to)
    if (walked + segment > along) {
      // A cut at a point of the line is that point, not a second one beside it.
      if (walked === along) return [line.slice(0, index), line.slice(index - 1)]
      const cut = mix(from, to, (along - walked) / segment)
      return [
        [...line.slice(0, index), cut],
        [cut, ...line.slice(index)],
      ]
    }
    walked += segment
  }
  throw new RangeError(
    `Expected a place inside of a line of ${polylineLength(line)} m, got ${along}`,
  )
}

/**
 * The line half way between two that run the same way, with as many points as the denser of the two
 * has, at even shares of either's length.
 *
 * @throws {RangeError} when one of them has no point.
 */
export function middleLine(left: Polyline, right: Polyline): Polyline {
  const count = Math.max(2, left.length, right.length)
  const [ofLeft, ofRight] = [evenPoints(left, count), evenPoints(right, count)]
  return ofLeft.map((point, index) => mix(point, ofRight[index]!, 0.5))
}

/** So many points at even shares of a line's length, both ends among them; linear in what is given. */
function evenPoints(line: Polyline, count: number): Polyline {
  const last = lastOf(line)
  const step = polylineLength(line) / (count - 1)
  let [segment, walked] = [1, 0]
  return Array.from({ length: count }, (_, index) => {
    if (index === count - 1) return last
    const along = index * step
    for (; segment < line.length; segment++) {
      const [from, to] = [line[segment - 1]!, line[segment]!]
      const length = distance(from, to)
      if (along - walked < length) return mix(from, to, (along - walked) / length)
      walked += length
    }
    return last
  })
}

/** The line with the points left out that lie within `tolerance` of the rest (Douglas and Peucker, 1973). */
export function simplifyPolyline(line: Polyline, tolerance: number): Polyline {
  if (line.length < 3) return line
  const isKept = line.map((_, index) => index === 0 || index === line.length - 1)
  const stretches: (readonly [from: number, to: number])[] = [[0, line.length - 1]]
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch
    let farthest = from
    let away = tolerance
    for (let index = from + 1; index < to; index++) {
      const off = awayFromWay(line[index]!, line[from]!, line[to]!)
      if (off > away) {
        farthest = index
        away = off
      }
    }
    if (farthest === from) continue
    isKept[farthest] = true
    stretches.push([from, farthest], [farthest, to])
  }
  return line.filter((_, index) => isKept[index])
}

/** Meters between a point and the straight way between two others. */
function awayFromWay(point: Vec3, from: Vec3, to: Vec3): number {
  const [wx, wy, wz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
  const [px, py, pz] = [point[0] - from[0], point[1] - from[1], point[2] - from[2]]
  const squared = wx * wx + wy * wy + wz * wz
  const share = (wx * px + wy * py + wz * pz) / squared
  const ratio = squared === 0 ? 0 : Math.min(1, Math.max(0, share))
  const [x, y, z] = [px - ratio * wx, py - ratio * wy, pz - ratio * wz]
  return Math.sqrt(x * x + y * y + z * z)
}

function lastOf(line: Polyline): Vec3 {
  const last = line.at(-1)
  if (last === undefined) throw new RangeError('Expected a line of at least one point, got none')
  return last
}
