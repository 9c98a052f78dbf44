import {
  type AnnotationRecord,
  type Box2d,
  type CuboidRecord,
  isFrameRecord,
} from '@trueline/annotation'
import type { PixelBounds } from '@trueline/geometry'
import { type CategoryGroup, groupOf } from './categoryGroup.ts'
import { isInRegion, type LabelledRegion } from './labelledRegion.ts'

/** A labelled object in one frame. */
export type ReferenceBox = CuboidRecord & {
  readonly group: CategoryGroup
  /** Its center's distance from the ego on the ground. */
  readonly range: number
  /** Whether it counts neither way: nobody has to find it, and finding it is no mistake. */
  readonly isNeutral: boolean
}

/** A box that somebody says is an object. */
export type PredictedBox = CuboidRecord & {
  readonly group: CategoryGroup
  readonly range: number
  /** Higher is surer; a box without a score is surer than any with one. */
  readonly surety: number
  /** Whether it lies where labels are complete; outside it is no mistake. */
  readonly isJudged: boolean
}

/** One frame of two sets of labels, ready to be compared. */
export type JudgedFrame = {
  readonly references: readonly ReferenceBox[]
  /** Boxes of objects of no group that count neither way. */
  readonly neutrals: readonly CuboidRecord[]
  /** Regions of the labelled camera's image in which nobody labelled. */
  readonly neutralBounds: readonly PixelBounds[]
  /** Surest first. */
  readonly predictions: readonly PredictedBox[]
}

/** What counts. */
export type Scope = {
  readonly region: LabelledRegion
  /** Objects further from the ego count neither way. */
  readonly maxRange: number
  /** So do objects with fewer points, or, above 0, of which nobody counted the points. */
  readonly minPoints: number
  /** Predictions with a lower score are left out; `null`: none is. */
  readonly minScore: number | null
}

/** Two sets of labels of the same frames; cuboids in the ego space of their frame. */
export type LabelSets = {
  readonly reference: readonly AnnotationRecord[]
  readonly prediction: readonly AnnotationRecord[]
  /** Indices of the frames that are compared. */
  readonly frames: readonly number[]
}

/** The frames of two sets of labels, in the order asked for; what is rejected is no label. */
export function judgedFrames(
  { reference, prediction, frames }: LabelSets,
  scope: Scope,
): readonly JudgedFrame[] {
  const references = labelsByFrame(reference)
  const predictions = labelsByFrame(prediction)
  return frames.map((frame) => {
    const labels = references.get(frame) ?? NO_LABELS
    return {
      ...referencesOf(labels, scope),
      neutralBounds: labels.boxes,
      predictions: predictionsOf((predictions.get(frame) ?? NO_LABELS).cuboids, scope),
    }
  })
}

/** The frames that have a label of any kind, ascending: those that somebody labelled. */
export function labelledFramesOf(records: readonly AnnotationRecord[]): readonly number[] {
  return [...labelsByFrame(records).keys()].toSorted((a, b) => a - b)
}

type FrameLabels = {
  readonly cuboids: (CuboidRecord & { readonly group: ReturnType<typeof groupOf> })[]
  readonly boxes: Box2d[]
}

const NO_LABELS: FrameLabels = { cuboids: [], boxes: [] }

function labelsByFrame(records: readonly AnnotationRecord[]): ReadonlyMap<number, FrameLabels> {
  const groupByTrack = new Map<string, ReturnType<typeof groupOf>>()
  for (const record of records) {
    if (record.kind === 'track') groupByTrack.set(record.id, groupOf(record.category))
  }
  const frames = new Map<number, FrameLabels>()
  for (const record of records) {
    if (!isFrameRecord(record)) continue
    const labels = frames.get(record.frame) ?? { cuboids: [], boxes: [] }
    frames.set(record.frame, labels)
    if (record.kind === 'cuboid' && record.state !== 'rejected') {
      const group = groupByTrack.get(record.trackId) ?? null
      labels.cuboids.push({ ...record, group })
    }
    if (record.kind === 'box2d' && record.trackId === null) labels.boxes.push(record)
  }
  return frames
}

function referencesOf(
  { cuboids }: FrameLabels,
  { region, maxRange, minPoints }: Scope,
): Pick<JudgedFrame, 'references' | 'neutrals'> {
  const references: ReferenceBox[] = []
  const neutrals: CuboidRecord[] = []
  for (const { group, ...cuboid } of cuboids) {
    if (group === 'neutral') neutrals.push(cuboid)
    if (group === 'neutral' || group === null) continue
    const range = rangeOf(cuboid)
    const isSeen = minPoints === 0 || (cuboid.pointCount ?? -1) >= minPoints
    const isNeutral = range > maxRange || !isSeen || !isInRegion(region, cuboid)
    references.push({ ...cuboid, group, range, isNeutral })
  }
  return { references: references.toSorted(byId), neutrals }
}

function predictionsOf(
  cuboids: FrameLabels['cuboids'],
  { region, maxRange, minScore }: Scope,
): readonly PredictedBox[] {
  return cuboids
    .flatMap(({ group, ...cuboid }): readonly PredictedBox[] => {
      if (group === null || group === 'neutral') return []
      const surety = cuboid.score ?? Number.POSITIVE_INFINITY
      if (minScore !== null && surety < minScore) return []
      const range = rangeOf(cuboid)
      const isJudged = range <= maxRange && isInRegion(region, cuboid)
      return [{ ...cuboid, group, range, surety, isJudged }]
    })
    .toSorted(bySurety)
}

function bySurety(a: PredictedBox, b: PredictedBox): number {
  return a.surety === b.surety ? byId(a, b) : b.surety > a.surety ? 1 : -1
}

/** So that what is equal otherwise does not hang on the order of a file. */
function byId(a: CuboidRecord, b: CuboidRecord): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function rangeOf({ center }: CuboidRecord): number {
  return Math.hypot(center[0], center[1])
}
