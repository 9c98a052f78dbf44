import { medianOf, type Vec3 } from '@trueline/geometry'
import { acrossOf } from './acrossOf.ts'
import type { Column, Columns } from './columns.ts'
import { CUBE, MEANS } from './standingCloud.ts'

/** A pole: slim, upright, and taller than people. */
export type Pole = {
  /** Where it stands, on the ground. */
  readonly foot: Vec3
  readonly height: number
  readonly width: number
  /** How sure that is, in 0..1. */
  readonly score: number
}

/** A pole's points lie within `CORE` of its middle, and nothing from there to `RING`; meters. */
const CORE = 0.22
const RING = { from: 0.38, to: 0.75 } as const
/** Between these distances a pole has at most so many cubes beside it, or such a share of its own. */
const LONELY = { from: 0.5, reach: 1.3, cubes: 4, share: 0.25 } as const
/** Fewer cubes show no pole. */
const FEWEST = 9
/** So many cubes of the ring may be noise, a wire, an arm. */
const STRAY = 1
/** A pole is seen over this length at least, with gaps of at most so much between beams. */
const SHORTEST = 1.5
const GAP = 0.85
/** It begins no higher above the ground (cars hide feet) and ends no lower. */
const FOOT = 1.7
const TOP = 2.1
/** Thicker ones are trunks and pillars. */
const THICKEST = 0.27
const SLIM = 0.14
/** The share of its levels at which nothing else is near. */
const ALONE = 0.6

/** The poles of a cloud, surest first. */
export function polesIn(columns: Columns): readonly Pole[] {
  const found: Pole[] = []
  for (const [x, y] of seedsOf(columns)) {
    const pole = poleAt(columns, x, y)
    if (pole !== null) found.push(pole)
  }
  const apart: Pole[] = []
  for (const pole of found.toSorted((a, b) => b.score - a.score)) {
    const isNew = apart.every(
      ({ foot }) => Math.hypot(foot[0] - pole.foot[0], foot[1] - pole.foot[1]) > 0.6,
    )
    if (isNew) apart.push(pole)
  }
  return apart
}

/** Middles of columns over which, with those around them, many levels hold points: the most of their neighbourhood. */
function seedsOf({ all, at, cloud }: Columns): readonly (readonly [x: number, y: number])[] {
  const levelsOf = ({ column, row }: Column): ReadonlySet<number> => {
    const levels = new Set<number>()
    for (let up = -1; up <= 1; up++) {
      for (let right = -1; right <= 1; right++) {
        for (const cube of at(column + right, row + up)?.cubes ?? []) {
          levels.add(cloud.cells[cube * 3 + 2]!)
        }
      }
    }
    return levels
  }
  const weight = new Map<Column, number>()
  for (const column of all) {
    const levels = levelsOf(column)
    if (levels.size < 5) continue
    if ((Math.max(...levels) - Math.min(...levels)) * CUBE < SHORTEST) continue
    weight.set(column, levels.size + column.cubes.length / 1000)
  }
  const seeds: (readonly [number, number])[] = []
  for (const [column, own] of weight) {
    let isMost = true
    for (let up = -2; up <= 2 && isMost; up++) {
      for (let right = -2; right <= 2 && isMost; right++) {
        const other = at(column.column + right, column.row + up)
        if (other === undefined || other === column) continue
        const its = weight.get(other) ?? 0
        isMost = its < own || (its === own && (up > 0 || (up === 0 && right > 0)))
      }
    }
    if (isMost) seeds.push([(column.column + 0.5) * CUBE, (column.row + 0.5) * CUBE])
  }
  return seeds
}

/** What a level of the cloud around a pole's axis holds. */
type Level = { core: number[]; ring: number }

function poleAt(columns: Columns, seedX: number, seedY: number): Pole | null {
  const { means } = columns.cloud
  const [x, y] = middleOf(columns, seedX, seedY)
  const levels = levelsAround(columns, x, y)
  const run = longestRun(levels)
  if (run === null) return null
  const cubes = run.flatMap((level) => levels.get(level)!.core)
  const mean = (value: number): number =>
    cubes.reduce((sum, cube) => sum + means[cube * MEANS + value]!, 0) / cubes.length
  const ground = mean(2) - mean(4)
  const [bottom, top] = [run[0]! * CUBE - ground, (run.at(-1)! + 1) * CUBE - ground]
  if (bottom > FOOT || top < TOP || top - Math.max(0, bottom) < SHORTEST) return null
  const center = [mean(0), mean(1)] as const
  const width = widthOf(
    means,
    run.map((level) => levels.get(level)!.core),
    center,
  )
  if (width > THICKEST) return null
  if (!isLonely(columns, center, run)) return null
  if (isCrowned(columns, center, run.at(-1)!)) return null
  const seen = run.length / (run.at(-1)! - run[0]! + 1)
  const tall = Math.min(1, (top - Math.max(0, bottom)) / 3)
  // A trunk is thicker than most poles, and its crown may be above all beams.
  const slim = 1 - 0.5 * Math.min(1, Math.max(0, (width - SLIM) / (THICKEST - SLIM)))
  return {
    foot: [center[0], center[1], ground],
    height: top,
    width: Math.max(0.08, width),
    score: Math.round(100 * Math.sqrt(tall) * Math.min(1, 0.5 + seen / 2) * slim) / 100,
  }
}

