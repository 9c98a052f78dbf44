import { type Cuboid, conjugate, rotate, subtract, type Vec3 } from '@trueline/geometry'
import { type Ground, groundHeightAt, grow, POINT_STRIDE, stick } from '@trueline/pointcloud'
import type { CuboidEvidence } from './evidence.ts'

/** The sensor stands about over the origin of ego space. */
export const SENSOR: Vec3 = [0, 0, 1.7]
/** What rises less above the ground is taken for it. */
const CLEARANCE = 0.25
/** Of fewer points nothing is said but how many they are. */
const FEWEST = 20
/** A side that is looked at from further aside hardly shows. */
export const LEAST_INCIDENCE = 0.35
/** Beyond a side, from here to there, lie the points of what was cut off; nearer ones are noise. */
const SHELL = { from: 0.15, to: 0.3 } as const
/** Boxes that are less off need no other size. */
const GROWN_FROM = { looseness: 0.1, cutShare: 0.03 } as const
/** How far around a box its points are looked for. */
export const STUDIED_AROUND = 0.7

/**
 * What the points say of one place.
 *
 * @param points N × 4 rows of x, y, z, intensity in ego space: at least those within `STUDIED_AROUND`.
 */
export function studyBox(
  points: Float32Array,
  cuboid: Cuboid,
  ground: Ground,
): Omit<CuboidEvidence, 'pointSeconds'> {
  const [x, y] = cuboid.center
  const groundHeight = groundHeightAt(ground, x, y)
  const seen = sortPoints(points, cuboid, groundHeight)
  const known = { pointCount: seen.inside, groundHeight }
  if (seen.standing < FEWEST) return { ...known, looseness: null, cutShare: null, refit: null }
  const around = { ground, sensor: SENSOR }
  const fit = stick(points, cuboid, around)
  const looseness = loosenessOf(seen, cuboid)
  const cutShare = seen.edge === 0 ? 0 : seen.beyond / seen.standing
  const isOff = (looseness ?? 0) > GROWN_FROM.looseness || cutShare > GROWN_FROM.cutShare
  const grown = isOff ? grow(points, cuboid, around) : null
  return {
    ...{ ...known, looseness, cutShare },
    refit: fit.outcome === 'fitted' ? fit.cuboid : null,
    grown: grown?.outcome === 'fitted' ? grown.cuboid : null,
  }
}

type Sorted = {
  /** Points in the box, */
  inside: number
  /** those of them that stand above the ground, */
  standing: number
  /** those just outside of its sides, */
  edge: number
  /** and those a little further out. */
  beyond: number
  /** The least and most of the standing ones, along and across, from the center. */
  readonly min: [number, number]
  readonly max: [number, number]
}

function sortPoints(points: Float32Array, cuboid: Cuboid, ground: number | null): Sorted {
  const seen: Sorted = {
    ...{ inside: 0, standing: 0, edge: 0, beyond: 0 },
    min: [Infinity, Infinity],
    max: [-Infinity, -Infinity],
  }
  const toLocal = conjugate(cuboid.rotation)
  const half = cuboid.extent.map((side) => side / 2)
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const point: Vec3 = [points[at]!, points[at + 1]!, points[at + 2]!]
    const [along, across, up] = rotate(toLocal, subtract(point, cuboid.center))
    const out = Math.max(Math.abs(along) - half[0]!, Math.abs(across) - half[1]!)
    if (!(out <= SHELL.to) || Math.abs(up) > half[2]!) continue
    if (out <= 0) seen.inside++
    if (ground !== null && point[2] < ground + CLEARANCE) continue
    if (out <= 0) {
      seen.standing++
      seen.min[0] = Math.min(seen.min[0], along)
      seen.max[0] = Math.max(seen.max[0], along)
      seen.min[1] = Math.min(seen.min[1], across)
      seen.max[1] = Math.max(seen.max[1], across)
    } else if (out < SHELL.from) seen.edge++
    else seen.beyond++
  }
  return seen
}

function loosenessOf({ min, max }: Sorted, { center, extent, rotation }: Cuboid): number | null {
  const eye = rotate(conjugate(rotation), subtract(SENSOR, center))
  const away = Math.hypot(eye[0], eye[1])
  const gaps = ([0, 1] as const).flatMap((axis) => {
    const half = extent[axis] / 2
    if ((Math.abs(eye[axis]) - half) / away < LEAST_INCIDENCE) return []
    return [eye[axis] > 0 ? half - max[axis] : half + min[axis]]
  })
  return gaps.length === 0 ? null : Math.max(...gaps)
}
