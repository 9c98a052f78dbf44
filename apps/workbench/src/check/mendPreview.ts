import { type CuboidRecord, isFixedRecord, isShown, type Patch } from '@trueline/annotation'
import type { MendId } from '@trueline/consistency'
import { angleBetween, distance, toDegrees, yawOf } from '@trueline/geometry'
import type { FindingNumber } from '../workers/check.service.ts'

/** What a mend would do, before it is made. */
export type MendPreview = {
  readonly of:
    | { readonly kind: 'finding'; readonly number: FindingNumber }
    | { readonly kind: 'all'; readonly mend: MendId }
  readonly patch: Patch
  readonly summary: MendSummary
}

/** How much an edit changes. Lengths in meters. */
export type MendSummary = {
  /** Boxes that are there before and after, and differ. */
  readonly changed: number
  readonly added: number
  /** Boxes that are gone, or no labels any more. */
  readonly removed: number
  /** Boxes that stay where they are and become another track's. */
  readonly reassigned: number
  /** How far the centers of changed boxes move: most of them at most `median`, all `most`. */
  readonly moved: { readonly median: number; readonly most: number }
  readonly mostTurnedDeg: number
  /** The largest change of a side. */
  readonly mostResized: number
  /** Lanes and map elements that change or come, and those that go. */
  readonly lines: number
  readonly linesRemoved: number
  /** Links that come, go or change. */
  readonly links: number
}

/** What a patch does to boxes, counted and measured. */
export function summaryOf(patch: Patch): MendSummary {
  const pairs = patch.map(({ before, after }) => ({ before: boxOf(before), after: boxOf(after) }))
  const both = pairs.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []))
  const gone = pairs.flatMap(({ before, after }) => (before && !after ? [before] : []))
  const come = pairs.flatMap(({ before, after }) => (after && !before ? [after] : []))
  const left = new Set(gone.map(placeOf))
  const reassigned = come.filter((box) => left.has(placeOf(box))).length
  const moved = both
    .map(({ before, after }) => distance(before.center, after.center))
    .toSorted((a, b) => a - b)
  const turned = both.map(({ before, after }) =>
    Math.abs(toDegrees(angleBetween(yawOf(before.rotation), yawOf(after.rotation)))),
  )
  const resized = both.flatMap(({ before, after }) =>
    before.extent.map((side, axis) => Math.abs(side - after.extent[axis]!)),
  )
  return {
    changed: both.length,
    added: come.length - reassigned,
    removed: gone.length - reassigned,
    reassigned,
    moved: { median: moved[Math.floor(moved.length / 2)] ?? 0, most: most(moved) },
    mostTurnedDeg: most(turned),
    mostResized: most(resized),
    ...roadSummaryOf(patch),
  }
}

function roadSummaryOf(patch: Patch): Pick<MendSummary, 'lines' | 'linesRemoved' | 'links'> {
  const counts = { lines: 0, linesRemoved: 0, links: 0 }
  for (const { before, after } of patch) {
    const record = after ?? before
    if (record === null || !isFixedRecord(record)) continue
    const isThere = after !== null && isFixedRecord(after) && isShown(after)
    if (record.kind === 'link') counts.links += 1
    else if (isThere) counts.lines += 1
    else counts.linesRemoved += 1
  }
  return counts
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0)
}

function placeOf({ frame, center }: CuboidRecord): string {
  return `${frame} ${center.join(' ')}`
}

/** A record as a label in a frame; `null` where it is none. */
function boxOf(record: Patch[number]['after']): CuboidRecord | null {
  return record?.kind === 'cuboid' && record.state !== 'rejected' ? record : null
}
