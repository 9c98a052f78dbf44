import { cuboidOf, cuboidsOf, trackOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { objectActions } from '../actions/objectActions.ts'
import { proposalActions } from '../actions/proposalActions.ts'
import type { ProposedTrack, Relation } from '../store/proposals.ts'
import { noChecker } from '../testing/noChecker.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { Workbench } from '../workbench.ts'
import { acceptProposals, rejectProposals, shownProposals } from './answer.ts'

const label = track('label', { provenance: 'import' })
const records = [
  label,
  cuboid(label.id, 0, { provenance: 'import' }),
  cuboid(label.id, 1, { provenance: 'import', state: 'final' }),
]

function proposal(name: string, number: number, relation: Relation): ProposedTrack {
  const made = track(name, { number })
  const shape = { center: [9, 9, 0], pointCount: 40 } as const
  return {
    track: made,
    cuboids: [0, 1, 2].map((frame) => cuboid(made.id, frame, shape)),
    score: 0.9,
    support: { framesSeen: 3, framesFilled: 0, points: 120 },
    relation,
  }
}

const fresh = proposal('fresh', 2, { kind: 'added' })
const moved = proposal('moved', 3, { kind: 'moved', of: label.id })

function workbenchWith(...proposals: readonly ProposedTrack[]) {
  const { store, kept } = openTestStore(testClip(3), records)
  store.getState().propose({ byId: new Map(proposals.map((one) => [one.track.id, one])) })
  const workbench: Workbench = {
    store,
    frames: noFrames,
    fitter: null as never,
    proposer: noProposer,
    checker: noChecker,
  }
  const press = (id: string): void => {
    const action = [...objectActions, ...proposalActions].find((one) => one.id === id)!
    void action.run(workbench)
  }
  const statesOf = (of: ProposedTrack | { track: typeof label }) =>
    cuboidsOf(store.getState().annotations, of.track.id).map(({ state }) => state)
  return { workbench, store, kept, press, statesOf }
}

describe('answering proposals', () => {
  it('accepts all that are shown in one edit: new ones as objects, others into their labels', () => {
    const { workbench, store, kept, press, statesOf } = workbenchWith(fresh, moved)
    press('acceptProposals')
    expect(kept).toHaveLength(1)
    expect(statesOf(fresh)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(statesOf({ track: label })).toEqual(['fixed', 'final', 'accepted'])
    const changed = cuboidOf(store.getState().annotations, label.id, 0)!
    expect(changed).toMatchObject({ center: [9, 9, 0], provenance: 'model', pointCount: 40 })
    expect(cuboidOf(store.getState().annotations, label.id, 1)!.center).not.toEqual([9, 9, 0])
    expect(trackOf(store.getState().annotations, moved.track.id)).toBeUndefined()
    expect(shownProposals(workbench)).toEqual([])
    store.getState().undo()
    expect(statesOf({ track: label })).toEqual(['proposed', 'final'])
    expect(shownProposals(workbench)).toEqual([fresh])
  })

  it('rejects: new ones are kept as rejected, others change nothing', () => {
    const { workbench, kept, statesOf } = workbenchWith(fresh, moved)
    rejectProposals(workbench, shownProposals(workbench))
    expect(statesOf(fresh)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(statesOf({ track: label })).toEqual(['proposed', 'final'])
    expect(kept).toHaveLength(1)
    expect(shownProposals(workbench)).toEqual([])
  })

  it('the keys answer the selected one: Space in this frame, with Shift in all, and the label is selected after', () => {
    const { store, press, statesOf, workbench } = workbenchWith(moved)
    store.setState({ selectedTrackId: moved.track.id, frame: 2 })
    press('accept')
    expect(statesOf({ track: label })).toEqual(['proposed', 'final', 'accepted'])
    expect(shownProposals(workbench)[0]?.cuboids.map(({ frame }) => frame)).toEqual([0, 1])
    expect(cuboidOf(store.getState().annotations, moved.track.id, 2)).toBeUndefined()
    expect(store.getState().selectedTrackId).toBe(label.id)
    store.setState({ selectedTrackId: moved.track.id })
    press('acceptTrack')
    expect(statesOf({ track: label })).toEqual(['fixed', 'final', 'accepted'])
    expect(shownProposals(workbench)).toEqual([])
  })

  it('B drops one that only differs from its label, and nothing is stored', () => {
    const { store, press, kept, workbench } = workbenchWith(moved)
    store.setState({ selectedTrackId: moved.track.id })
    press('reject')
    expect(kept).toEqual([])
    expect(shownProposals(workbench)).toEqual([])
    expect(store.getState().selectedTrackId).toBe(label.id)
  })

  it('a new one accepted in one frame is in the document as a whole, its other frames to be decided', () => {
    const { store, press, statesOf } = workbenchWith(fresh)
    store.setState({ selectedTrackId: fresh.track.id, frame: 1 })
    press('accept')
    expect(statesOf(fresh)).toEqual(['proposed', 'accepted', 'proposed'])
  })

  it('clears them without a trace', () => {
    const { store, press, kept } = workbenchWith(fresh, moved)
    press('clearProposals')
    expect(store.getState().proposals.byId.size).toBe(0)
    expect(trackOf(store.getState().annotations, fresh.track.id)).toBeUndefined()
    expect(kept).toEqual([])
  })

  it('accepts nothing twice', () => {
    const { workbench, kept } = workbenchWith(fresh)
    acceptProposals(workbench, [fresh])
    acceptProposals(workbench, shownProposals(workbench))
    expect(kept).toHaveLength(1)
  })
})
