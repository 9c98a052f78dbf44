import {
  acceptTrack,
  annotationsOf,
  cuboidOf,
  cuboidsOf,
  deleteTrack,
  mergeTracks,
  type ReviewState,
  setCategory,
  type TrackId,
  trackOf,
  tracksOf,
} from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { withStoredEdit } from './documentChanges.ts'
import type { ProposedTrack, Relation } from './proposals.ts'
import { shownAnnotations } from './replica.ts'
import type { WorkbenchState } from './state.ts'

const a = track('a', { provenance: 'import' })
const records = [a, cuboid(a.id, 0), cuboid(a.id, 1)]

function proposed(
  name: string,
  given: { number: number; score?: number; kind?: Relation['kind']; category?: string },
): ProposedTrack {
  const { number, score = 0.8, kind = 'added', category = 'car' } = given
  const made = track(name, { number, category })
  return {
    track: made,
    cuboids: [cuboid(made.id, 0), cuboid(made.id, 2)],
    score,
    support: { framesSeen: 2, framesFilled: 0, points: 80 },
    relation: kind === 'added' ? { kind } : { kind, of: a.id },
  }
}

const x = proposed('x', { number: 2 })
const y = proposed('y', { number: 3, score: 0.6, category: 'pedestrian' })

function openWith(...tracks: readonly ProposedTrack[]) {
  const opened = openTestStore(testClip(3), records)
  opened.store.getState().propose({ byId: new Map(tracks.map((one) => [one.track.id, one])) })
  return opened
}

const idsIn = ({ annotations }: WorkbenchState): readonly TrackId[] =>
  tracksOf(annotations).map(({ id }) => id)
const statesOf = ({ annotations }: WorkbenchState, id: TrackId): readonly ReviewState[] =>
  cuboidsOf(annotations, id).map(({ state }) => state)
const stored = ({ replica }: WorkbenchState) => shownAnnotations(replica)

