import { type AnnotationRecord, type ClipId, type Edit, invertPatch } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordPage } from '../clips/clips.ts'
import { adding, cuboid, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
} from '../testing/testStore.ts'
import { entriesSince, historyOf } from './patchLog.ts'

const postgres = await postgresAddress()
const engines: readonly [string, boolean, () => Promise<TestStore>][] = [
  ['the embedded database', true, openEmbeddedStore],
  ['PostgreSQL', postgres !== null, () => openPostgresStore(postgres!)],
]

const a = track('a')
const box = cuboid(a.id, 0)
const moved = { ...box, center: [1, 2, 3] as const }
const moving: Edit['patch'] = [{ recordId: box.id, before: box, after: moved }]

for (const [name, isThere, open] of engines) {
  describe.skipIf(!isThere)(`appending on ${name}`, () => {
    let opened: TestStore
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.dispose())

    const newClip = (records: readonly AnnotationRecord[] = [a, box]): Promise<ClipId> =>
      storeSmallClip(opened.store, records)
    const append = (
      clipId: ClipId,
      edit: Edit,
      { base = {}, author = 'Ada' }: { base?: Record<string, number>; author?: string } = {},
    ) => opened.store.append({ clipId, edit, baseRevisions: base, author })
    const recordsOf = async (clipId: ClipId) => {
      const page = { clipId, after: null, limit: 1000 }
      return (await recordPage(opened.store.database.queries, page)).records
    }
    const logOf = (clipId: ClipId) =>
      entriesSince(opened.store.database.queries, { clipId, seq: 0, limit: 1000 })

    it('stores an edit and its records, numbers exactly as they were sent', async () => {
      const clipId = await newClip()
      const answer = await append(clipId, editOf(moving), { base: { [box.id]: 1 } })
      expect(answer).toEqual({ outcome: 'stored', seq: 2, revisions: { [box.id]: 2 } })
      expect(await recordsOf(clipId)).toEqual([
        { record: a, revision: 1 },
        { record: moved, revision: 2 },
      ])
    })

    it('stores an edit sent twice once, and answers both times the same', async () => {
      const clipId = await newClip()
      const edit = editOf(moving)
      const first = await append(clipId, edit, { base: { [box.id]: 1 } })
      const again = await append(clipId, edit, { base: { [box.id]: 1 } })
      expect(again).toEqual(first)
      expect((await logOf(clipId)).map(({ seq }) => seq)).toEqual([1, 2])
      // Also when another edit has changed the record since.
      const back = editOf(invertPatch(moving), { kind: 'undo', of: edit.patchId })
      await append(clipId, back, { base: { [box.id]: 2 } })
      expect(await append(clipId, edit, { base: { [box.id]: 1 } })).toEqual(first)
      expect((await recordsOf(clipId)).at(-1)).toEqual({ record: box, revision: 3 })
    })

    it('stores an edit sent twice at the same moment once', async () => {
      const clipId = await newClip()
      const edit = editOf(moving)
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => append(clipId, edit, { base: { [box.id]: 1 } })),
      )
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(await logOf(clipId)).toHaveLength(2)
    })

    it('stores an edit of no records twice sent once', async () => {
      const clipId = await newClip()
      const edit = editOf([])
      expect(await append(clipId, edit)).toEqual(await append(clipId, edit))
      expect(await logOf(clipId)).toHaveLength(2)
    })

    it('answers a stale edit with what is there now and who made it so', async () => {
      const clipId = await newClip()
      await append(clipId, editOf(moving), { base: { [box.id]: 1 }, author: 'Grace' })
      const late = editOf([{ recordId: box.id, before: box, after: { ...box, center: [9, 9, 9] } }])
      const answer = await append(clipId, late, { base: { [box.id]: 1 } })
      expect(answer).toMatchObject({
        outcome: 'stale',
        current: [{ recordId: box.id, record: moved, revision: 2, author: 'Grace' }],
      })
      expect((await logOf(clipId)).map(({ seq }) => seq)).toEqual([1, 2])
    })

    it('stores nothing of an edit one of whose records is stale', async () => {
      const clipId = await newClip()
      await append(clipId, editOf(moving), { base: { [box.id]: 1 } })
      const other = { ...a, category: 'truck' }
      const patch = [
        { recordId: a.id, before: a, after: other },
        { recordId: box.id, before: box, after: null },
      ]
      const answer = await append(clipId, editOf(patch), { base: { [a.id]: 1, [box.id]: 1 } })
      expect(answer).toMatchObject({ outcome: 'stale', current: [{ recordId: box.id }] })
      expect((await recordsOf(clipId)).map(({ record }) => record)).toEqual([a, moved])
    })

    it('takes a deletion back by its inverse, the revisions going on', async () => {
      const clipId = await newClip()
      const deletion = editOf([{ recordId: box.id, before: box, after: null }])
      await append(clipId, deletion, { base: { [box.id]: 1 } })
      expect(await recordsOf(clipId)).toEqual([{ record: a, revision: 1 }])
      const undo = editOf(invertPatch(deletion.patch), { kind: 'undo', of: deletion.patchId })
      const answer = await append(clipId, undo, { base: { [box.id]: 2 } })
      expect(answer).toMatchObject({ outcome: 'stored', revisions: { [box.id]: 3 } })
      expect((await recordsOf(clipId)).at(-1)).toEqual({ record: box, revision: 3 })
    })

    it('refuses an edit whose before is not what is stored', async () => {
      const clipId = await newClip()
      const patch = [{ recordId: box.id, before: moved, after: null }]
      await expect(append(clipId, editOf(patch), { base: { [box.id]: 1 } })).rejects.toMatchObject({
        name: 'BadInputError',
        place: { en: `before of ${box.id}` },
      })
      await expect(
        append(clipId, editOf([adding(box)]), { base: { [box.id]: 1 } }),
      ).rejects.toThrow('no record')
      expect(await logOf(clipId)).toHaveLength(1)
    })

    it('refuses an edit of a clip nobody has', async () => {
      await expect(append('none' as ClipId, editOf([]))).rejects.toMatchObject({
        name: 'UnknownClipError',
      })
    })

    it('lets one of several writers of a record win, the others learn of it, and the log has no gap', async () => {
      const clipId = await newClip()
      const writers = 8
      const rounds = 5
      let wins = 0
      const write = async (author: string): Promise<void> => {
        let now: { record: AnnotationRecord; revision: number } = { record: box, revision: 1 }
        for (let round = 0; round < rounds; round++) {
          const after = { ...box, attributes: { author, round } }
          const patch = [{ recordId: box.id, before: now.record, after }]
          const base = { [box.id]: now.revision }
          const answer = await append(clipId, editOf(patch), { base, author })
          if (answer.outcome === 'stored') {
            wins += 1
            now = { record: after, revision: answer.revisions[box.id]! }
          } else {
            const [current] = answer.current
            expect(current!.record).toMatchObject({ attributes: { author: current!.author } })
            now = { record: current!.record!, revision: current!.revision }
          }
        }
      }
      await Promise.all(Array.from({ length: writers }, (_, n) => write(`writer ${n}`)))
      const log = await logOf(clipId)
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
      expect(log).toHaveLength(1 + wins)
      expect(wins).toBeGreaterThanOrEqual(rounds)
      const stored = (await recordsOf(clipId)).at(-1)!
      expect(stored.revision).toBe(1 + wins)
      expect(stored.record).toEqual(log.at(-1)!.edit.patch[0]!.after)
    })

    it('stores edits of several clips at once, each with a log of its own', async () => {
      const ids = await Promise.all([1, 2, 3].map(() => newClip([])))
      await Promise.all(
        ids.flatMap((id) =>
          Array.from({ length: 5 }, (_, n) => append(id, editOf([adding(track(`${n}`))]))),
        ),
      )
      for (const id of ids) {
        expect((await logOf(id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
      }
    })

    it('stores an edit of thousands of records', async () => {
      const clipId = await newClip([])
      const tracks = Array.from({ length: 2500 }, (_, n) => track(`t${n}`))
      const answer = await append(clipId, editOf(tracks.map(adding)))
      expect(answer).toMatchObject({ outcome: 'stored', seq: 2 })
      const { queries } = opened.store.database
      const first = await recordPage(queries, { clipId, after: null, limit: 2000 })
      const second = await recordPage(queries, { clipId, after: first.next, limit: 2000 })
      expect(second.next).toBeNull()
      const ids = [...first.records, ...second.records].map(({ record }) => record.id)
      // By code units, whatever the engine's language.
      expect(ids).toEqual(tracks.map(({ id }) => id).toSorted())
    })

    it('reads the log back newest first, a page at a time', async () => {
      const clipId = await newClip([])
      for (const n of [1, 2, 3]) await append(clipId, editOf([adding(track(`${n}`))]))
      const { queries } = opened.store.database
      const newest = await historyOf(queries, { clipId, before: null, limit: 2 })
      const older = await historyOf(queries, { clipId, before: 3, limit: 9 })
      expect(newest.map(({ seq }) => seq)).toEqual([4, 3])
      expect(older.map(({ seq, author }) => [seq, author])).toEqual([
        [2, 'Ada'],
        [1, 'importer'],
      ])
    })
  })
}
