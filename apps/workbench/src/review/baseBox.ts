import {
  type CuboidId,
  type CuboidRecord,
  cuboidsOf,
  isShown,
  type TrackId,
} from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import type { WorkbenchState } from '../store/state.ts'
import type { ReviewLayer } from './reviewLayer.ts'

/**
 * What a box is compared with: where it was, `null` for not there. `undefined` where nothing is compared
 * or the box is as it was.
 */
export function baseBoxOf(
  { base, log }: ReviewLayer,
  cuboid: CuboidRecord,
): Cuboid | null | undefined {
  switch (base) {
    case 'none':
      return undefined
    case 'proposal':
      return cuboid.proposal !== null && isSameBox(cuboid.proposal, cuboid) && isShown(cuboid)
        ? undefined
        : cuboid.proposal
    case 'submission':
    case 'round': {
      const before = log?.before.get(cuboid.id)
      if (before === undefined) return undefined
      if (before?.kind !== 'cuboid' || !isShown(before)) return isShown(cuboid) ? null : undefined
      return isSameBox(before, cuboid) && isShown(cuboid) ? undefined : before
    }
  }
}

/** Boxes that were there when it was handed on and are gone, at a frame. */
export function goneBoxesAt(
  { base, log }: ReviewLayer,
  isThere: (id: CuboidId) => boolean,
  frame: number,
): readonly CuboidRecord[] {
  if ((base !== 'submission' && base !== 'round') || log === null) return []
  return [...log.before.values()].flatMap((before) =>
    before?.kind === 'cuboid' && before.frame === frame && isShown(before) && !isThere(before.id)
      ? [before]
      : [],
  )
}

/** How many of a track's boxes are other than what they are compared with. */
export function changedBoxes(
  { annotations, review }: Pick<WorkbenchState, 'annotations' | 'review'>,
  trackId: TrackId,
): number {
  if (review.base === 'none') return 0
  return cuboidsOf(annotations, trackId).filter((cuboid) => baseBoxOf(review, cuboid) !== undefined)
    .length
}

function isSameBox(a: Cuboid, b: Cuboid): boolean {
  return (['center', 'extent', 'rotation'] as const).every((field) =>
    a[field].every((value, index) => value === b[field][index]),
  )
}
