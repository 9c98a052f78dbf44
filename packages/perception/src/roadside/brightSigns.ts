import { medianOf } from '@trueline/geometry'
import type { Columns } from './columns.ts'
import { type Patch, patchOf } from './patch.ts'
import { CUBE, MEANS, type StandingCloud } from './standingCloud.ts'

/** Signs throw back this many times as much as what usually stands along a road, and no less than that of full scale. */
const TIMES = 4
const LEAST = 0.3
/** What is darker than this never counts: the sensor tells no intensity. */
const NOTHING = 0.004

/** In meters, as for plates on poles; over a road they are larger. */
const ROUGHNESS = 0.07
const WIDTH = [0.25, 8] as const
const HEIGHT = [0.25, 4] as const
const BOTTOM = 1.2
/** Cubes so far apart belong to one sign. */
const JOIN = 2
const FEWEST = 6
/** Of what lies around a sign in its plane, at most this share of its own cubes: facades go on. */
const AROUND = { margin: 0.4, share: 0.6 } as const

/** A surface that throws light back as signs do. */
export type BrightSign = { readonly patch: Patch; readonly score: number }

/** The intensity from which on a surface is as bright as signs are; infinite where the sensor tells none. */
export function brightFrom({ count, means }: StandingCloud): number {
  const step = Math.max(1, Math.floor(count / 20_000))
  const values: number[] = []
  for (let cube = 0; cube < count; cube += step) values.push(means[cube * MEANS + 3]!)
  const usual = medianOf(values)
  return usual < NOTHING ? Number.POSITIVE_INFINITY : Math.max(LEAST, Math.min(0.9, TIMES * usual))
}

/** Upright, flat and bright surfaces that stand alone in their plane: signs that are seen from the front. */
export function brightSigns(columns: Columns, bright: number): readonly BrightSign[] {
  const { means } = columns.cloud
  return groupsOf(columns, bright).flatMap((cubes): readonly BrightSign[] => {
    if (cubes.length < FEWEST) return []
    const patch = patchOf(means, cubes)
    const [, width, height] = patch.cuboid.extent
    if (patch.roughness > ROUGHNESS || patch.bottom < BOTTOM) return []
    if (!isIn(width, WIDTH) || !isIn(height, HEIGHT)) return []
    const around = aroundOf(columns, patch, new Set(cubes))
    if (around > AROUND.share * cubes.length) return []
    const filled = Math.min(1, cubes.length / (0.5 * (width / CUBE + 1) * (height / CUBE + 1)))
    const alone = 1 - 0.5 * (around / (AROUND.share * cubes.length))
    return [{ patch, score: Math.round(100 * 0.95 * filled * alone) / 100 }]
  })
}

/** Bright cubes that hang together. */
function groupsOf(columns: Columns, bright: number): readonly (readonly number[])[] {
  const { cells, count, means } = columns.cloud
  const left = new Set<number>()
  for (let cube = 0; cube < count; cube++) {
    if (means[cube * MEANS + 3]! >= bright && means[cube * MEANS + 4]! >= BOTTOM - 0.3) {
      left.add(cube)
    }
  }
  const groups: number[][] = []
  for (const first of left) {
    left.delete(first)
    const group = [first]
    for (let next = 0; next < group.length; next++) {
      const cube = group[next]!
      const [column, row, level] = [cells[cube * 3]!, cells[cube * 3 + 1]!, cells[cube * 3 + 2]!]
      for (let up = -JOIN; up <= JOIN; up++) {
        for (let right = -JOIN; right <= JOIN; right++) {
          for (const other of columns.at(column + right, row + up)?.cubes ?? []) {
            if (!left.has(other) || Math.abs(cells[other * 3 + 2]! - level) > JOIN) continue
            left.delete(other)
            group.push(other)
          }
        }
      }
    }
    groups.push(group)
  }
  return groups
}

/** How many cubes lie in a patch's plane just outside of it. */
function aroundOf(columns: Columns, { cuboid }: Patch, own: ReadonlySet<number>): number {
  const { means } = columns.cloud
  const [x, y, z] = cuboid.center
  const [, width, height] = cuboid.extent
  const half = width / 2 + AROUND.margin
  const [, , sin2, cos2] = cuboid.rotation
  const yaw = 2 * Math.atan2(sin2, cos2)
  let around = 0
  for (const cube of columns.near(x, y, half)) {
    if (own.has(cube)) continue
    const [dx, dy] = [means[cube * MEANS]! - x, means[cube * MEANS + 1]! - y]
    const ahead = Math.cos(yaw) * dx + Math.sin(yaw) * dy
    const aside = Math.cos(yaw) * dy - Math.sin(yaw) * dx
    const above = means[cube * MEANS + 2]! - z
    const isInPlane = Math.abs(ahead) <= 2 * CUBE && Math.abs(aside) <= half
    // Posts that carry it go on below and above: they are let be.
    const isBeside = Math.abs(aside) > width / 2 || Math.abs(above) > height / 2
    const isPost = Math.abs(aside) < 0.15 && Math.abs(above) > height / 2
    if (isInPlane && isBeside && !isPost && Math.abs(above) <= height / 2 + AROUND.margin) around++
  }
  return around
}

function isIn(value: number, [from, to]: readonly [number, number]): boolean {
  return value >= from && value <= to
}
