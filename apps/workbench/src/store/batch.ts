import { type CuboidRecord, cuboidsOf } from '@trueline/annotation'
import type { WorkbenchState } from './state.ts'

const framesByList = new WeakMap<readonly CuboidRecord[], readonly number[]>()

/**
 * The frames that the batch page has a column for: those of the selected track from its first cuboid to
 * its last, gaps too. The same array while none of its cuboids changed.
 */
export function batchFrames({
  annotations,
  selectedTrackId,
}: Pick<WorkbenchState, 'annotations' | 'selectedTrackId'>): readonly number[] {
  if (selectedTrackId === null) return []
  const cuboids = cuboidsOf(annotations, selectedTrackId)
  let frames = framesByList.get(cuboids)
  if (frames === undefined) {
    const first = cuboids[0]?.frame ?? 0
    const count = cuboids.length === 0 ? 0 : cuboids.at(-1)!.frame - first + 1
    frames = Array.from({ length: count }, (_, index) => first + index)
    framesByList.set(cuboids, frames)
  }
  return frames
}

/**
 * The frames that what is done to the selected object is done in: on the batch page the chosen columns,
 * else the one at hand.
 */
export function editedFrames(
  state: Pick<WorkbenchState, 'annotations' | 'selectedTrackId' | 'page' | 'frame' | 'frameRange'>,
): readonly number[] {
  if (state.page !== 'batch') return [state.frame]
  const columns = new Set(batchFrames(state))
  const chosen = state.frameRange.filter((frame) => columns.has(frame))
  return chosen.length > 0 ? chosen : [state.frame]
}

/** The chosen frames once a column is clicked: with Shift from the one at hand to it, with Ctrl it beside them. */
export function chosenByClick(
  { frame, frameRange }: Pick<WorkbenchState, 'frame' | 'frameRange'>,
  clicked: number,
  held: { readonly isShift: boolean; readonly isCtrl: boolean },
): readonly number[] {
  if (held.isShift) {
    const [first, last] = [Math.min(frame, clicked), Math.max(frame, clicked)]
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }
  if (!held.isCtrl) return []
  const chosen = new Set(frameRange.length > 0 ? frameRange : [frame])
  if (!chosen.delete(clicked)) chosen.add(clicked)
  return [...chosen].sort((a, b) => a - b)
}