/** Twice the median over levels of how far their points reach from the axis. */
function widthOf(
  means: Float32Array,
  levels: readonly (readonly number[])[],
  center: readonly [number, number],
): number {
  return (
    2 *
    medianOf(levels.map((cubes) => Math.max(...cubes.map((cube) => offAxis(means, cube, center)))))
  )
}

/**
 * Whether next to nothing is near a pole at its own heights: what is slim on a wall has wall beside it.
 * Hedges at its foot and a sign's plate are let be.
 */
function isLonely(
  columns: Columns,
  axis: readonly [number, number],
  run: readonly number[],
): boolean {
  const { cells, means } = columns.cloud
  const [bottom, top] = [run[0]!, run.at(-1)!]
  let [own, beside] = [0, 0]
  for (const cube of columns.near(axis[0], axis[1], LONELY.reach)) {
    const level = cells[cube * 3 + 2]!
    if (level < bottom || level > top) continue
    const off = offAxis(means, cube, axis)
    if (off <= CORE) own++
    else if (off >= LONELY.from) beside++
  }
  return own >= FEWEST && beside <= Math.max(LONELY.cubes, LONELY.share * own)
}

function offAxis(means: Float32Array, cube: number, [x, y]: readonly [number, number]): number {
  return Math.hypot(means[cube * MEANS]! - x, means[cube * MEANS + 1]! - y)
}

/** The middle of what lies near a seed. */
function middleOf(columns: Columns, seedX: number, seedY: number): readonly [x: number, y: number] {
  const { means } = columns.cloud
  const near = columns.near(seedX, seedY, CORE)
  const sum = near.reduce(
    ([x, y], cube) => [x + means[cube * MEANS]!, y + means[cube * MEANS + 1]!] as const,
    [0, 0] as readonly [number, number],
  )
  return near.length === 0 ? [seedX, seedY] : [sum[0] / near.length, sum[1] / near.length]
}

function levelsAround(columns: Columns, x: number, y: number): ReadonlyMap<number, Level> {
  const { cells, means } = columns.cloud
  const levels = new Map<number, Level>()
  for (const cube of columns.near(x, y, RING.to)) {
    const level = cells[cube * 3 + 2]!
    const known = levels.get(level) ?? { core: [], ring: 0 }
    levels.set(level, known)
    const off = offAxis(means, cube, [x, y])
    if (off <= CORE) known.core.push(cube)
    else if (off >= RING.from && off <= RING.to) known.ring++
  }
  return levels
}

/** The levels of the longest slim stretch, from below; `null` where there is none. */
function longestRun(levels: ReadonlyMap<number, Level>): readonly number[] | null {
  const held = [...levels.keys()]
    .filter((level) => levels.get(level)!.core.length > 0)
    .toSorted((a, b) => a - b)
  const isSlim = (level: number): boolean => levels.get(level)!.ring <= STRAY
  let [best, run]: number[][] = [[], []]
  const close = (): void => {
    while (run!.length > 0 && !isSlim(run!.at(-1)!)) run!.pop()
    const slim = run!.filter(isSlim)
    const length = run!.length === 0 ? 0 : run!.at(-1)! - run![0]!
    const longest = best!.length === 0 ? -1 : best!.at(-1)! - best![0]!
    if (slim.length >= ALONE * run!.length && length > longest) best = slim
    run = []
  }
  for (const level of held) {
    const last = run!.at(-1)
    if (last !== undefined && (level - last) * CUBE > GAP) close()
    // What is wide from below is no pole's begin.
    if (run!.length > 0 || isSlim(level)) run!.push(level)
  }
  close()
  return best!.length < 4 ? null : best!
}

/** A crown: wide both ways, within this much above a trunk. */
const CROWN = { above: 1.8, reach: 1.6, spread: 0.3, cubes: 25 } as const

function isCrowned(columns: Columns, [x, y]: readonly [number, number], topLevel: number): boolean {
  const { cells, means } = columns.cloud
  const above = columns.near(x, y, CROWN.reach).filter((cube) => {
    const level = cells[cube * 3 + 2]!
    return level > topLevel - 8 && level <= topLevel + CROWN.above / CUBE
  })
  if (above.length < CROWN.cubes) return false
  return Math.sqrt(acrossOf(means, above).minor) > CROWN.spread
}
