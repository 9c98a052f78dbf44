import { type AnnotationRecord, type ClipId, type Edit, invertPatch } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClip, recordPage } from '../clips/clips.ts'
import { TENANT } from '../db/database.ts'
import { adding, cuboid, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
} from '../testing/testStore.ts'
import { type AppendAtOnce, appendingAtOnce } from './appendAtOnce.ts'
import { entriesSince } from './patchLog.ts'

const postgres = await postgresAddress()
const engines: readonly [string, boolean, () => Promise<TestStore>][] = [
  ['the embedded database', true, openEmbeddedStore],
  ['PostgreSQL', postgres !== null, () => openPostgresStore(postgres!)],
]

const a = track('a')
const box = { ...cuboid(a.id, 0), extras: { kitti: "l'été \\ {count} '' 道路" } }
const moved = { ...box, center: [1, 2, 3] as const }
const moving: Edit['patch'] = [{ recordId: box.id, before: box, after: moved }]

for (const [name, isThere, open] of engines) {
  describe.skipIf(!isThere)(`an append in one statement on ${name}`, () => {
    let opened: TestStore
    let atOnce: AppendAtOnce
    beforeAll(async () => {
      opened = await open()
      atOnce = appendingAtOnce(opened.store.database)
    })
    afterAll(() => opened.dispose())

    const append = (clipId: ClipId, edit: Edit, base: Record<string, number> = {}) =>
      atOnce(TENANT, { clipId, edit, baseRevisions: base, author: "O'Hara" })
    const stateOf = async (clipId: ClipId) => {
      const { queries } = opened.store.database
      const { headSeq } = await openClip(queries, clipId)
      const log = await entriesSince(queries, { clipId, seq: 1, limit: 1000 })
      const { records } = await recordPage(queries, { clipId, after: null, limit: 1000 })
      return { headSeq, log, records }
    }
    const newClip = (records: readonly AnnotationRecord[] = [a, box]): Promise<ClipId> =>
      storeSmallClip(opened.store, records)

    it('stores the entry and the records, every character as it was sent', async () => {
      const clipId = await newClip()
      const edit = editOf([...moving, adding(track('new'))])
      expect(await append(clipId, edit, { [box.id]: 1 })).toEqual({
        outcome: 'stored',
        seq: 2,
        revisions: { [box.id]: 2, new: 1 },
      })
      const { headSeq, log, records } = await stateOf(clipId)
      expect(headSeq).toBe(2)
      expect(log).toMatchObject([{ seq: 2, author: "O'Hara", edit }])
      expect(records.map(({ record }) => record)).toEqual([a, moved, track('new')])
      const deletion = editOf([{ recordId: box.id, before: moved, after: null }])
      await append(clipId, deletion, { [box.id]: 2 })
      const back = await append(clipId, editOf(invertPatch(deletion.patch)), { [box.id]: 3 })
      expect(back).toMatchObject({ seq: 4, revisions: { [box.id]: 4 } })
    })

    it('stores nothing where it must be looked at closer', async () => {
      const clipId = await newClip()
      const empty = editOf([])
      await append(clipId, empty)
      const before = await stateOf(clipId)
      const ghost = track('ghost')
      const wrong: Edit['patch'] = [{ recordId: box.id, before: moved, after: box }]
      const beside = adding(track('beside'))
      const cases: readonly (readonly [string, Edit, Record<string, number>])[] = [
        ['another revision', editOf([...moving, beside]), { [box.id]: 2 }],
        ['a new record that is there', editOf([adding(box), beside]), {}],
        ['a record that is not there', editOf([adding(ghost), beside]), { [ghost.id]: 3 }],
        ['another record than is stored', editOf([...wrong, beside]), { [box.id]: 1 }],
        ['an edit that is stored', empty, {}],
      ]
      for (const [what, edit, base] of cases) {
        expect(await append(clipId, edit, base), what).toBeNull()
        expect(await stateOf(clipId), what).toEqual(before)
      }
      expect(await append('nobodys' as ClipId, editOf([]))).toBeNull()
    })

    it('lets one of several at the same moment through', async () => {
      const clipId = await newClip()
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => append(clipId, editOf(moving), { [box.id]: 1 })),
      )
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1)
      const { headSeq, log } = await stateOf(clipId)
      expect([headSeq, log.length]).toEqual([2, 1])
    })
  })
}
