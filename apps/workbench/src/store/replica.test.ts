import {
  type AnnotationRecord,
  allRecords,
  annotationsOf,
  applyPatch,
  type Edit,
  type Patch,
  patchId,
  type RecordId,
  recordOf,
} from '@trueline/annotation'
import { track } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { openedDocument, withOwnEdit, withRefusal, withStoredEdit } from './documentChanges.ts'
import {
  EMPTY_REPLICA,
  type PendingEdit,
  type Replica,
  revisionsUnder,
  type StoredEdit,
  shownAnnotations,
  withoutRefused,
  withPending,
  withStored,
} from './replica.ts'

const NAMES = ['a', 'b', 'c']
const START = NAMES.map((name, index) => track(name, { number: index + 1 }))
const clip = testClip(1)

/** A change of some tracks: `null` deletes one, a word is its new category. */
type Wish = {
  readonly isMine: boolean
  readonly of: readonly number[]
  readonly word: string | null
}

const wishes: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.record({
    isMine: fc.boolean(),
    of: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
    word: fc.option(fc.constantFrom('car', 'van', 'tram')),
  }),
  { maxLength: 12 },
)

/** What a server makes of edits that come one after the other. */
function serverLog(list: readonly Wish[]) {
  let records = annotationsOf(START)
  const revisions = new Map<RecordId, number>()
  const log = list.map(({ isMine, of, word }, index): { isMine: boolean; stored: StoredEdit } => {
    const patch: Patch = of.map((at) => {
      const recordId = START[at]!.id
      const before = recordOf(records, recordId) ?? null
      const after =
        word === null ? null : { ...START[at]!, category: word, isStatic: index % 2 === 0 }
      return { recordId, before, after }
    })
    records = applyPatch(records, patch)
    for (const { recordId } of patch) revisions.set(recordId, (revisions.get(recordId) ?? 0) + 1)
    const edit: Edit = {
      patchId: patchId(`p${index}`),
      command: 'test',
      kind: 'edit',
      of: null,
      madeAtUs: index,
      patch,
    }
    const now = Object.fromEntries(
      patch.map(({ recordId }) => [recordId, revisions.get(recordId)!]),
    )
    return { isMine, stored: { edit, revisions: now } }
  })
  return { records, log }
}

function pendingOf({ edit }: StoredEdit, replica: Replica): PendingEdit {
  const baseRevisions = revisionsUnder(replica, edit.patch)
  return { clipId: clip.id, edit, baseRevisions, author: 'me' }
}

const listOf = (annotations: Replica['base']): readonly AnnotationRecord[] => [
  ...allRecords(annotations),
]

