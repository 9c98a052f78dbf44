import { applyPatch, cuboidOf, cuboidsOf, deleteCuboid, invertPatch } from '@trueline/annotation'
import { cuboid, documents, track } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { inTurn, RANGE_COMMANDS } from './rangeActions.ts'

const a = track('a')
const drawn = { proposal: null, provenance: 'human', state: 'added' } as const
const records = [
  a,
  cuboid(a.id, 0),
  cuboid(a.id, 1, drawn),
  cuboid(a.id, 2, { state: 'final' }),
  cuboid(a.id, 3, { state: 'rejected' }),
]

describe('commands made in turn', () => {
  it('come to one patch that does what they do one after the other, and back', () => {
    fc.assert(
      fc.property(documents(), (annotations) => {
        const [first] = annotations.tracks
        const frames = cuboidsOf(annotations, first!.id)
          .filter(({ state }) => state !== 'final' && state !== 'rejected')
          .map(({ frame }) => frame)
        const commands = frames.map(
          (frame) => (document: typeof annotations) =>
            deleteCuboid(document, { trackId: first!.id, frame }),
        )
        const patch = inTurn(annotations, commands)
        const after = commands.reduce(
          (document, command) => applyPatch(document, command(document)),
          annotations,
        )
        expect(applyPatch(annotations, patch)).toEqual(after)
        expect(new Set(patch.map(({ recordId }) => recordId)).size).toBe(patch.length)
        expect(applyPatch(after, invertPatch(patch))).toEqual(annotations)
      }),
    )
  })

  it('leave out what is at the end as it was at the start', () => {
    const { store } = openTestStore(testClip(4), records)
    const { annotations } = store.getState()
    const away = [{ recordId: a.id, before: a, after: null }]
    expect(inTurn(annotations, [() => away, () => invertPatch(away)])).toEqual([])
  })
})

describe('rejecting chosen frames', () => {
  it('rejects pre-labels, deletes what people added, and leaves final and rejected ones', () => {
    const { store } = openTestStore(testClip(4), records)
    store.setState({ frameRange: [0, 1, 2, 3] })
    const patch = RANGE_COMMANDS.reject(store.getState(), a.id)
    const after = applyPatch(store.getState().annotations, patch)
    expect(cuboidOf(after, a.id, 0)?.state).toBe('rejected')
    expect(cuboidOf(after, a.id, 1)).toBeUndefined()
    expect(cuboidOf(after, a.id, 2)?.state).toBe('final')
    expect(patch).toHaveLength(2)
  })

  it('accepts and finalises in the chosen frames alone', () => {
    const { store } = openTestStore(testClip(4), records)
    store.setState({ frameRange: [0] })
    const accepted = applyPatch(
      store.getState().annotations,
      RANGE_COMMANDS.accept(store.getState(), a.id),
    )
    expect(cuboidOf(accepted, a.id, 0)?.state).toBe('accepted')
    expect(cuboidOf(accepted, a.id, 1)?.state).toBe('added')
  })
})
