import type { Columns } from './columns.ts'
import { type Patch, patchOf } from './patch.ts'
import type { Pole } from './poles.ts'
import { CUBE, MEANS } from './standingCloud.ts'

/** What hangs on a pole. */
export type OnPole = {
  readonly kind: 'trafficSign' | 'trafficLight'
  readonly patch: Patch
  /** How sure that is, in 0..1. */
  readonly score: number
}

/** What reaches farther from a pole's axis than the pole itself, and no farther than plates and lights do; meters. */
const BESIDE = { from: 0.08, to: 0.75 } as const
/** Levels of one thing have no larger gap. */
const GAP = 0.35
/** In meters: plates are thin, at least this large, and hang above most cars' bonnets. */
const PLATE = { roughness: 0.06, width: [0.26, 1.5], height: [0.22, 2.5], bottom: 1.1 } as const
/** Housings of lights are boxes above people's heads, taller than wide. */
const HOUSING = {
  depth: 0.6,
  width: [0.2, 0.75],
  height: [0.5, 1.7],
  slender: 1.5,
  bottom: 1.7,
} as const
/** Fewer cubes show neither. */
const FEWEST = 6

/**
 * The signs and traffic lights on a pole: what is wider than the pole over a stretch of it, flat or a box.
 *
 * @param bright The intensity from which on a surface throws light back as signs do.
 */
export function onPole(columns: Columns, pole: Pole, bright: number): readonly OnPole[] {
  const { means } = columns.cloud
  const off = (cube: number): number =>
    Math.hypot(means[cube * MEANS]! - pole.foot[0], means[cube * MEANS + 1]! - pole.foot[1])
  const near = columns
    .near(pole.foot[0], pole.foot[1], BESIDE.to)
    .filter((cube) => means[cube * MEANS + 4]! > PLATE.bottom && off(cube) <= BESIDE.to)
  const reach = Math.max(BESIDE.from, pole.width / 2) + CUBE / 2
  const levels = new Set(
    near.filter((cube) => off(cube) > reach).map((cube) => columns.cloud.cells[cube * 3 + 2]!),
  )
  return stretchesOf([...levels]).flatMap(([from, to]): readonly OnPole[] => {
    const cubes = near.filter((cube) => {
      const level = columns.cloud.cells[cube * 3 + 2]!
      return level >= from && level <= to
    })
    const found = cubes.length < FEWEST ? null : kindOf(patchOf(means, cubes), bright)
    return found === null ? [] : [found]
  })
}

/** First and last of levels that follow one another. */
function stretchesOf(levels: readonly number[]): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = []
  for (const level of levels.toSorted((a, b) => a - b)) {
    const last = stretches.at(-1)
    if (last !== undefined && (level - last[1]) * CUBE <= GAP) last[1] = level
    else stretches.push([level, level])
  }
  return stretches
}

function kindOf(patch: Patch, bright: number): OnPole | null {
  const [depth, width, height] = patch.cuboid.extent
  const isBright = patch.brightness >= bright
  const fill = patch.cubes / ((width / CUBE + 1) * (height / CUBE + 1))
  const isHousing =
    !isBright &&
    isIn(width, HOUSING.width) &&
    isIn(height, HOUSING.height) &&
    height >= HOUSING.slender * width &&
    depth <= HOUSING.depth &&
    patch.bottom >= HOUSING.bottom
  if (isHousing) {
    // Seen from the front alone it is as flat as a plate that is taller than wide.
    const sure = patch.roughness > PLATE.roughness ? 0.8 : 0.6
    return { kind: 'trafficLight', patch, score: rounded(sure * Math.min(1, fill)) }
  }
  const isPlate =
    patch.roughness <= PLATE.roughness &&
    isIn(width, PLATE.width) &&
    isIn(height, PLATE.height) &&
    patch.bottom >= PLATE.bottom
  if (!isPlate) return null
  return {
    kind: 'trafficSign',
    patch,
    score: rounded((isBright ? 0.9 : 0.6) * Math.min(1, 2 * fill)),
  }
}

function isIn(value: number, [from, to]: readonly [number, number]): boolean {
  return value >= from && value <= to
}

function rounded(score: number): number {
  return Math.round(100 * score) / 100
}
