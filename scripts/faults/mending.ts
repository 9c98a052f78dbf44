import {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  type CuboidId,
  cuboidId,
  cuboidOf,
  cuboidsOf,
  isShown,
  type Patch,
  type TrackId,
  tracksOf,
} from '@trueline/annotation'
import {
  type CheckedClip,
  MEND_IDS,
  mendAll,
  type PlantedFault,
  recheck,
} from '@trueline/consistency'
import { angleBetween, type Cuboid, cornersOf, distance, yawOf } from '@trueline/geometry'
import type { Source } from '../labelledSources.ts'

/** Mean errors of boxes against the truth, and how many are missing, and are of nothing. */
export type Measured = {
  readonly center: number
  readonly size: number
  readonly yaw: number
  readonly missing: number
  readonly extra: number
}

/** How far labels are from the truth, before and after all that can be mended is. */
export type Mending = {
  readonly before: Measured
  readonly after: Measured
  /** Boxes that were right before, and after have a corner more than 2 cm off: by how far, and of which mend. */
  readonly spoiled: readonly { readonly id: string; readonly off: number; readonly mend: string }[]
}

/** What a model says is for a person to judge: it is not mended here. */
const BY_MODEL: ReadonlySet<string> = new Set(['addObject', 'rejectTrack'])
/** What one mend uncovers the next time round is mended then. */
const PASSES = 3
const WORSE = 0.02

/** Labels with faults. */
export type Faulty = {
  readonly checked: CheckedClip
  readonly faults: readonly PlantedFault[]
  /** Tracks with faults that only a person can put right. */
  readonly without: ReadonlySet<TrackId>
}

/**
 * Makes all mends of every kind, as somebody would who presses “mend all” down the list until nothing
 * is left; what points say is asked again after each.
 */
export async function mendingOf(
  { clip, records, evidenceFor }: Source,
  { checked, faults, without }: Faulty,
): Promise<Mending> {
  const truth = annotationsOf(records)
  const { annotations } = checked
  // A box of a fault may be right by chance: where a swerve crosses the way.
  const spoilt = new Set(
    faults.flatMap(({ tracks, frames }) =>
      tracks.flatMap((id) => frames.map((frame) => cuboidId(id, frame))),
    ),
  )
  const isClean = (id: CuboidId): boolean => !spoilt.has(id)
  const mendBy = new Map<string, string>()
  let now = checked
  for (let pass = 0; pass < PASSES; pass++) {
    let isDone = true
    for (const mend of MEND_IDS.filter((id) => !BY_MODEL.has(id))) {
      const patch = mendAll(mend, { checked: now, clip })
      if (patch.length === 0) continue
      isDone = false
      const mended = applyPatch(now.annotations, patch)
      const evidence = await evidenceFor([...allRecords(mended)])
      now = recheck(now, { annotations: mended, evidence, studied: touchedBy(patch) })
      for (const { id } of spoiled({ truth, before: annotations, after: mended, isClean })) {
        if (!mendBy.has(id)) mendBy.set(id, mend)
      }
    }
    if (isDone) break
  }
  const after = now.annotations
  return {
    before: measured(truth, { labels: annotations, without }),
    after: measured(truth, { labels: after, without }),
    spoiled: spoiled({ truth, before: annotations, after, isClean }).map((one) => ({
      ...one,
      mend: mendBy.get(one.id) ?? '',
    })),
  }
}

function touchedBy(patch: Patch): readonly TrackId[] {
  return patch.flatMap(({ before, after }) => {
    const record = after ?? before
    return record?.kind === 'track'
      ? [record.id]
      : record?.kind === 'cuboid'
        ? [record.trackId]
        : []
  })
}

/** Boxes that no fault had touched, and that are off after. */
function spoiled({
  truth,
  before,
  after,
  isClean,
}: {
  readonly truth: Annotations
  readonly before: Annotations
  readonly after: Annotations
  readonly isClean: (id: CuboidId) => boolean
}): readonly { readonly id: string; readonly off: number }[] {
  return tracksOf(truth).flatMap(({ id }) =>
    cuboidsOf(truth, id).flatMap((right) => {
      const was = cuboidOf(before, id, right.frame)
      const is = cuboidOf(after, id, right.frame)
      if (was === undefined || is === undefined || !isClean(right.id)) return []
      if (cornersOff(right, was) > 1e-6) return []
      const off = cornersOff(right, is)
      return off > WORSE ? [{ id: right.id, off }] : []
    }),
  )
}

function cornersOff(a: Cuboid, b: Cuboid): number {
  const [own, other] = [cornersOf(a), cornersOf(b)]
  return Math.max(...own.map((corner, index) => distance(corner, other[index]!)))
}

function measured(
  truth: Annotations,
  { labels, without }: { readonly labels: Annotations; readonly without: ReadonlySet<TrackId> },
): Measured {
  const sum = { center: 0, size: 0, yaw: 0, missing: 0, extra: 0 }
  let count = 0
  for (const { id } of tracksOf(truth)) {
    if (without.has(id)) continue
    for (const right of cuboidsOf(truth, id)) {
      const label = cuboidOf(labels, id, right.frame)
      if (label === undefined || !isShown(label)) {
        sum.missing++
        continue
      }
      sum.center += distance(right.center, label.center)
      sum.size += Math.max(
        ...right.extent.map((side, axis) => Math.abs(side - label.extent[axis]!)),
      )
      sum.yaw += Math.abs(angleBetween(yawOf(right.rotation), yawOf(label.rotation)))
      count++
    }
  }
  for (const { id } of tracksOf(labels)) {
    for (const label of cuboidsOf(labels, id)) {
      if (isShown(label) && cuboidOf(truth, id, label.frame) === undefined) sum.extra++
    }
  }
  return { ...sum, center: sum.center / count, size: sum.size / count, yaw: sum.yaw / count }
}
