import { acceptTrack, annotationsOf, applyPatch, patchId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { DEFAULT_PROFILE } from '@trueline/quality'
import { expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { acceptanceOf, judgedOf, profilesOf } from './acceptanceOf.ts'
import { reportsOf } from './reportsOf.ts'
import { readWorkedClip } from './workedClip.ts'

const CLIP = testClip(4)
const TRACKS = [track('a', { number: 1 }), track('b', { number: 2 }), track('c', { number: 3 })]
const BOXES = TRACKS.map((one) => {
  const { center, extent, rotation } = cuboid(one.id, 0)
  return cuboid(one.id, 0, { proposal: { center, extent, rotation } })
})
const asked = {
  ...{ rate: { perHour: 60, currency: 'EUR' }, terms: [], isAnonymous: false },
  ...{ madeAt: '', random: () => 0.5 },
}

/** A clip of which two people answered a track each, 20 s apart. */
function worked() {
  let annotations = annotationsOf([...TRACKS, ...BOXES])
  const entries = ['an · 1', 'bo · 2', 'an · 1'].map((author, index) => {
    const patch = acceptTrack(annotations, { trackId: TRACKS[index]!.id, frames: null })
    annotations = applyPatch(annotations, patch)
    const edit = {
      ...({
        patchId: patchId(`${index}`),
        command: 'acceptTrack',
        kind: 'edit',
        of: null,
      } as const),
      ...{ madeAtUs: 20e6 * index, patch },
    }
    return { author, edit }
  })
  const others = { efforts: [], profile: null }
  return { clip: CLIP, annotations, entries, isDone: false, handedOn: null, ...others }
}

it('a person’s own numbers are of what they did, those of all of everything', () => {
  const all = reportsOf([worked()], { ...asked, authorId: null })
  expect(all.rows).toHaveLength(3)
  // Two clips of one name are two.
  const two = reportsOf([worked(), worked()], { ...asked, authorId: null })
  expect(two.economics.total.frames).toBe(2 * CLIP.frames.length)
  expect(all.economics.by.annotator.map(({ name, seconds }) => [name, seconds])).toEqual([
    ['an', 40],
    ['bo', 0],
  ])
  expect(all.failures.total.fates).toMatchObject({ untouched: 3 })
  const own = reportsOf([worked()], { ...asked, authorId: '2' })
  expect(own.rows.map(({ trackId }) => trackId)).toEqual([TRACKS[1]!.id])
})

it('a clip is read page by page, and is done once all of it was handed on', async () => {
  const { entries } = worked()
  const page = (
    records: readonly (typeof TRACKS | typeof BOXES)[number][],
    next: string | null,
  ) => ({
    ...{ records: records.map((record) => ({ record, revision: 1 })), next },
  })
  const server = {
    openClip: async () => ({ clip: CLIP, headSeq: 4, first: page(TRACKS, 'x') }),
    readRecords: async () => page(BOXES, null),
    readHistory: async (_: unknown, before: number | null) =>
      entries
        .map((entry, index) => ({ ...entry, seq: index + 1 }))
        .filter(({ seq }) => before === null || seq < before)
        .toReversed()
        .slice(0, 2),
    readTasks: async () => [{ state: 'review', submittedSeq: 2 }],
    readEfforts: async () => [],
    projects: {
      projectOf: async () => ({ acceptance: { name: 'ours', limits: { missed: 0.1 } } }),
    },
  }
  const read = await readWorkedClip(server as never, { clipId: CLIP.id, author: 'an · 1' })
  expect(read.entries.map(({ edit }) => edit.madeAtUs)).toEqual([0, 20e6, 40e6])
  expect(read.isDone).toBe(true)
  // Of the three answers the last came after it was handed on; these are the records as they came.
  expect(read.handedOn).not.toBeNull()
  const names = { handedOn: 'a', reviewed: 'b' }
  const judging = { sampled: null, known: [], names, madeAt: '' }
  const report = acceptanceOf([judgedOf(read)!], judging)!
  expect(report.profile.name).toBe('ours')
  expect(report.known).toBeNull()
  expect(report).toMatchObject({ verdict: 'pass', total: { boxes: 3, found: 3, extra: 0 } })
  expect(judgedOf({ ...read, handedOn: null })).toBeNull()
  expect(acceptanceOf([], judging)).toBeNull()
  const judgedByOthers = [judgedOf(read)!, judgedOf({ ...read, profile: null })!]
  expect(acceptanceOf(judgedByOthers, judging)).toBeNull()
  expect(profilesOf([...judgedByOthers, ...judgedByOthers]).map(({ name }) => name)).toEqual([
    ...['ours', DEFAULT_PROFILE.name],
  ])
  const less = { ...read, handedOn: annotationsOf([...TRACKS, BOXES[0]!]) }
  const missed = acceptanceOf([judgedOf(less)!], judging)!
  expect([missed.verdict, missed.total.missed!.estimate]).toEqual(['fail', 2 / 3])
  expect(reportsOf([read], { ...asked, authorId: null }).rows).toHaveLength(3)
})

it('what browsers counted and what is agreed of a clip are in what it cost', () => {
  const nothing = { keys: 0, clicks: 0, drags: 0, undos: 0, activeMs: 0 }
  const efforts = [
    { ...nothing, author: 'an · 1', trackId: TRACKS[0]!.id, keys: 4, clicks: 1, activeMs: 9000 },
    { ...nothing, author: 'an · 1', trackId: null, drags: 2, activeMs: 5000 },
  ]
  const about = {
    project: 'p',
    batch: 'b',
    batchId: 'b',
    model: 'net 3',
    vendor: 'east',
    rate: null,
  }
  const terms = [{ clipId: CLIP.id, ...about }]
  const { economics } = reportsOf([{ ...worked(), efforts }], { ...asked, terms, authorId: null })
  expect(economics.by.annotator.map(({ name, seconds }) => [name, seconds])).toEqual([
    ['an', 9],
    ['bo', 0],
  ])
  expect(economics.elsewhere).toEqual({ seconds: 5, actions: 2, undos: 0 })
  expect(economics.by.model.map(({ name }) => name)).toEqual(['net 3'])
  expect(economics.by.vendor.map(({ name }) => name)).toEqual(['east'])
  expect(economics.rate.currency).toBe('EUR')
})
