import { deleteTrack, setCategory, trackOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openBrowser, type TestBrowser } from '../testing/browser.ts'
import { settled } from '../testing/handClock.ts'
import { createMemoryServer } from '../testing/memoryServer.ts'
import { testClip } from '../testing/testStore.ts'

const clip = testClip(1)
/** Added by a person: nothing of it stays once it is deleted. */
const CAR = track('car', { category: 'car', provenance: 'human' })
const BOX = cuboid(CAR.id, 0, { provenance: 'human', state: 'added' })

const opened = (
  server: ReturnType<typeof createMemoryServer>,
  authorId: string,
  storage?: TestBrowser['storage'],
) => openBrowser(server, { clipId: clip.id, authorId, ...(storage && { storage }) })

/** Says that the car is of another category. */
function recategorize({ store }: TestBrowser, category: string): void {
  const { annotations, edit } = store.getState()
  edit('setCategory', setCategory(annotations, { trackId: CAR.id, category }))
}

const categoryIn = ({ store }: TestBrowser) =>
  trackOf(store.getState().annotations, CAR.id)?.category

describe('nothing is lost', () => {
  afterEach(() => vi.useRealTimers())

  it('where a reviewer deletes what an annotator edits: the annotator decides', async () => {
    const server = createMemoryServer(clip, [CAR, BOX])
    const [annotator, reviewer] = [await opened(server, 'ada'), await opened(server, 'rita')]
    annotator.setLine('down')
    recategorize(annotator, 'bus')
    const { annotations, edit } = reviewer.store.getState()
    edit('deleteTrack', deleteTrack(annotations, { trackId: CAR.id, fromFrame: null }))
    await settled()
    annotator.setLine('up')
    await settled()
    const [conflict] = annotator.store.getState().conflicts
    expect(conflict).toMatchObject({
      why: { kind: 'stale', current: [{ record: null, author: 'rita' }] },
      edits: [{ edit: { patch: [{ after: { category: 'bus' } }] } }],
    })
    // Until then it is as the reviewer left it, for both.
    expect([categoryIn(annotator), categoryIn(reviewer)]).toEqual([undefined, undefined])
    await annotator.session.decide(conflict!, 'mine')
    await settled()
    expect([categoryIn(annotator), categoryIn(reviewer)]).toEqual(['bus', 'bus'])
  })

  it('with the clip in two tabs of a browser, and stored once', async () => {
    const server = createMemoryServer(clip, [CAR, BOX])
    const first = await opened(server, 'ada')
    first.setLine('down')
    recategorize(first, 'bus')
    await settled()
    // The second tab finds what the first keeps, and both send it.
    const second = await opened(server, 'ada', first.storage)
    await settled()
    first.setLine('up')
    await settled()
    expect(server.log).toHaveLength(1)
    recategorize(second, 'tram')
    await settled()
    recategorize(first, 'van')
    await settled()
    expect(server.log.map(({ edit }) => edit.patch[0]!.after)).toMatchObject(
      ['bus', 'tram', 'van'].map((category) => ({ category })),
    )
    for (const tab of [first, second]) {
      expect([categoryIn(tab), tab.store.getState().saving.state]).toEqual(['van', 'saved'])
      expect(await tab.storage.edits()).toEqual([])
    }
  })

  it('with a clock that is years off: edits stand in the order they were stored in', async () => {
    const server = createMemoryServer(clip, [CAR, BOX])
    const [late, early] = [await opened(server, 'ada'), await opened(server, 'ben')]
    for (const [browser, year, category] of [
      [late, 2100, 'bus'],
      [early, 1971, 'tram'],
      [late, 2100, 'van'],
    ] as const) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(year, 0) })
      recategorize(browser, category)
      vi.useRealTimers()
      await settled()
    }
    expect(server.log.map(({ author }) => author)).toEqual(['ada', 'ben', 'ada'])
    expect([categoryIn(late), categoryIn(early)]).toEqual(['van', 'van'])
    late.store.getState().undo()
    await settled()
    expect([categoryIn(late), categoryIn(early)]).toEqual(['tram', 'tram'])
    expect(late.store.getState().conflicts).toEqual([])
  })
})
