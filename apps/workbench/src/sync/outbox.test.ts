import { annotationsOf, type Edit, type Patch, patchId, type Track } from '@trueline/annotation'
import { track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { RefusedEditError, UnstoredEditError } from '../server.ts'
import { type PendingEdit, revisionsUnder } from '../store/replica.ts'
import type { Saving } from '../store/state.ts'
import { createHandClock, settled } from '../testing/handClock.ts'
import { createMemoryServer } from '../testing/memoryServer.ts'
import { testClip } from '../testing/testStore.ts'
import type { Conflict } from './conflict.ts'
import { type OutboxEdges, openOutbox } from './outbox.ts'
import { createMemoryOutboxStorage } from './outboxStorage.ts'

const clip = testClip(1)
const a = track('a')
const b = track('b', { number: 2 })

/** An edit that gives a track another category, made on a server's state of revision 1. */
function recategorized(
  name: string,
  [before, category]: readonly [Track, string],
  after: readonly PendingEdit[] = [],
): PendingEdit {
  const patch: Patch = [{ recordId: before.id, before, after: { ...before, category } }]
  const edit: Edit = {
    patchId: patchId(name),
    command: 'setCategory',
    kind: 'edit',
    of: null,
    madeAtUs: 0,
    patch,
  }
  const revisions = new Map([
    [a.id, 1],
    [b.id, 1],
  ])
  const baseRevisions = revisionsUnder(
    { base: annotationsOf([]), revisions, pending: after },
    patch,
  )
  return { clipId: clip.id, edit, baseRevisions, author: 'me' }
}

async function openOn(given: Partial<OutboxEdges> = {}) {
  const server = createMemoryServer(clip, [a, b])
  const clock = createHandClock()
  const said: Saving[] = []
  const conflicts: Conflict[] = []
  const stored: string[] = []
  const failures: unknown[] = []
  const edges: OutboxEdges = {
    storage: createMemoryOutboxStorage(),
    append: server.append,
    saving: (saving) => void said.push(saving),
    stored: ({ edit }) => void stored.push(edit.patchId),
    refused: (conflict) => void conflicts.push(conflict),
    keepingFailed: (error) => void failures.push(error),
    after: clock.after,
    ...given,
  }
  const outbox = await openOutbox(edges)
  return { outbox, server, clock, said, conflicts, stored, failures, edges }
}

const logged = (server: ReturnType<typeof createMemoryServer>): readonly string[] =>
  server.log.map(({ edit }) => edit.patchId)

describe('the outbox', () => {
  it('sends an edit only once this machine has kept it', async () => {
    const memory = createMemoryOutboxStorage()
    let letGo: () => void = () => {}
    const isKept = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const storage = {
      ...memory,
      add: async (pending: PendingEdit) => {
        await isKept
        return memory.add(pending)
      },
    }
    const { outbox, server, said } = await openOn({ storage })
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    expect(logged(server)).toEqual([])
    expect(said.at(-1)).toEqual({ state: 'saving', unsaved: 1 })
    letGo()
    await settled()
    expect(logged(server)).toEqual(['p1'])
    expect(await memory.edits()).toEqual([])
    expect(said.at(-1)).toEqual({ state: 'saved' })
  })

  it('says that an edit is kept here only once it is', async () => {
    const memory = createMemoryOutboxStorage()
    const letGo: (() => void)[] = []
    const storage = {
      ...memory,
      add: async (pending: PendingEdit) => {
        await new Promise<void>((resolve) => letGo.push(resolve))
        return memory.add(pending)
      },
    }
    const { outbox, server, said } = await openOn({ storage })
    server.setLine('down')
    outbox.keep(recategorized('p1', [a, 'van']))
    letGo[0]?.()
    await settled()
    expect(said.at(-1)).toEqual({ state: 'offline', unsaved: 1 })
    outbox.keep(recategorized('p2', [b, 'van']))
    await settled()
    expect(said.at(-1)).toEqual({ state: 'saving', unsaved: 2 })
    letGo[1]?.()
    await settled()
    expect(said.at(-1)).toEqual({ state: 'offline', unsaved: 2 })
  })

  it('sends edits one after the other, as they were made', async () => {
    const { outbox, server, stored } = await openOn()
    const first = recategorized('p1', [a, 'van'])
    outbox.keep(first)
    outbox.keep(recategorized('p2', [{ ...a, category: 'van' }, 'tram'], [first]))
    outbox.keep(recategorized('p3', [b, 'van']))
    await settled()
    expect(logged(server)).toEqual(['p1', 'p2', 'p3'])
    expect(stored).toEqual(['p1', 'p2', 'p3'])
  })

  it('says offline with how many wait, and tries again after ever longer waits up to 10 s', async () => {
    const { outbox, server, clock, said } = await openOn()
    server.setLine('down')
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    outbox.keep(recategorized('p2', [b, 'van']))
    await settled()
    expect(said.at(-1)).toEqual({ state: 'offline', unsaved: 2 })
    const waits: number[] = []
    for (let time = 0; time < 8; time++) {
      waits.push(...clock.waits())
      clock.next()
      await settled()
    }
    expect(waits).toEqual([300, 600, 1200, 2400, 4800, 9600, 10_000, 10_000])
    server.setLine('up')
    clock.next()
    await settled()
    expect(logged(server)).toEqual(['p1', 'p2'])
    expect(said.at(-1)).toEqual({ state: 'saved' })
    expect(clock.waits()).toEqual([])
  })

  it('says that the server cannot store, as with a full disk, keeps what waits and stores it once it can', async () => {
    for (const why of ['failing', 'signedOut'] as const) {
      let isFull = true
      const server = createMemoryServer(clip, [a, b])
      const append: OutboxEdges['append'] = async (pending) => {
        if (isFull) throw new UnstoredEditError(why)
        return server.append(pending)
      }
      const { outbox, said, conflicts, clock, edges } = await openOn({ append })
      outbox.keep(recategorized('one', [a, 'bus']))
      outbox.keep(recategorized('two', [b, 'bus']))
      await settled()
      expect(said.at(-1)).toEqual({ state: why, unsaved: 2 })
      expect(await edges.storage.edits()).toHaveLength(2)
      isFull = false
      clock.next()
      await settled()
      expect(said.at(-1)).toEqual({ state: 'saved' })
      expect(logged(server)).toEqual(['one', 'two'])
      expect(conflicts).toEqual([])
    }
  })

  it('tries at once when told that the line is back', async () => {
    const { outbox, server } = await openOn()
    server.setLine('down')
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    server.setLine('up')
    outbox.retry()
    await settled()
    expect(logged(server)).toEqual(['p1'])
  })

  it('stores an edit once though the answer to it was lost', async () => {
    const { outbox, server, stored } = await openOn()
    server.setLine('deaf')
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    expect(stored).toEqual([])
    server.setLine('up')
    outbox.retry()
    await settled()
    expect(logged(server)).toEqual(['p1'])
    expect(stored).toEqual(['p1'])
  })

  it('goes on after a reload where it was', async () => {
    const { outbox, server, edges } = await openOn()
    server.setLine('down')
    outbox.keep(recategorized('p1', [a, 'van']))
    outbox.keep(recategorized('p2', [b, 'van']))
    await settled()
    server.setLine('up')
    const again = await openOutbox(edges)
    expect(again.pendingOf(clip.id).map(({ edit }) => edit.patchId)).toEqual(['p1', 'p2'])
    await settled()
    expect(logged(server)).toEqual(['p1', 'p2'])
    expect(await edges.storage.edits()).toEqual([])
  })

  it('sets a stale edit aside with those that stand on it, and sends the others', async () => {
    const { outbox, server, conflicts, edges, said } = await openOn()
    const theirs = { ...recategorized('theirs', [a, 'tram']), author: 'Li Wei · other' }
    await server.append(theirs)
    const first = recategorized('p1', [a, 'van'])
    outbox.keep(first)
    outbox.keep(recategorized('p2', [{ ...a, category: 'van' }, 'bus'], [first]))
    outbox.keep(recategorized('p3', [b, 'van']))
    await settled()
    expect(logged(server)).toEqual(['theirs', 'p3'])
    expect(conflicts).toHaveLength(1)
    const [conflict] = conflicts
    expect(conflict!.edits.map(({ edit }) => edit.patchId)).toEqual(['p1', 'p2'])
    expect(conflict!.why).toMatchObject({
      kind: 'stale',
      current: [{ recordId: 'a', author: 'Li Wei · other', revision: 2 }],
    })
    expect(await edges.storage.conflictsOf(clip.id)).toEqual(conflicts)
    expect(await edges.storage.edits()).toEqual([])
    expect(said.at(-1)).toEqual({ state: 'saved' })
  })

  it('takes another number for the very same values for no conflict', async () => {
    const { outbox, server, conflicts } = await openOn()
    await server.append(recategorized('there', [a, 'tram']))
    const back = recategorized('back', [{ ...a, category: 'tram' }, 'car'])
    await server.append({ ...back, baseRevisions: { a: 2 } })
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    expect(conflicts).toEqual([])
    expect(logged(server)).toEqual(['there', 'back', 'p1'])
  })

  it('sets aside what the server will never take, with its words', async () => {
    const append = async (): Promise<never> => {
      throw new RefusedEditError({ en: 'no such clip', zh: '没有该片段' })
    }
    const { outbox, conflicts, said } = await openOn({ append })
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    expect(conflicts[0]!.why).toEqual({
      kind: 'refused',
      message: { en: 'no such clip', zh: '没有该片段' },
    })
    expect(said.at(-1)).toEqual({ state: 'saved' })
  })

  it('sends an edit that this machine cannot keep, and says that it cannot', async () => {
    const storage = {
      ...createMemoryOutboxStorage(),
      add: async (): Promise<never> => {
        throw new Error('disk full')
      },
    }
    const { outbox, server, failures } = await openOn({ storage })
    outbox.keep(recategorized('p1', [a, 'van']))
    await settled()
    expect(logged(server)).toEqual(['p1'])
    expect(failures).toHaveLength(1)
  })
})
