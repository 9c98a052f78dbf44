import { type CuboidId, cuboidsAt, isShown, recordOf } from '@trueline/annotation'
import type { WorkbenchState } from '../store/state.ts'
import { baseBoxOf, goneBoxesAt } from './baseBox.ts'

/** Where boxes of the frame were, to be drawn beside them. */
export function reviewGhosts(state: WorkbenchState) {
  const { annotations, review, frame } = state
  if (review.base === 'none') return []
  const isThere = (id: CuboidId): boolean => {
    const record = recordOf(annotations, id)
    return record?.kind === 'cuboid' && isShown(record)
  }
  const moved = cuboidsAt(annotations, frame).flatMap((cuboid) => {
    const was = baseBoxOf(review, cuboid)
    return was == null ? [] : [{ trackId: cuboid.trackId, was }]
  })
  const gone = goneBoxesAt(review, isThere, frame).filter(
    ({ trackId }) => !moved.some((one) => one.trackId === trackId),
  )
  return [...moved, ...gone.map((was) => ({ trackId: was.trackId, was }))]
}
