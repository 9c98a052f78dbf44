import { clipId, type Edit, patchId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { withStoredEdit } from '../store/documentChanges.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { followClipTasks, makeMove } from './clipTasks.ts'
import { type MoveAnswer, movesIn, type Task, taskAt } from './task.ts'

const CAR = track('car')
const BOX = cuboid(CAR.id, 0)
const TASK: Task = {
  ...{ taskId: 'clip', clipId: clipId('clip'), firstFrame: 0, lastFrame: 1 },
  ...{ state: 'annotate', round: 0, submittedSeq: null },
}
const REQUEST = { taskId: 'clip', author: 'ann', note: '' }

/** A store with a clip as it was at edit 7, and a server that answers each submission in turn. */
function opened(answers: readonly MoveAnswer[]) {
  const { store } = openTestStore(testClip(2), [CAR, BOX])
  store.setState({ tasks: [TASK], seenSeq: 7 })
  const submitted: number[] = []
  const server = {
    submitTask: async ({ seenSeq }: { readonly seenSeq: number }) => {
      submitted.push(seenSeq)
      return answers[submitted.length - 1]!
    },
    moveTask: async (): Promise<MoveAnswer> => ({
      outcome: 'moved',
      task: { ...TASK, state: 'accepted' },
    }),
  }
  return { store, server, submitted, parts: { store, server, patienceMs: 50 } }
}

const moved = (state: Task['state']): MoveAnswer => ({ outcome: 'moved', task: { ...TASK, state } })

/** The server tells of an edit, the 8th. */
function told(store: ReturnType<typeof opened>['store'], edit: Edit): void {
  const revisions = Object.fromEntries(edit.patch.map(({ recordId }) => [recordId, 2]))
  store.setState((state) => ({ ...withStoredEdit(state, { edit, revisions }), seenSeq: 8 }))
}

describe('a move', () => {
  it('hands on what is seen, and the state tells where the task is then', async () => {
    const { store, submitted, parts } = opened([moved('review')])
    await makeMove(parts, 'submit', REQUEST)
    expect(submitted).toEqual([7])
    expect(store.getState().tasks).toMatchObject([{ state: 'review' }])
    await makeMove(parts, 'accept', REQUEST)
    expect(store.getState().tasks).toMatchObject([{ state: 'accepted' }])
  })

  it('waits for own edits to be stored, and hands on again when only these have come', async () => {
    const changed = { outcome: 'changed', headSeq: 8 } as const
    const { store, submitted, parts } = opened([changed, moved('review')])
    store.getState().edit('move', [{ recordId: BOX.id, before: BOX, after: { ...BOX, score: 1 } }])
    const [own] = store.getState().replica.pending
    const move = makeMove({ ...parts, patienceMs: 1000 }, 'submit', REQUEST)
    await Promise.resolve()
    expect(submitted).toEqual([])
    // Its answer comes before the log tells of it.
    const revisions = { [BOX.id]: 2 }
    store.setState((state) => withStoredEdit(state, { edit: own!.edit, revisions }))
    await expect.poll(() => submitted).toEqual([7])
    store.setState({ seenSeq: 8 })
    expect(await move).toMatchObject({ outcome: 'moved' })
    expect(submitted).toEqual([7, 8])
  })

  it('does not hand on what somebody else has changed unseen', async () => {
    const { store, submitted, parts } = opened([{ outcome: 'changed', headSeq: 8 }])
    const move = makeMove(parts, 'submit', REQUEST)
    const after = { ...BOX, score: 0.1 }
    await Promise.resolve()
    told(store, {
      ...{ patchId: patchId('theirs'), command: 'x', kind: 'edit', of: null, madeAtUs: 0 },
      patch: [{ recordId: BOX.id, before: BOX, after }],
    })
    expect(await move).toMatchObject({ outcome: 'changed' })
    expect(submitted).toEqual([7])
    expect(store.getState().tasks).toEqual([TASK])
  })

  it('takes over what somebody else made of the task', async () => {
    const unfit = { outcome: 'unfit', task: { ...TASK, state: 'review' } } as const
    const { store, parts } = opened([unfit])
    expect(await makeMove(parts, 'submit', REQUEST)).toBe(unfit)
    expect(store.getState().tasks).toMatchObject([{ state: 'review' }])
  })
})

describe('the tasks of a clip', () => {
  it('are read as it is opened, and again when somebody comes back to the window', async () => {
    const { store } = openTestStore(testClip(2), [])
    const page = new EventTarget()
    let state: Task['state'] = 'annotate'
    const server = { readTasks: async () => [{ ...TASK, state }] }
    followClipTasks({ store, server }, page)
    store.setState({ clip: testClip(2, { id: clipId('other') }) })
    await expect.poll(() => store.getState().tasks[0]?.state).toBe('annotate')
    state = 'sentBack'
    page.dispatchEvent(new Event('focus'))
    await expect.poll(() => store.getState().tasks[0]?.state).toBe('sentBack')
  })

  it('are told apart by the frame, and offer what can be done with them', () => {
    const later = { ...TASK, taskId: 'later', firstFrame: 2, lastFrame: 5 }
    expect(taskAt([TASK, later], 4)).toBe(later)
    expect(taskAt([TASK, later], 9)).toBe(TASK)
    expect(taskAt([], 0)).toBeNull()
    expect(movesIn('sentBack')).toEqual(['submit'])
    expect(movesIn('review')[0]).toBe('accept')
  })
})