describe('a replica', () => {
  it('comes to what the server has, in whatever order and however often it is told', () => {
    const orders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 24,
      maxLength: 24,
    })
    fc.assert(
      fc.property(wishes, orders, (list, order) => {
        const { records, log } = serverLog(list)
        let replica: Replica = { ...EMPTY_REPLICA, base: annotationsOf(START) }
        for (const { isMine, stored } of log) {
          if (isMine) replica = withPending(replica, pendingOf(stored, replica))
        }
        const told = [...log, ...log]
          .map((entry, index) => ({ ...entry, rank: order[index]! }))
          .sort((one, other) => one.rank - other.rank)
        for (const { stored } of told) replica = withStored(replica, stored)
        expect(replica.pending).toEqual([])
        expect(listOf(shownAnnotations(replica))).toEqual(listOf(records))
      }),
    )
  })

  it('shows own edits on top of whatever is stored beneath', () => {
    const mine = { ...START[0]!, category: 'mine' }
    const theirs = { ...START[1]!, category: 'theirs' }
    const edit = (name: string, before: AnnotationRecord, after: AnnotationRecord): Edit => ({
      patchId: patchId(name),
      command: 'test',
      kind: 'edit',
      of: null,
      madeAtUs: 0,
      patch: [{ recordId: after.id, before, after }],
    })
    let replica: Replica = { ...EMPTY_REPLICA, base: annotationsOf(START) }
    const own = { edit: edit('mine', START[0]!, mine), revisions: {} }
    replica = withPending(replica, pendingOf(own, replica))
    replica = withStored(replica, {
      edit: edit('theirs', START[1]!, theirs),
      revisions: { [theirs.id]: 1 },
    })
    expect(listOf(shownAnnotations(replica))).toEqual([mine, theirs, START[2]])
  })

  it('counts edits under way as stored', () => {
    let replica: Replica = { ...EMPTY_REPLICA, revisions: new Map([[START[0]!.id, 4]]) }
    const patch: Patch = [{ recordId: START[0]!.id, before: START[0]!, after: null }]
    expect(revisionsUnder(replica, patch)).toEqual({ a: 4 })
    const edit: Edit = {
      patchId: patchId('p'),
      command: 'test',
      kind: 'edit',
      of: null,
      madeAtUs: 0,
      patch,
    }
    replica = withPending(replica, pendingOf({ edit, revisions: {} }, replica))
    expect(revisionsUnder(replica, patch)).toEqual({ a: 5 })
  })

  it('goes back to no older revision when a refusal arrives late', () => {
    const news = { ...START[0]!, category: 'news' }
    const old = { ...START[0]!, category: 'old' }
    const base = annotationsOf([news, ...START.slice(1)])
    const replica: Replica = { base, revisions: new Map([[news.id, 3]]), pending: [] }
    const current = [{ recordId: old.id, record: old, revision: 2 }]
    const { replica: left } = withoutRefused(replica, patchId('p'), current)
    expect(recordOf(left.base, news.id)).toBe(news)
    expect(left.revisions.get(news.id)).toBe(3)
  })

  it('loses with a refused edit those that stand on it, and no other', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const { log } = serverLog(list)
        if (log.length === 0) return
        let replica: Replica = { ...EMPTY_REPLICA, base: annotationsOf(START) }
        for (const { stored } of log) replica = withPending(replica, pendingOf(stored, replica))
        const first = log[0]!.stored.edit
        const { replica: left, refused } = withoutRefused(replica, first.patchId, [])
        expect([...left.pending, ...refused]).toHaveLength(log.length)
        const gone = new Set(refused.map(({ edit }) => edit.patchId))
        const touched = new Set<RecordId>()
        for (const { edit } of replica.pending) {
          const stands = edit.patch.some(({ recordId }) => touched.has(recordId))
          expect(gone.has(edit.patchId)).toBe(edit.patchId === first.patchId || stands)
          if (!gone.has(edit.patchId)) continue
          for (const { recordId } of edit.patch) touched.add(recordId)
        }
      }),
    )
  })
})

describe('the document as shown', () => {
  it('is at every moment the server’s records with the waiting edits on top', () => {
    const refuse = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(wishes, refuse, (list, isRefused) => {
        const { log } = serverLog(list)
        let document = openedDocument(clip, { ...EMPTY_REPLICA, base: annotationsOf(START) })
        const check = (): void =>
          expect(listOf(document.annotations)).toEqual(listOf(shownAnnotations(document.replica)))
        for (const { isMine, stored } of log) {
          if (!isMine) continue
          document = withOwnEdit(document, pendingOf(stored, document.replica))
          check()
        }
        log.forEach(({ isMine, stored }, index) => {
          const { patchId: id, patch } = stored.edit
          if (isMine && isRefused[index]) {
            const current = patch.map(({ recordId }) => ({ recordId, record: null, revision: 50 }))
            document = withRefusal(document, id, current).document
          } else document = withStoredEdit(document, stored)
          check()
        })
        const waiting = new Set(document.replica.pending.map(({ edit }) => edit.patchId))
        expect(waiting.size).toBe(0)
      }),
    )
  })
})
