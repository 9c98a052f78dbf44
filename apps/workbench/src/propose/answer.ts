import { acceptTrack, deleteTrack, type Patch, type TrackId } from '@trueline/annotation'
import type { ProposedTrack } from '../store/proposals.ts'
import type { Workbench } from '../workbench.ts'
import { takeOver } from './takeOver.ts'

type Store = Pick<Workbench, 'store'>

/** A proposal that is seen now, or `undefined`. */
export function shownProposal({ store }: Store, id: TrackId | null): ProposedTrack | undefined {
  const { byId, shown } = store.getState().proposals
  return id !== null && shown.has(id) ? byId.get(id) : undefined
}

/** The proposals that are seen now, surest first. */
export function shownProposals({ store }: Store): readonly ProposedTrack[] {
  const { byId, shown } = store.getState().proposals
  return [...byId.values()].filter(({ track }) => shown.has(track.id))
}

/**
 * Accepts proposals in one edit: new objects come into the document, others give their boxes to the
 * label they lie on, and are gone.
 *
 * @param frames The frames whose boxes a label takes; `null` for all.
 */
export function acceptProposals(
  { store }: Store,
  proposals: readonly ProposedTrack[],
  frames: readonly number[] | null = null,
): void {
  const { annotations, edit } = store.getState()
  edit(
    'acceptProposals',
    proposals.flatMap(({ track, cuboids, relation }): Patch => {
      if (relation.kind === 'added') {
        return acceptTrack(annotations, { trackId: track.id, frames: null })
      }
      const boxes = cuboids.filter(({ frame }) => frames === null || frames.includes(frame))
      return takeOver(annotations, { of: relation.of, boxes })
    }),
  )
  leaveOut({ store }, proposals, frames)
}

/** Rejects proposals in one edit: new objects are kept as rejected, others are gone. */
export function rejectProposals({ store }: Store, proposals: readonly ProposedTrack[]): void {
  const { annotations, edit } = store.getState()
  edit(
    'rejectProposals',
    proposals
      .filter(({ relation }) => relation.kind === 'added')
      .flatMap(({ track }) => deleteTrack(annotations, { trackId: track.id, fromFrame: null })),
  )
  leaveOut({ store }, proposals, null)
}

/** Takes boxes that labels have taken over out of the proposals; `frames` `null`: all of them. */
function leaveOut(
  { store }: Store,
  answered: readonly ProposedTrack[],
  frames: readonly number[] | null,
): void {
  const { proposals, propose, selectedTrackId } = store.getState()
  const byId = new Map(proposals.byId)
  let selected = selectedTrackId
  for (const one of answered) {
    if (one.relation.kind === 'added') continue
    const cuboids = one.cuboids.filter(({ frame }) => frames !== null && !frames.includes(frame))
    if (cuboids.length === 0) byId.delete(one.track.id)
    else byId.set(one.track.id, { ...one, cuboids })
    // What was looked at goes on as the label.
    if (one.track.id === selected) selected = one.relation.of
  }
  propose({ byId })
  store.setState({ selectedTrackId: selected })
}
