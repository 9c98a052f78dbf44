import { annotationsOf, type ClipId, waiveFinding } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeChecks } from '../clips/clipChecks.ts'
import { allRecordsOf, openClip } from '../clips/clips.ts'
import { adding, cuboid, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
} from '../testing/testStore.ts'
import { acceptedDensities } from './acceptedDensities.ts'
import { submitTask } from './submitTask.ts'
import { stateAfter, TASK_MOVES } from './taskState.ts'
import { moveTask, readTask, taskHistory, tasksOf, UnknownTaskError } from './tasks.ts'

const address = await postgresAddress()
const engines: readonly (readonly [string, () => Promise<TestStore>])[] = [
  ['the embedded database', openEmbeddedStore],
  ...(address === null ? [] : [['PostgreSQL', () => openPostgresStore(address)] as const]),
]
const CAR = track('car')
const OTHER = track('other')
/** Both are number 1 in the same frame. */
const TWICE = [CAR, OTHER, cuboid(CAR.id, 1), cuboid(OTHER.id, 1, { center: [30, 5, 0] })]

describe.each(engines)('a task on %s', (_, open) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await open()
  }, 60_000)
  afterAll(() => opened.dispose())

  const store = () => {
    const { database, blobs, append } = opened.store
    return { queries: database.queries, blobs, append }
  }
  const submit = async (clipId: ClipId, seenSeq?: number) => {
    const { headSeq } = await openClip(store().queries, clipId)
    const seen = { taskId: clipId, author: 'ann', note: '', seenSeq: seenSeq ?? headSeq }
    return submitTask(store(), seen)
  }

  it('is all of a new clip, to be annotated, and goes with it', async () => {
    const clipId = await storeSmallClip(opened.store, [CAR, cuboid(CAR.id, 1)], { frames: 7 })
    expect(await tasksOf(store().queries, clipId)).toMatchObject([
      {
        ...{ taskId: clipId, clipId, firstFrame: 0, lastFrame: 6 },
        ...{ state: 'annotate', round: 0, submittedSeq: null },
      },
    ])
    await submit(clipId)
    await opened.store.removeClip(clipId)
    expect(await tasksOf(store().queries, clipId)).toEqual([])
    expect(await taskHistory(store().queries, clipId)).toEqual([])
    await expect(readTask(store().queries, clipId)).rejects.toThrow(UnknownTaskError)
  })

  it('is handed on, sent back, handed on again and accepted, and its history says so', async () => {
    const clipId = await storeSmallClip(opened.store, [CAR, cuboid(CAR.id, 1)])
    const move = (name: 'sendBack' | 'accept' | 'takeBack', author: string, note = '') =>
      moveTask(store().queries, { taskId: clipId, move: name, author, note, seenSeq: null })
    expect(await submit(clipId)).toMatchObject({
      outcome: 'moved',
      task: { state: 'review', round: 1, submittedSeq: 1 },
    })
    expect(await submit(clipId)).toMatchObject({ outcome: 'unfit', task: { state: 'review' } })
    await move('sendBack', 'rev', 'the last frame')
    expect(await move('accept', 'rev')).toMatchObject({ outcome: 'unfit' })
    expect(await submit(clipId)).toMatchObject({ task: { round: 2 } })
    expect(await move('accept', 'rev')).toMatchObject({ task: { state: 'accepted' } })
    const history = await taskHistory(store().queries, clipId)
    expect(history.map(({ move: made, author, note }) => [made, author, note])).toEqual([
      ['submit', 'ann', ''],
      ['sendBack', 'rev', 'the last frame'],
      ['submit', 'ann', ''],
      ['accept', 'rev', ''],
    ])
  })

  it('is not handed on while a blocking finding stands, and is once that is put right or let stand', async () => {
    const clipId = await storeSmallClip(opened.store, TWICE)
    const { queries } = store()
    expect(await submit(clipId)).toMatchObject({
      outcome: 'blocked',
      count: 1,
      findings: [{ check: 'A1', tracks: ['car', 'other'] }],
    })
    expect(await readTask(queries, clipId)).toMatchObject({ state: 'annotate', round: 0 })

    const { annotations } = await documentOf(clipId)
    const patch = waiveFinding(annotations, {
      trackId: CAR.id,
      waiver: { check: 'A1', others: [OTHER.id], frames: [1], reason: 'one bus' },
    })
    const revisions = Object.fromEntries(patch.map(({ recordId }) => [recordId, 1]))
    await opened.store.append({
      clipId,
      edit: editOf(patch),
      baseRevisions: revisions,
      author: 'ann',
    })
    expect(await submit(clipId)).toMatchObject({ outcome: 'moved' })
  })

  it('is blocked by what its clip says blocks, points asked where that needs them, and by nothing else', async () => {
    // The small sweeps have no point near this box.
    const far = cuboid(CAR.id, 2, { center: [-60, -60, 0] })
    const clipId = await storeSmallClip(opened.store, [CAR, far, ...TWICE.slice(1)])
    const { queries } = store()
    await writeChecks(queries, clipId, { A1: { blocking: false }, E1: { blocking: true } })
    const answer = await submit(clipId)
    expect(answer).toMatchObject({ outcome: 'blocked' })
    const named = answer.outcome === 'blocked' ? answer.findings : []
    expect(new Set(named.map(({ check }) => check))).toEqual(new Set(['E1']))
    expect(named.flatMap(({ frames }) => frames)).toContain(2)
    await writeChecks(queries, clipId, {
      A1: { blocking: false },
      E1: { on: false, blocking: true },
    })
    expect(await submit(clipId)).toMatchObject({ outcome: 'moved' })
  })

  it('is not handed on as somebody saw it who has not seen the last edit', async () => {
    const clipId = await storeSmallClip(opened.store, [CAR, cuboid(CAR.id, 1)])
    const added = adding(cuboid(CAR.id, 2))
    await opened.store.append({
      clipId,
      edit: editOf([added]),
      baseRevisions: { [added.recordId]: 0 },
      author: 'else',
    })
    expect(await submit(clipId, 1)).toEqual({ outcome: 'changed', headSeq: 2 })
    expect(await submit(clipId)).toMatchObject({ task: { submittedSeq: 2 } })
  })

  it('once accepted, teaches what is usual in its project', async () => {
    const { queries } = store()
    const before = await acceptedDensities(queries, await storeSmallClip(opened.store, [CAR]))
    const boxes = [0, 1, 2].map((frame) =>
      cuboid(CAR.id, frame, { state: 'accepted', extent: [30, 4, 4] }),
    )
    const clipId = await storeSmallClip(opened.store, [CAR, ...boxes])
    expect(await acceptedDensities(queries, clipId)).toEqual(before)
    await submit(clipId)
    const accept = {
      taskId: clipId,
      move: 'accept',
      author: 'rev',
      note: '',
      seenSeq: null,
    } as const
    await moveTask(queries, accept)
    const after = await acceptedDensities(queries, clipId)
    expect(after?.car?.size).toBeDefined()
    expect(after).not.toEqual(before)
  })

  async function documentOf(clipId: ClipId) {
    const records = []
    for await (const record of allRecordsOf(store().queries, clipId)) records.push(record)
    return { annotations: annotationsOf(records) }
  }
})

describe('moves of a task', () => {
  it('lead only from where they belong', () => {
    const states = ['annotate', 'review', 'accepted', 'sentBack'] as const
    const table = Object.fromEntries(
      states.map((state) => [state, TASK_MOVES.filter((move) => stateAfter(state, move) !== null)]),
    )
    expect(table).toEqual({
      annotate: ['submit'],
      review: ['takeBack', 'accept', 'sendBack'],
      accepted: ['reopen'],
      sentBack: ['submit'],
    })
  })
})
