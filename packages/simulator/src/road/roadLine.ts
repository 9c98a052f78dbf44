import type { Vec3 } from '@trueline/geometry'

/** A bend: curvature grows evenly over `ramp`, stays over `arc`, and falls evenly over `ramp`. */
export type Bend = {
  readonly from: number
  readonly ramp: number
  readonly arc: number
  /** 1/m, positive to the left. */
  readonly curvature: number
}

/** A place on the road: along the line, left of it, and above its surface. */
export type RoadPlace = { readonly s: number; readonly d: number; readonly up?: number }

/** The line in the middle of a road, by arc length `s`. */
export type RoadLine = {
  readonly from: number
  readonly to: number
  readonly curvatureAt: (s: number) => number
  readonly headingAt: (s: number) => number
  /** A place in the world. */
  readonly pointAt: (place: RoadPlace) => Vec3
}

const STEP = 0.25
/** Height and length of the road's slow waves: at most one in a hundred. */
const WAVE_HEIGHT = 0.35
const WAVE_LENGTH = 230

/** Height of the road's middle: level at `s` = 0. */
function heightOf(s: number): number {
  return WAVE_HEIGHT * (1 - Math.cos((2 * Math.PI * s) / WAVE_LENGTH))
}

function curvatureOf(bends: readonly Bend[], s: number): number {
  for (const { from, ramp, arc, curvature } of bends) {
    const along = s - from
    if (along <= 0 || along >= 2 * ramp + arc) continue
    return curvature * Math.min(1, along / ramp, (2 * ramp + arc - along) / ramp)
  }
  return 0
}

/**
 * A road of straights, clothoids and arcs, passing the world's origin at `s` = 0 along +x.
 *
 * Beyond its ends the line goes on straight.
 */
export function createRoadLine(
  bends: readonly Bend[],
  { from, to }: { readonly from: number; readonly to: number },
): RoadLine {
  const count = Math.ceil((to - from) / STEP) + 1
  const heading = new Float64Array(count)
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  for (let i = 1; i < count; i++) {
    const middle = from + (i - 0.5) * STEP
    heading[i] = heading[i - 1]! + curvatureOf(bends, middle) * STEP
    const between = (heading[i - 1]! + heading[i]!) / 2
    x[i] = x[i - 1]! + Math.cos(between) * STEP
    y[i] = y[i - 1]! + Math.sin(between) * STEP
  }
  const at = (values: Float64Array, s: number): number => {
    const place = Math.min(count - 1, Math.max(0, (s - from) / STEP))
    const i = Math.min(count - 2, Math.floor(place))
    return values[i]! + (values[i + 1]! - values[i]!) * (place - i)
  }
  const zero = { x: at(x, 0), y: at(y, 0), heading: at(heading, 0) }
  const cos = Math.cos(-zero.heading)
  const sin = Math.sin(-zero.heading)
  const headingAt = (s: number): number => at(heading, s) - zero.heading
  return {
    from,
    to,
    curvatureAt: (s) => curvatureOf(bends, s),
    headingAt,
    pointAt({ s, d, up = 0 }) {
      const beyond = s < from ? s - from : Math.max(0, s - to)
      const turn = headingAt(s)
      const ax = at(x, s) - zero.x
      const ay = at(y, s) - zero.y
      return [
        cos * ax - sin * ay + beyond * Math.cos(turn) - d * Math.sin(turn),
        sin * ax + cos * ay + beyond * Math.sin(turn) + d * Math.cos(turn),
        heightOf(s) + up,
      ]
    },
  }
}
