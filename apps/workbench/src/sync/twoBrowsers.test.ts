import { allRecords, setCategory, trackOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBrowser, type TestBrowser } from '../testing/browser.ts'
import { settled } from '../testing/handClock.ts'
import { createMemoryServer } from '../testing/memoryServer.ts'
import { testClip } from '../testing/testStore.ts'

const clip = testClip(2)
const tracks = [track('a'), track('b', { number: 2 })]
const records = [...tracks, cuboid(tracks[0]!.id, 0), cuboid(tracks[1]!.id, 1)]

type Deed =
  | { readonly kind: 'edit'; readonly of: number; readonly category: string }
  | { readonly kind: 'undo' | 'redo' | 'wait' }
  | { readonly kind: 'line'; readonly line: 'up' | 'down' | 'deaf' }

const deeds: fc.Arbitrary<readonly { readonly who: number; readonly deed: Deed }[]> = fc.array(
  fc.record({
    who: fc.nat(1),
    deed: fc.oneof(
      fc.record({
        kind: fc.constant('edit' as const),
        of: fc.nat(1),
        category: fc.constantFrom('van', 'bus', 'tram'),
      }),
      fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'wait' as const) }),
      fc.record({
        kind: fc.constant('line' as const),
        line: fc.constantFrom('up' as const, 'down' as const, 'deaf' as const),
      }),
    ),
  }),
  { maxLength: 14 },
)

async function act({ store, setLine }: TestBrowser, deed: Deed): Promise<void> {
  const { annotations, edit, undo, redo } = store.getState()
  switch (deed.kind) {
    case 'edit': {
      const { id } = tracks[deed.of]!
      if (trackOf(annotations, id) === undefined) return
      edit('setCategory', setCategory(annotations, { trackId: id, category: deed.category }))
      return
    }
    case 'undo':
      undo()
      return
    case 'redo':
      redo()
      return
    case 'wait':
      await settled()
      return
    case 'line':
      setLine(deed.line)
  }
}

const shown = ({ store }: TestBrowser) => [...allRecords(store.getState().annotations)]

describe('two browsers on one clip', () => {
  it('show what the server has once both are on the line, and no edit is lost', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (list) => {
        const server = createMemoryServer(clip, records)
        const browsers = [
          await openBrowser(server, { clipId: clip.id, authorId: 'one' }),
          await openBrowser(server, { clipId: clip.id, authorId: 'other' }),
        ]
        const made = new Set<string>()
        for (const { who, deed } of list) {
          await act(browsers[who]!, deed)
          for (const { edit } of browsers[who]!.store.getState().replica.pending) {
            made.add(edit.patchId)
          }
        }
        for (const browser of browsers) browser.setLine('up')
        await settled()
        for (const browser of browsers) browser.setLine('up')
        await settled()

        const logged = server.log.map(({ edit }) => edit.patchId)
        expect(new Set(logged).size).toBe(logged.length)
        const kept = new Set<string>(logged)
        for (const browser of browsers) {
          const { replica, saving, conflicts } = browser.store.getState()
          expect(saving).toEqual({ state: 'saved' })
          expect(replica.pending).toEqual([])
          expect(shown(browser)).toEqual(server.records())
          expect(conflicts).toEqual(await browser.storage.conflictsOf(clip.id))
          for (const { edits } of conflicts) {
            for (const { edit } of edits) kept.add(edit.patchId)
          }
        }
        expect([...made].filter((id) => !kept.has(id))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
