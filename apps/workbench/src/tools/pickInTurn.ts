import type { LaneId, MapElementId, TrackId } from '@trueline/annotation'
import type { WorkbenchState } from '../store/state.ts'

/** What a click can select: an object, or something of the road. */
export type Pickable = Pick<WorkbenchState, 'selectedTrackId' | 'selectedFixedId'>

/** What boxes and lines at a place are of, each once: boxes before lines. */
export function pickablesOf(
  boxes: readonly { readonly trackId: TrackId }[],
  lines: readonly { readonly id: LaneId | MapElementId }[],
): readonly Pickable[] {
  const tracks = new Set(boxes.map(({ trackId }) => trackId))
  const fixed = new Set(lines.map(({ id }) => id))
  return [
    ...[...tracks].map((id) => ({ selectedTrackId: id, selectedFixedId: null })),
    ...[...fixed].map((id) => ({ selectedTrackId: null, selectedFixedId: id })),
  ]
}

/**
 * What a click picks of the things that lie at its place: the first, or where they are clicked again, the one below
 * what is selected, and after the last the first. `null` where nothing lies there.
 */
export function pickInTurn(
  things: readonly Pickable[],
  { selected, isAgain }: { readonly selected: Pickable; readonly isAgain: boolean },
): Pickable | null {
  const now = isAgain ? things.findIndex((thing) => isSamePick(thing, selected)) : -1
  return things[(now + 1) % things.length] ?? null
}

/** Whether two clicks picked the same. */
export function isSamePick(a: Pickable, b: Pickable): boolean {
  return a.selectedTrackId === b.selectedTrackId && a.selectedFixedId === b.selectedFixedId
}
