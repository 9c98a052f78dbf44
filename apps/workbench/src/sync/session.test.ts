import { type ClipId, clipId, setCategory, type TrackId, trackOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { settled } from '../testing/handClock.ts'
import { createMemoryServer, type MemoryServer } from '../testing/memoryServer.ts'
import { testClip } from '../testing/testStore.ts'
import type { OutboxStorage } from './outboxStorage.ts'

const clip = testClip(3)
const a = track('a')
const b = track('b', { number: 2 })
const records = [a, b, cuboid(a.id, 0), cuboid(a.id, 1), cuboid(b.id, 2)]

/** A browser on a server, and what a test does in it. */
async function browserOn(server: MemoryServer, authorId: string, storage?: OutboxStorage) {
  const browser = await openBrowser(server, {
    clipId: clip.id,
    authorId,
    ...(storage && { storage }),
  })
  const { store } = browser
  return {
    ...browser,
    category: (id: TrackId) => trackOf(store.getState().annotations, id)?.category,
    recategorize: (id: TrackId, category: string) => {
      const { annotations, edit } = store.getState()
      edit('setCategory', setCategory(annotations, { trackId: id, category }))
    },
  }
}

describe('a session', () => {
  it('opens a clip with all its records, however many pages they take', async () => {
    const server = createMemoryServer(clip, records)
    const { store } = await browserOn(server, 'me')
    expect(store.getState()).toMatchObject({ clip: { name: clip.name }, opening: null })
    expect([...store.getState().replica.revisions.keys()]).toHaveLength(records.length)
  })

  it('shows what somebody else does, and leaves own edits on top', async () => {
    const server = createMemoryServer(clip, records)
    const me = await browserOn(server, 'me')
    const other = await browserOn(server, 'other')
    other.recategorize(a.id, 'van')
    me.recategorize(b.id, 'bus')
    await settled()
    for (const one of [me, other]) {
      expect(one.category(a.id)).toBe('van')
      expect(one.category(b.id)).toBe('bus')
      expect(one.store.getState()).toMatchObject({ saving: { state: 'saved' }, conflicts: [] })
      expect(one.store.getState().replica.pending).toEqual([])
    }
  })

  it('loses no edit to a reload without network', async () => {
    const server = createMemoryServer(clip, records)
    const before = await browserOn(server, 'me')
    server.setLine('down')
    before.recategorize(a.id, 'van')
    await settled()
    expect(before.store.getState().saving).toEqual({ state: 'offline', unsaved: 1 })
    before.session.close()
    server.setLine('up')
    const after = await browserOn(server, 'me', before.storage)
    await settled()
    expect(after.category(a.id)).toBe('van')
    expect(after.store.getState().saving).toEqual({ state: 'saved' })
    expect(server.log).toHaveLength(1)
  })

  it('keeps an edit somebody else came before as a conflict, and shows theirs until it is decided', async () => {
    const server = createMemoryServer(clip, records)
    const me = await browserOn(server, 'me')
    const other = await browserOn(server, 'other')
    server.setLine('down')
    me.recategorize(a.id, 'van')
    me.recategorize(b.id, 'bus')
    await settled()
    me.session.close()
    server.setLine('up')
    other.recategorize(a.id, 'tram')
    await settled()

    const again = await browserOn(server, 'me', me.storage)
    await settled()
    expect(again.category(a.id)).toBe('tram')
    expect(again.category(b.id)).toBe('bus')
    const [conflict] = again.store.getState().conflicts
    expect(conflict?.edits).toHaveLength(1)

    await again.session.decide(conflict!, 'mine')
    await settled()
    expect(again.category(a.id)).toBe('van')
    expect(other.category(a.id)).toBe('van')
    expect(again.store.getState().conflicts).toEqual([])
    expect(await again.storage.conflictsOf(clip.id)).toEqual([])
    again.store.getState().undo()
    await settled()
    expect(other.category(a.id)).toBe('tram')
  })

  it('lets theirs stand when that is decided', async () => {
    const server = createMemoryServer(clip, records)
    const me = await browserOn(server, 'me')
    const other = await browserOn(server, 'other')
    server.setLine('down')
    me.recategorize(a.id, 'van')
    await settled()
    me.session.close()
    server.setLine('up')
    other.recategorize(a.id, 'tram')
    await settled()
    const again = await browserOn(server, 'me', me.storage)
    await settled()
    await again.session.decide(again.store.getState().conflicts[0]!, 'theirs')
    expect(again.category(a.id)).toBe('tram')
    expect(again.store.getState().conflicts).toEqual([])
    expect(server.log).toHaveLength(1)
  })

  it('undoes after a reload what this browser did, and nothing of others', async () => {
    const server = createMemoryServer(clip, records)
    const before = await browserOn(server, 'me')
    before.recategorize(a.id, 'van')
    await settled()
    const other = await browserOn(server, 'other')
    other.recategorize(b.id, 'bus')
    before.recategorize(a.id, 'tram')
    await settled()
    const after = await browserOn(server, 'me')
    await settled()
    expect(after.store.getState().history.undo).toHaveLength(2)
    after.store.getState().undo()
    expect(after.category(a.id)).toBe('van')
    after.store.getState().undo()
    expect(after.category(a.id)).toBe('car')
    after.store.getState().undo()
    await settled()
    expect(after.category(b.id)).toBe('bus')
    after.store.getState().redo()
    expect(after.category(a.id)).toBe('van')
  })

  it('says why a clip could not be opened', async () => {
    const server = createMemoryServer(clip, records)
    server.setLine('down')
    const { store } = await browserOn(server, 'me')
    expect(store.getState().opening).toEqual({
      state: 'failed',
      name: clip.name,
      why: 'No connection',
    })
    expect(store.getState().clip).toBeNull()
  })

  it('keeps the clip that is open until the next is there or has failed', async () => {
    const server = createMemoryServer(clip, records)
    const { session, store } = await browserOn(server, 'me')
    const opening = session.open(clip.id, 'Again')
    expect(store.getState()).toMatchObject({ clip: { id: clip.id }, opening: { name: 'Again' } })
    await opening
    expect(store.getState()).toMatchObject({ clip: { id: clip.id }, opening: null })
    server.setLine('down')
    await session.open(clip.id, 'Again')
    expect(store.getState()).toMatchObject({ clip: null, opening: { state: 'failed' } })
  })

  it('drops a clip on its way when another is opened', async () => {
    const memory = createMemoryServer(clip, records)
    let letGo: () => void = () => {}
    const isHere = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const server = {
      ...memory,
      openClip: async (id: ClipId) => {
        const answer = await memory.openClip(id)
        if (id !== 'slow') return answer
        await isHere
        return { ...answer, clip: { ...clip, id, name: 'Slow' } }
      },
    }
    const { session, store } = await browserOn(server, 'me')
    const slow = session.open(clipId('slow'), 'Slow')
    expect(store.getState().opening).toMatchObject({ state: 'reading', name: 'Slow' })
    await session.open(clip.id, clip.name)
    letGo()
    await slow
    expect(store.getState()).toMatchObject({ clip: { name: clip.name }, opening: null })
  })

  it('follows no clip that was closed', async () => {
    const server = createMemoryServer(clip, records)
    const me = await browserOn(server, 'me')
    const other = await browserOn(server, 'other')
    me.session.close()
    other.recategorize(a.id, 'van')
    await settled()
    expect(me.category(a.id)).toBeUndefined()
    expect(me.store.getState()).toMatchObject({ clip: null, frame: 0, selectedTrackId: null })
  })
})
