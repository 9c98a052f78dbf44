import { clipId, createRemark, remarkId, reviewTracks } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../keymap.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { editableCuboid } from '../tools/editCuboid.ts'
import { type EditRight, editRightOf, mayRun } from './editRight.ts'
import { followEditRight } from './followEditRight.ts'
import type { Task } from './task.ts'

const MEMBER = {
  personId: 'p',
  name: 'P',
  email: 'p@x.example',
  tenant: 't',
  by: 'session',
} as const
const reviewer = { ...MEMBER, role: 'reviewer', may: ['patch.append'] } as const
const buyer = { ...MEMBER, role: 'buyer', may: ['clip.open'] } as const
const annotator = { ...MEMBER, role: 'annotator', may: ['patch.append'] } as const
const LOOK_ONLY = { mayReviewerEdit: false }

const CAR = track('car')
const BOX = cuboid(CAR.id, 0)

describe('what somebody may change', () => {
  it('is everything, but nothing for buyers and only remarks for reviewers of some projects', () => {
    expect(editRightOf(null, LOOK_ONLY)).toBe('all')
    expect(editRightOf(annotator, LOOK_ONLY)).toBe('all')
    expect(editRightOf(reviewer, null)).toBe('all')
    expect(editRightOf(reviewer, { mayReviewerEdit: true })).toBe('all')
    expect(editRightOf(reviewer, LOOK_ONLY)).toBe('remarks')
    expect(editRightOf(buyer, null)).toBe('none')
  })

  it('is asked of the server for reviewers alone, again as they come back to the window', async () => {
    const { store } = openTestStore(testClip(2), [])
    const page = new EventTarget()
    let project = LOOK_ONLY
    let asked = 0
    const projectOf = async () => {
      asked++
      return project as never
    }
    const stop = followEditRight(
      { store, server: { projects: { projectOf } }, member: reviewer },
      page,
    )
    expect(store.getState().editRight).toBe('remarks')
    project = { mayReviewerEdit: true }
    page.dispatchEvent(new Event('focus'))
    await expect.poll(() => store.getState().editRight).toBe('all')
    // Another clip is another project's until it is known to be none that keeps reviewers from editing.
    project = LOOK_ONLY
    store.setState({ clip: testClip(3) })
    expect(store.getState().editRight).toBe('remarks')
    stop()
    expect(asked).toBe(2)
    const other = openTestStore(testClip(2), []).store
    followEditRight({ store: other, server: { projects: { projectOf } }, member: buyer }, page)
    other.setState({ clip: testClip(1) })
    await Promise.resolve()
    expect([other.getState().editRight, asked]).toEqual(['none', 2])
  })
})

describe('accepted labels', () => {
  const stretch = (firstFrame: number, lastFrame: number, state: Task['state']): Task => ({
    ...{ taskId: `${firstFrame}`, clipId: testClip(6).id, firstFrame, lastFrame, state },
    ...{ round: 1, submittedSeq: 1 },
  })

  it('lock the frames of their task, until that is opened again', () => {
    const { store } = openTestStore(testClip(6), [CAR, BOX])
    const projects = { projectOf: async () => null }
    followEditRight({ store, server: { projects }, member: annotator }, new EventTarget())
    const at = (frame: number): EditRight => {
      store.setState({ frame })
      return store.getState().editRight
    }
    store.setState({ tasks: [stretch(0, 2, 'accepted'), stretch(3, 5, 'annotate')] })
    expect([0, 2, 3, 5].map(at)).toEqual(['accepted', 'accepted', 'all', 'all'])
    at(0)
    store.setState({ tasks: [stretch(0, 5, 'accepted')] })
    expect(store.getState().editRight).toBe('accepted')
    store.setState({ tasks: [stretch(0, 5, 'annotate')] })
    expect(store.getState().editRight).toBe('all')
    // Another clip's tasks say nothing of this one.
    store.setState({ tasks: [{ ...stretch(0, 5, 'accepted'), clipId: clipId('other') }] })
    expect(store.getState().editRight).toBe('all')
  })

  it('are reached by no edit from a frame that is open', () => {
    const { store, kept, refusals } = openTestStore(testClip(6), [CAR, BOX])
    store.setState({ frame: 4, tasks: [stretch(0, 2, 'accepted'), stretch(3, 5, 'annotate')] })
    const { edit } = store.getState()
    edit('setCategory', [{ recordId: CAR.id, before: CAR, after: { ...CAR, category: 'truck' } }])
    edit('placeCuboid', [{ recordId: BOX.id, before: BOX, after: { ...BOX, center: [5, 0, 0] } }])
    expect([kept.length, refusals()]).toEqual([0, 2])
    const later = cuboid(CAR.id, 4)
    edit('placeCuboid', [{ recordId: later.id, before: null, after: later }])
    expect([kept.length, refusals()]).toEqual([1, 2])
  })
})

describe('a clip that is only looked at', () => {
  const opened = (editRight: EditRight) => {
    const parts = openTestStore(testClip(2), [CAR, BOX])
    parts.store.setState({ editRight, selectedTrackId: CAR.id })
    return parts
  }
  const move = { recordId: BOX.id, before: BOX, after: { ...BOX, center: [5, 0, 0] as const } }

  it('takes no edit, keeps nothing and says so', () => {
    for (const right of ['none', 'remarks', 'accepted'] as const) {
      const { store, kept, refusals } = opened(right)
      const before = store.getState().annotations
      store.getState().edit('placeCuboid', [move])
      expect(store.getState().annotations).toBe(before)
      expect([kept, refusals()]).toEqual([[], 1])
      // No handle of the box is to be had.
      expect(editableCuboid(store.getState())).toBeNull()
    }
  })

  it('takes remarks and verdicts of a reviewer, and takes them back', () => {
    const { store, kept, refusals } = opened('remarks')
    const said = { author: 'rev', atUs: 1, text: 'too long' }
    const place = { kind: 'object' } as const
    const { annotations, edit } = store.getState()
    edit(
      'remark',
      createRemark(annotations, {
        ...{ id: remarkId('r'), remarkKind: 'geometry', trackId: CAR.id, frame: 0, place, said },
      }),
    )
    const review = { verdict: 'sentBack', by: 'rev', atUs: 1 } as const
    edit('review', reviewTracks(store.getState().annotations, { trackIds: [CAR.id], review }))
    store.getState().undo()
    expect(kept.map((pending) => pending.edit.kind)).toEqual(['edit', 'edit', 'undo'])
    expect(refusals()).toBe(0)
  })

  it('takes no undo of what was edited while it could be', () => {
    const { store, kept, refusals } = opened('all')
    store.getState().edit('placeCuboid', [move])
    store.setState({ editRight: 'none' })
    store.getState().undo()
    expect([kept.length, refusals()]).toEqual([1, 1])
  })

  it('offers no action that would change it', () => {
    const offered = (right: EditRight) =>
      new Set(ACTIONS.filter((action) => mayRun(right, action)).map(({ id }) => id))
    const [none, remarks] = [offered('none'), offered('remarks')]
    expect(offered('all').size).toBe(ACTIONS.length)
    for (const id of [
      'accept',
      'reject',
      'box.fit',
      'mend',
      'merge',
      'road.draw',
      'proposeLanes',
    ]) {
      expect([id, none.has(id), remarks.has(id)]).toEqual([id, false, false])
    }
    expect([none.has('remark'), remarks.has('remark')]).toEqual([false, true])
    for (const id of ['nextFrame', 'propose', 'reviewNext', 'export', 'mark', 'reviewBase']) {
      expect(none.has(id)).toBe(true)
    }
  })
})
