import type { ClipId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adding, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'
import { createLogHints, type LiveEntry, liveEntries } from './liveEntries.ts'

describe('those who follow a clip', () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openEmbeddedStore()
  })
  afterAll(() => opened.dispose())

  const append = async (clipId: ClipId, name: string) =>
    opened.store.append({
      ...{ clipId, edit: editOf([adding(track(name))]), baseRevisions: {}, author: 'Ada' },
    })
  /** The numbers of the first `count` entries after the import. */
  const seqsOf = async (entries: AsyncGenerator<LiveEntry>, count: number) => {
    const seqs: number[] = []
    for await (const { seq } of entries) if (seqs.push(seq) === count) break
    return seqs
  }

  it('see each edit once and in order, those that are stored at once too', async () => {
    const { hints, database } = opened.store
    const clipId = await storeSmallClip(opened.store, [])
    await append(clipId, 'before')
    const stop = new AbortController()
    const following = Array.from({ length: 3 }, () =>
      seqsOf(liveEntries({ ...database, hints }, { clipId, seq: 1 }, stop.signal), 21),
    )
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(clipId, `t${n}`)))
    const all = Array.from({ length: 21 }, (_, n) => n + 2)
    expect(await Promise.all(following)).toEqual([all, all, all])
    stop.abort()
  })

  it('see what was told out of order in order, and nothing of another organisation', async () => {
    const { database } = opened.store
    const hints = createLogHints()
    const clipId = await storeSmallClip(opened.store, [])
    const edits = await Promise.all(['a', 'b'].map((name) => append(clipId, name)))
    const entry = (seq: number): LiveEntry => ({
      ...{ seq, author: 'Ada', edit: editOf([]), revisions: {} },
    })
    const stop = new AbortController()
    const entries = liveEntries({ ...database, hints }, { clipId, seq: 3 }, stop.signal)
    const next = entries.next()
    const { tenant } = database.queries
    hints.grew({ tenant: 'another', clipId }, entry(4))
    await append(clipId, 'c')
    await append(clipId, 'd')
    hints.grew({ tenant, clipId }, entry(5))
    hints.grew({ tenant, clipId }, entry(4))
    expect(edits.map(({ outcome }) => outcome)).toEqual(['stored', 'stored'])
    expect((await next).value).toMatchObject({ seq: 4, edit: { patch: [{ recordId: 'c' }] } })
    expect((await entries.next()).value).toMatchObject({ seq: 5 })
    const ended = entries.next()
    stop.abort()
    expect((await ended).done).toBe(true)
  })
})
