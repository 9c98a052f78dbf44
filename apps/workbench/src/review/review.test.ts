import {
  annotationsOf,
  applyPatch,
  createRemark,
  cuboidId,
  type Edit,
  patchId,
  remarkId,
  reviewTracks,
} from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { baseBoxOf, changedBoxes, goneBoxesAt } from './baseBox.ts'
import { queueOf } from './queue.ts'
import { NO_REVIEW, type ReviewLayer, reviewBases } from './reviewLayer.ts'
import { baseSeq, readReviewLog, reviewLogOf } from './reviewLog.ts'

const TRACKS = Array.from({ length: 40 }, (_, index) =>
  track(`t${String(index).padStart(2, '0')}`, {
    number: index + 1,
    category: index % 2 === 0 ? 'car' : 'pedestrian',
  }),
)
const DOCUMENT = annotationsOf(TRACKS.flatMap((one) => [one, cuboid(one.id, 0)]))
const DOUBT = new Map(TRACKS.map(({ id }, index) => [id, index / 100]))
const [FIRST, SECOND] = [TRACKS[0]!, TRACKS[1]!]

const queue = (annotations = DOCUMENT, review: ReviewLayer = NO_REVIEW) =>
  queueOf({ annotations, review, doubtByTrack: DOUBT })

describe('the queue', () => {
  it('has the most doubtful first, those that were answered last', () => {
    expect(
      queue()
        .tracks.slice(0, 2)
        .map(({ track: { number } }) => number),
    ).toEqual([40, 39])
    const review = { verdict: 'accepted', by: 'rev', atUs: 1 } as const
    const most = TRACKS[39]!.id
    const after = applyPatch(DOCUMENT, reviewTracks(DOCUMENT, { trackIds: [most], review }))
    expect(queue(after).tracks.at(-1)).toMatchObject({ verdict: 'accepted', track: { id: most } })
    expect(queue(after).answered).toBe(1)
  })

  it('counts remarks that are not resolved', () => {
    const patch = createRemark(DOCUMENT, {
      ...{ id: remarkId('r'), remarkKind: 'geometry', trackId: FIRST.id, frame: 0 },
      ...{ place: { kind: 'object' }, said: { author: 'rev', atUs: 1, text: '' } },
    })
    const first = queue(applyPatch(DOCUMENT, patch)).tracks.find(
      ({ track: { id } }) => id === FIRST.id,
    )
    expect(first!.remarks).toBe(1)
  })

  it('is a sample by seed and rate where one is asked for, and tells the rate that it shows', () => {
    const sample = { seed: 3, rate: 0.25, by: 'category' } as const
    const review: ReviewLayer = { ...NO_REVIEW, sample }
    const drawn = queue(DOCUMENT, review)
    expect(drawn.tracks).toHaveLength(10)
    expect(drawn.rate).toBeNull()
    expect(queue(DOCUMENT, review).tracks).toEqual(drawn.tracks)
    const answered = drawn.tracks.reduce((now, { track: { id } }, index) => {
      const verdict = index < 5 ? ('sentBack' as const) : ('accepted' as const)
      const answer = { verdict, by: 'rev', atUs: 1 }
      return applyPatch(now, reviewTracks(now, { trackIds: [id], review: answer }))
    }, DOCUMENT)
    const { rate } = queue(answered, review).rate!
    expect(rate.estimate).toBeCloseTo(0.5, 9)
    expect(rate.low).toBeLessThan(0.35)
    expect(
      queue(DOCUMENT, { ...NO_REVIEW, sample: { ...sample, by: 'doubt', rate: 0.01 } }).tracks,
    ).toHaveLength(2)
  })
})

describe('what is compared', () => {
  const box = cuboid(FIRST.id, 0)
  const moved = { ...box, center: [3, 0, 0] as const }
  const edit = (patch: Edit['patch'], madeAtUs: number): Edit => ({
    ...{ patchId: patchId(`${madeAtUs}`), command: 'x', kind: 'edit', of: null, madeAtUs, patch },
  })
  const entries = [
    {
      seq: 7,
      author: 'bo',
      edit: edit([{ recordId: box.id, before: moved, after: { ...box, center: [9, 0, 0] } }], 70),
    },
    { seq: 6, author: 'an', edit: edit([{ recordId: box.id, before: box, after: moved }], 60) },
    {
      seq: 2,
      author: 'an',
      edit: edit(
        [{ recordId: cuboidId(SECOND.id, 0), before: null, after: cuboid(SECOND.id, 0) }],
        20,
      ),
    },
  ]

  it('is where a box was when it was handed on, and who changed it last', () => {
    const log = reviewLogOf(entries, 5)
    expect(log.lastOf.get(box.id)).toEqual({ author: 'bo', atUs: 70 })
    const review: ReviewLayer = { ...NO_REVIEW, base: 'submission', log }
    expect(baseBoxOf(review, { ...box, center: [9, 0, 0] })).toBe(box)
    expect(baseBoxOf(review, box)).toBeUndefined()
    expect(baseBoxOf(review, cuboid(SECOND.id, 0))).toBeUndefined()
    expect(goneBoxesAt(review, () => false, 0)).toEqual([box])
    expect(goneBoxesAt(review, () => true, 0)).toEqual([])
  })

  it('is what came, and boxes as they came are none', () => {
    const review: ReviewLayer = { ...NO_REVIEW, base: 'proposal' }
    const proposal = { center: box.center, extent: box.extent, rotation: box.rotation }
    expect(baseBoxOf(review, { ...box, proposal })).toBeUndefined()
    expect(baseBoxOf(review, { ...moved, proposal })).toBe(proposal)
    expect(baseBoxOf(review, { ...moved, proposal: null })).toBeNull()
    const annotations = annotationsOf([FIRST, { ...moved, proposal }])
    expect(changedBoxes({ annotations, review }, FIRST.id)).toBe(1)
    expect(changedBoxes({ annotations, review: NO_REVIEW }, FIRST.id)).toBe(0)
  })

  it('is the round before once there was one: what the last submission brought shows then', () => {
    expect(reviewBases({ round: 1 })).not.toContain('round')
    expect(reviewBases({ round: 2 })).toContain('round')
    const event = { author: 'an', atUs: 1, note: '' }
    const events = [
      { ...event, move: 'submit', headSeq: 2 },
      { ...event, move: 'sendBack', headSeq: 2 },
      { ...event, move: 'submit', headSeq: 6 },
    ] as const
    expect([baseSeq('submission', events), baseSeq('round', events)]).toEqual([6, 2])
    expect(baseSeq('round', events.slice(0, 2))).toBeNull()
    const now = { ...box, center: [9, 0, 0] } as const
    const boxOf = (base: 'submission' | 'round') => {
      const log = reviewLogOf(entries, baseSeq(base, events))
      return baseBoxOf({ ...NO_REVIEW, base, log }, now)
    }
    expect(boxOf('submission')).toEqual(moved)
    expect(boxOf('round')).toEqual(box)
  })

  it('is read from the log page by page', async () => {
    const asked: (number | null)[] = []
    const server = {
      readHistory: async (_: unknown, before: number | null) => {
        asked.push(before)
        return entries.filter(({ seq }) => before === null || seq < before).slice(0, 2)
      },
    }
    const log = await readReviewLog(server as never, 'clip' as never, 6)
    expect(asked).toEqual([null, 6, 2])
    expect([...log.before.values()]).toEqual([moved])
    expect(log.lastOf.size).toBe(2)
  })
})