describe('proposals', () => {
  it('are seen with their boxes, and neither stored nor undone', () => {
    const { store, kept } = openWith(x, y)
    expect(idsIn(store.getState())).toEqual([a.id, x.track.id, y.track.id])
    expect(cuboidOf(store.getState().annotations, x.track.id, 2)).toBe(x.cuboids[1])
    expect(tracksOf(stored(store.getState()))).toEqual([a])
    expect(kept).toEqual([])
    store.getState().undo()
    expect(idsIn(store.getState())).toHaveLength(3)
  })

  it('are shown from a score on by category, and only those of the kinds asked for', () => {
    const same = proposed('same', { number: 4, kind: 'same' })
    const { store } = openWith(x, y, same)
    const { limits } = store.getState().proposals
    expect(idsIn(store.getState())).not.toContain(same.track.id)
    store.getState().propose({ limits: { ...limits, minScores: { pedestrian: 0.7 } } })
    expect(idsIn(store.getState())).toEqual([a.id, x.track.id])
    store.getState().propose({ limits: { minScores: { car: 0.9 }, kinds: new Set(['added']) } })
    expect(idsIn(store.getState())).toEqual([a.id, y.track.id])
    store.getState().propose({ limits: { ...limits, kinds: new Set(['same']) } })
    expect(idsIn(store.getState())).toEqual([a.id, same.track.id])
  })

  it('come into the document as a whole with the first edit, once, and leave it when that is undone', () => {
    const { store, kept } = openWith(x, y)
    const accept = acceptTrack(store.getState().annotations, { trackId: x.track.id, frames: [0] })
    store.getState().edit('acceptTrack', accept)
    expect(statesOf(store.getState(), x.track.id)).toEqual(['accepted', 'proposed'])
    expect(kept[0]!.edit.patch).toHaveLength(3)
    expect(kept[0]!.edit.patch.every(({ before }) => before === null)).toBe(true)
    expect(tracksOf(stored(store.getState()))).toEqual([a, x.track])
    expect([...store.getState().proposals.shown]).toEqual([y.track.id])

    const again = setCategory(store.getState().annotations, {
      trackId: x.track.id,
      category: 'van',
    })
    store.getState().edit('setCategory', again)
    expect(kept[1]!.edit.patch).toMatchObject([{ before: { category: 'car' } }])

    store.getState().undo()
    store.getState().undo()
    expect(tracksOf(stored(store.getState()))).toEqual([a])
    expect(statesOf(store.getState(), x.track.id)).toEqual(['proposed', 'proposed'])
    store.getState().redo()
    expect(statesOf(store.getState(), x.track.id)).toEqual(['accepted', 'proposed'])
    expect(idsIn(store.getState())).toContain(y.track.id)
  })

  it('are kept as rejected when they are, and no longer proposed', () => {
    const { store } = openWith(x)
    const { annotations, edit } = store.getState()
    edit('deleteTrack', deleteTrack(annotations, { trackId: x.track.id, fromFrame: null }))
    expect(statesOf(store.getState(), x.track.id)).toEqual(['rejected', 'rejected'])
    expect(store.getState().proposals.shown.size).toBe(0)
    expect(cuboidsOf(stored(store.getState()), x.track.id)).toHaveLength(2)
  })

  it('are used up by a merge into a label', () => {
    const { store } = openWith({ ...x, cuboids: x.cuboids.slice(1) })
    const { annotations, edit } = store.getState()
    edit('mergeTracks', mergeTracks(annotations, { into: a.id, others: [x.track.id] }).patch)
    expect(idsIn(store.getState())).toEqual([a.id])
    expect(trackOf(stored(store.getState()), x.track.id)).toBeUndefined()
    expect(cuboidOf(stored(store.getState()), a.id, 2)).toBeDefined()
  })

  it('take another number when somebody else took theirs meanwhile', () => {
    const { store } = openWith(x)
    const theirs = track('theirs', { number: 2 })
    const patch = [{ recordId: theirs.id, before: null, after: theirs }]
    const edit = {
      patchId: 'p',
      command: 'createTrack',
      kind: 'edit',
      of: null,
      madeAtUs: 0,
      patch,
    }
    store.setState((state) =>
      withStoredEdit(state, { edit: edit as never, revisions: { [theirs.id]: 1 } }),
    )
    expect(idsIn(store.getState())).toContain(x.track.id)
    const { annotations } = store.getState()
    store
      .getState()
      .edit('acceptTrack', acceptTrack(annotations, { trackId: x.track.id, frames: null }))
    expect(trackOf(stored(store.getState()), x.track.id)?.number).toBe(3)
  })

  it('whatever is accepted, rejected, undone and shown: what is seen is the document and the layer', () => {
    const step = fc.tuple(
      fc.constantFrom('accept', 'reject', 'undo', 'redo', 'limit', 'all'),
      fc.constantFrom(x, y),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { store } = openWith(x, y)
        for (const [what, { track: of }] of steps) {
          const { annotations, edit, undo, redo, propose, proposals } = store.getState()
          const isSeen = trackOf(annotations, of.id) !== undefined
          if (what === 'accept' && isSeen)
            edit('acceptTrack', acceptTrack(annotations, { trackId: of.id, frames: [0] }))
          if (what === 'reject' && isSeen)
            edit('deleteTrack', deleteTrack(annotations, { trackId: of.id, fromFrame: null }))
          if (what === 'undo') undo()
          if (what === 'redo') redo()
          if (what === 'limit' || what === 'all') {
            const minScores = what === 'all' ? {} : { [of.category]: 1 }
            propose({ limits: { ...proposals.limits, minScores } })
          }
        }
        const { proposals, annotations } = store.getState()
        const document = stored(store.getState())
        const over = [...proposals.shown].map((id) => proposals.byId.get(id)!)
        expect(over.every(({ track: { id } }) => trackOf(document, id) === undefined)).toBe(true)
        const whole = [
          ...tracksOf(document),
          ...tracksOf(document).flatMap(({ id }) => cuboidsOf(document, id)),
          ...over.flatMap((one) => [one.track, ...one.cuboids]),
        ]
        expect(annotations).toEqual(annotationsOf(whole))
      }),
    )
  })
})
