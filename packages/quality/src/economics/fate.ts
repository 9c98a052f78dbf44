import type { CuboidRecord } from '@trueline/annotation'
import { iou3d } from '@trueline/geometry'

/**
 * What became of a pre-label: kept as it came, moved a little, put somewhere else, taken away; `added`
 * is what had none, `waiting` what nobody answered yet.
 */
export type Fate = 'untouched' | 'nudged' | 'redrawn' | 'deleted' | 'added' | 'waiting'

/** Every fate, in the order tables list them. */
export const FATES: readonly Fate[] = [
  'untouched',
  'nudged',
  'redrawn',
  'deleted',
  'added',
  'waiting',
]

/** A box that shares less than this with what it came as was as good as drawn anew. */
const SAME_BOX = 0.5

/** What became of a cuboid's pre-label. */
export function fateOf(cuboid: CuboidRecord): Fate {
  const { proposal, state } = cuboid
  if (proposal === null) return state === 'rejected' ? 'deleted' : 'added'
  if (state === 'rejected') return 'deleted'
  const isSame = (['center', 'extent', 'rotation'] as const).every((field) =>
    cuboid[field].every((value, index) => value === proposal[field][index]),
  )
  if (isSame) return state === 'proposed' ? 'waiting' : 'untouched'
  return iou3d(proposal, cuboid) >= SAME_BOX ? 'nudged' : 'redrawn'
}

/** How many boxes each fate had. */
export type FateCounts = { readonly [fate in Fate]: number }

/** The counts of some fates. */
export function countFates(fates: readonly Fate[]): FateCounts {
  const count = (asked: Fate): number => fates.filter((fate) => fate === asked).length
  return {
    ...{ untouched: count('untouched'), nudged: count('nudged'), redrawn: count('redrawn') },
    ...{ deleted: count('deleted'), added: count('added'), waiting: count('waiting') },
  }
}

/** What became of an object, by its boxes: what was done to it as a whole. */
export function fateOfObject(counts: FateCounts): Fate {
  const { untouched, nudged, redrawn, deleted, added, waiting } = counts
  const kept = untouched + nudged + redrawn + waiting
  if (kept === 0) return deleted > 0 && added === 0 ? 'deleted' : 'added'
  if (waiting > 0) return 'waiting'
  if (redrawn >= kept / 2) return 'redrawn'
  return nudged + redrawn + deleted + added > 0 ? 'nudged' : 'untouched'
}
