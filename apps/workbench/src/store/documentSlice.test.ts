import { cuboidOf, patchId, placeCuboid, type TrackId, trackOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import type { Vec3 } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { withStoredEdit } from './documentChanges.ts'
import type { WorkbenchState } from './state.ts'

const a = track('a')
const b = track('b', { number: 2 })
const records = [a, b, cuboid(a.id, 0), cuboid(a.id, 1), cuboid(b.id, 0)]

function place(state: WorkbenchState, trackId: TrackId, center: Vec3): void {
  const shape = { center, extent: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const
  const args = { trackId, frame: 0, cuboid: shape, pointCount: null }
  state.edit('placeCuboid', placeCuboid(state.annotations, args, state.clip!.frames))
}

const centerIn = ({ annotations }: WorkbenchState, trackId: TrackId): Vec3 | undefined =>
  cuboidOf(annotations, trackId, 0)?.center

describe('the document', () => {
  it('shows an edit at once and hands it to the outbox, based on the revision it was made on', () => {
    const { store, kept } = openTestStore(testClip(2), records)
    place(store.getState(), a.id, [1, 1, 1])
    place(store.getState(), a.id, [2, 2, 2])
    expect(centerIn(store.getState(), a.id)).toEqual([2, 2, 2])
    expect(kept.map(({ edit }) => edit.kind)).toEqual(['edit', 'edit'])
    // The second waits for the first, which counts as stored.
    expect(kept.map(({ baseRevisions }) => Object.values(baseRevisions))).toEqual([[0], [1]])
  })

  it('does nothing with an empty patch, and nothing without a clip', () => {
    const { store, kept } = openTestStore(testClip(2), records)
    store.getState().edit('nothing', [])
    store.setState({ clip: null })
    store.getState().edit('late', [{ recordId: a.id, before: a, after: null }])
    expect(kept).toEqual([])
    expect(trackOf(store.getState().annotations, a.id)).toBe(a)
  })

  it('is what it was after every edit is undone, and what it became after every redo', () => {
    const centers = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 6 })
    fc.assert(
      fc.property(centers, (moves) => {
        const { store } = openTestStore(testClip(2), records)
        const start = store.getState().annotations
        for (const center of moves) place(store.getState(), a.id, center)
        const end = store.getState().annotations
        const steps = store.getState().history.undo.length
        for (let step = 0; step < steps; step++) store.getState().undo()
        expect(store.getState().annotations).toEqual(start)
        expect(store.getState().history.undo).toEqual([])
        for (let step = 0; step < steps; step++) store.getState().redo()
        expect(store.getState().annotations).toEqual(end)
      }),
    )
  })

  it('leaves alone what somebody else changed since, says so, and can undo further', () => {
    const { store, kept, leftAlone } = openTestStore(testClip(2), records)
    const first = centerIn(store.getState(), b.id)
    place(store.getState(), b.id, [5, 5, 5])
    place(store.getState(), a.id, [1, 1, 1])
    for (const pending of kept) {
      const revisions = Object.fromEntries(pending.edit.patch.map(({ recordId }) => [recordId, 1]))
      store.setState((state) => withStoredEdit(state, { edit: pending.edit, revisions }))
    }
    const mine = cuboidOf(store.getState().annotations, a.id, 0)!
    const theirs = { ...mine, center: [9, 9, 9] as const }
    const patch = [{ recordId: mine.id, before: mine, after: theirs }]
    const edit = { ...kept[0]!.edit, patchId: patchId('theirs'), patch }
    store.setState((state) => withStoredEdit(state, { edit, revisions: { [mine.id]: 2 } }))

    store.getState().undo()
    expect(centerIn(store.getState(), a.id)).toEqual([9, 9, 9])
    expect(leftAlone).toEqual([1])
    expect(kept).toHaveLength(2)
    store.getState().undo()
    expect(centerIn(store.getState(), b.id)).toEqual(first)
    expect(kept.at(-1)!.edit).toMatchObject({ kind: 'undo', of: kept[0]!.edit.patchId })
  })
})
