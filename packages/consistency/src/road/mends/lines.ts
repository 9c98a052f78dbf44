import {
  type Annotations,
  deleteFixed,
  type Lane,
  linksAt,
  type MapElement,
  mergeLines,
  type Patch,
  recordOf,
  reshapeLine,
} from '@trueline/annotation'
import {
  distance,
  mix,
  type Polyline,
  resamplePolyline,
  selfCrossingsOf,
  type Vec3,
} from '@trueline/geometry'
import type { Finding } from '../../finding.ts'
import type { Mend } from '../../mends/mend.ts'
import { tightestBend } from '../checks/lineSound.ts'
import { limitsOf } from '../roadCheck.ts'
import { roadItemOf } from '../roadItem.ts'
import { unlessFrozen } from './guarded.ts'

/** Takes away the one of two that nobody stands for, or that less hangs on; what hangs on it is the other's then. */
export const deleteLine: Mend = (finding, { annotations }) => {
  const [a, b] = fixedOf(finding, annotations)
  if (a === undefined || b === undefined || a.kind !== b.kind) return []
  const isLess = weightOf(a, annotations) < weightOf(b, annotations)
  const [stays, goes] = isLess ? [b, a] : [a, b]
  return unlessFrozen(() => mergeLines(annotations, { stays: stays.id, goes: goes.id }))
}

/** Takes away what is no line. */
export const deleteUnsound: Mend = (finding, { annotations }) => {
  const [record] = fixedOf(finding, annotations)
  return record === undefined ? [] : unlessFrozen(() => deleteFixed(annotations, record))
}

/** Leaves out the loop that begins and ends where a line crosses itself. */
export const cutLoop = reshaping((line) => {
  let now = line
  for (let round = 0; round < MOST_LOOPS; round++) {
    const [crossing] = selfCrossingsOf(now, 1)
    if (crossing === undefined) break
    const [before, after] = crossing.segments
    now = [...now.slice(0, before + 1), crossing.points[0], ...now.slice(after + 1)]
  }
  return now
})

const MOST_LOOPS = 50

/** Leaves out points that lie upon one another. */
export const resampleLine = reshaping((line, { least }) => {
  const kept: Vec3[] = []
  for (const [index, point] of line.entries()) {
    const before = kept.at(-1)
    if (before === undefined || distance(before, point) >= least) kept.push(point)
    // The end stays where it is, and what is too near to it goes.
    else if (index === line.length - 1 && kept.length > 1) kept[kept.length - 1] = point
  }
  return kept
})

/** In meters: how densely a smoothed line has points. */
const SMOOTH_STEP = 1
const MOST_ROUNDS = 60

/** Rounds bends until they can be driven; ends stay. */
export const smoothLine = reshaping((line, { radius }) => {
  let now = resamplePolyline(line, SMOOTH_STEP)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const bend = tightestBend(now)
    if (bend === null || bend.radius >= radius) break
    now = now.map((point, index) => {
      const [before, after] = [now[index - 1], now[index + 1]]
      return before === undefined || after === undefined
        ? point
        : mix(point, mix(before, after, 0.5), 0.5)
    })
  }
  return now
})

/** Puts points that stick out of a line's heights between those beside them. */
export const smoothHeights = reshaping((line, { step, slope }) => {
  const now = [...line]
  for (let round = 0; round < 4 * line.length; round++) {
    const at = steepest(now, { step, slope })
    if (at === null) break
    const off = [at - 1, at].map((index) => Math.abs(now[index]![2] - levelAt(now, index)))
    const odd = off[0]! > off[1]! ? at - 1 : at
    if (Math.max(...off) < 1e-6) break
    now[odd] = [now[odd]![0], now[odd]![1], levelAt(now, odd)]
  }
  return now
})

function steepest(
  line: Polyline,
  { step, slope }: { readonly step: number; readonly slope: number },
): number | null {
  let [most, at] = [step, -1]
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const over = Math.abs(to[2] - from[2]) - slope * Math.hypot(to[0] - from[0], to[1] - from[1])
    if (over > most) [most, at] = [over, index]
  }
  return at < 0 ? null : at
}

/** The height at a point that the points beside it have; at an end that of the next. */
function levelAt(line: Polyline, index: number): number {
  const [before, here, after] = [line[index - 1], line[index]!, line[index + 1]]
  if (before === undefined || after === undefined) return (before ?? after ?? here)[2]
  const [a, b] = [distanceFromAbove(before, here), distanceFromAbove(here, after)]
  return a + b === 0 ? before[2] : before[2] + (a / (a + b)) * (after[2] - before[2])
}

function distanceFromAbove(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

type LineLimits = ReturnType<typeof limitsOf<'F5'>>

/** A mend that gives the line of a finding other points; nothing where that leaves it as it is, or too short. */
function reshaping(reshape: (line: Polyline, limits: LineLimits) => Polyline): Mend {
  return (finding, { annotations, settings }): Patch => {
    const [record] = fixedOf(finding, annotations)
    if (record === undefined || !roadItemOf(record).isSound) return []
    const own = pointsOf(record)
    if (own === null) return []
    const points = reshape(own, limitsOf(record, 'F5', { settings }))
    const fewest = record.kind === 'mapElement' && record.shape.kind === 'ring' ? 3 : 2
    const isSame =
      points.length === own.length && points.every((point, at) => distance(point, own[at]!) === 0)
    if (isSame || points.length < fewest) return []
    return unlessFrozen(() => reshapeLine(annotations, { id: record.id, points }))
  }
}

function pointsOf(record: Lane | MapElement): Polyline | null {
  if (record.kind === 'lane') return record.centerLine
  return record.shape.kind === 'box' ? null : record.shape.points
}

/** The lanes and elements that a finding is of, as they are now. */
export function fixedOf(
  { fixed = [] }: Finding,
  annotations: Annotations,
): readonly (Lane | MapElement)[] {
  return fixed.flatMap((id) => {
    const record = recordOf(annotations, id)
    return record?.kind === 'lane' || record?.kind === 'mapElement' ? [record] : []
  })
}

/** What a person stands for weighs most, then what more hangs on. */
function weightOf({ id, state, provenance }: Lane | MapElement, annotations: Annotations): number {
  const isStoodFor = state !== 'proposed' || provenance === 'human'
  return (state === 'final' ? 2e6 : isStoodFor ? 1e6 : 0) + linksAt(annotations, id).length
}
