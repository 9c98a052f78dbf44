import type { Cuboid } from '@trueline/geometry'
import { type Annotations, recordOf } from '../annotations.ts'
import { withTrueKnots } from '../curve.ts'
import type { RecordId } from '../ids.ts'
import type { Change, Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import type { AnnotationRecord, Provenance } from '../records/record.ts'
import type { ReviewState } from '../records/reviewState.ts'

/** The patch that makes the records these; `patchOf` looks up what they were. */
export function patchOf(annotations: Annotations, records: readonly AnnotationRecord[]): Patch {
  return patchTo(annotations, new Map(records.map((record) => [record.id, record])))
}

/**
 * The patch that makes each record what the table says, `null` for gone; what is so already is no change, and knots
 * that a line is not the curve through go.
 */
export function patchTo(
  annotations: Annotations,
  afterById: ReadonlyMap<RecordId, AnnotationRecord | null>,
): Patch {
  return Array.from(afterById, ([recordId, after]): Change => {
    const before = recordOf(annotations, recordId) ?? null
    const isAsBefore = before === after || after === null
    return { recordId, before, after: isAsBefore ? after : withTrueKnots(after) }
  }).filter(({ before, after }) => before !== after)
}

/**
 * A cuboid with another shape. What was a pre-label is then `fixed` and keeps what it was as its
 * proposal; the count of its points is no longer known.
 */
export function reshape(cuboid: CuboidRecord, shape: Cuboid, provenance: Provenance): CuboidRecord {
  const { center, extent, rotation } = shape
  return {
    ...touch(cuboid),
    ...{ center, extent, rotation },
    provenance,
    proposal: cuboid.proposal ?? (cuboid.state === 'added' ? null : shapeOf(cuboid)),
    pointCount: null,
  }
}

/** A cuboid whose pre-label a person has changed. */
export function touch(cuboid: CuboidRecord): CuboidRecord {
  return { ...cuboid, state: cuboid.state === 'added' ? 'added' : 'fixed' }
}

/** A cuboid's box alone. */
export function shapeOf({ center, extent, rotation }: Cuboid): Cuboid {
  return { center, extent, rotation }
}

/** The state of a cuboid before it was rejected or made final, as its own values tell it. */
export function stateBefore(cuboid: CuboidRecord, untouched: ReviewState): ReviewState {
  const { proposal } = cuboid
  if (proposal === null) return 'added'
  const isSame = (['center', 'extent', 'rotation'] as const).every((field) =>
    cuboid[field].every((value, index) => value === proposal[field][index]),
  )
  return isSame ? untouched : 'fixed'
}
