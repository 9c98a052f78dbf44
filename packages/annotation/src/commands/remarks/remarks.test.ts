import { describe, expect, it } from 'vitest'
import {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  recordOf,
  remarkOf,
  remarksOf,
  shownRecords,
} from '../../annotations.ts'
import { remarkId, sensorId, trackId } from '../../ids.ts'
import type { Json } from '../../json.ts'
import { migrateRecord, schemaVersion } from '../../migrations.ts'
import { invertPatch, type Patch } from '../../patch.ts'
import type { RemarkPlace } from '../../records/remark.ts'
import { recordSchema } from '../../schema/recordSchema.ts'
import { cuboid, track } from '../../testing/documents.ts'
import { TakenError, UnknownTrackError } from '../errors.ts'
import { deleteRemark, replyRemark, setRemarkState } from './answerRemark.ts'
import { createRemark } from './createRemark.ts'
import { UnknownRemarkError, UnsoundRemarkError } from './errors.ts'
import { isReviewPatch } from './isReviewPatch.ts'
import { reviewTracks } from './reviewTracks.ts'

const CAR = track('car')
const BASE = annotationsOf([CAR, cuboid(CAR.id, 0)])
const ID = remarkId('r1')
const said = (text: string, atUs = 1) => ({ author: 'rev', atUs, text })
const onCar = (place: RemarkPlace = { kind: 'object' }) => ({
  ...{ id: ID, remarkKind: 'geometry' as const, trackId: CAR.id, frame: 0, place },
  said: said('too long'),
})

/** What a command makes, once it is seen that its inverse takes it back and that it can be stored. */
function after(before: Annotations, patch: Patch): Annotations {
  const made = applyPatch(before, patch)
  expect([...allRecords(applyPatch(made, invertPatch(patch)))]).toEqual([...allRecords(before)])
  for (const change of patch) {
    if (change.after === null) continue
    const stored = JSON.parse(JSON.stringify(change.after)) as Json
    expect(migrateRecord(schemaVersion, stored)).toEqual(change.after)
  }
  return made
}

describe('a remark', () => {
  it('is made, answered, done, resolved and opened again by an answer', () => {
    let now = after(BASE, createRemark(BASE, onCar()))
    expect(remarksOf(now)).toHaveLength(1)
    now = after(now, replyRemark(now, { id: ID, said: said('is it?', 2) }))
    now = after(now, setRemarkState(now, { id: ID, state: 'done' }))
    expect(setRemarkState(now, { id: ID, state: 'done' })).toEqual([])
    now = after(now, setRemarkState(now, { id: ID, state: 'resolved' }))
    now = after(now, replyRemark(now, { id: ID, said: said('still is', 3) }))
    expect(remarkOf(now, ID)).toMatchObject({ state: 'open', thread: { length: 3 } })
    now = after(now, deleteRemark(now, { id: ID }))
    expect(recordOf(now, ID)).toBeUndefined()
    expect(remarksOf(now)).toEqual([])
  })

  it('is kept and is no label', () => {
    const now = applyPatch(BASE, createRemark(BASE, onCar()))
    expect([...allRecords(now)].map(({ kind }) => kind)).toEqual(['track', 'cuboid', 'remark'])
    expect([...shownRecords(now)].map(({ kind }) => kind)).toEqual(['track', 'cuboid'])
  })

  it('may be pinned in the world or in a picture, where there is one', () => {
    after(BASE, createRemark(BASE, onCar({ kind: 'world', point: [1, 2, 3] })))
    const picture = { kind: 'image', sensorId: sensorId('front'), xPx: 3, yPx: 4 } as const
    after(BASE, createRemark(BASE, { ...onCar(picture), trackId: null }))
    const anywhere = { ...onCar(picture), frame: null }
    expect(() => createRemark(BASE, anywhere)).toThrow(UnsoundRemarkError)
    expect(() => createRemark(BASE, { ...onCar(), trackId: null })).toThrow(UnsoundRemarkError)
    expect(() => createRemark(BASE, { ...onCar(), trackId: trackId('no') })).toThrow(
      UnknownTrackError,
    )
  })

  it('is refused where there is one of that id, and where there is none to answer', () => {
    const now = applyPatch(BASE, createRemark(BASE, onCar()))
    expect(() => createRemark(now, onCar())).toThrow(TakenError)
    expect(() => replyRemark(BASE, { id: ID, said: said('') })).toThrow(UnknownRemarkError)
    expect(() => deleteRemark(BASE, { id: ID })).toThrow(UnknownRemarkError)
  })

  it('does not come in without a word of anybody', () => {
    const [change] = createRemark(BASE, onCar())
    expect(recordSchema.safeParse(change!.after).success).toBe(true)
    expect(recordSchema.safeParse({ ...change!.after, thread: [] }).success).toBe(false)
    expect(recordSchema.safeParse({ ...change!.after, place: { kind: 'moon' } }).success).toBe(
      false,
    )
  })
})

it('a reviewer’s verdict of an object is kept with it and taken back', () => {
  const review = { verdict: 'accepted', by: 'rev', atUs: 5 } as const
  const now = after(BASE, reviewTracks(BASE, { trackIds: [CAR.id], review }))
  expect(reviewTracks(now, { trackIds: [CAR.id], review: { ...review, atUs: 9 } })).toEqual([])
  const back = after(now, reviewTracks(now, { trackIds: [CAR.id], review: null }))
  expect([...allRecords(back)]).toEqual([...allRecords(BASE)])
  expect(migrateRecord(2, JSON.parse(JSON.stringify(CAR)) as Json)).toEqual(CAR)
})

describe('a patch of a reviewer', () => {
  const review = { verdict: 'accepted', by: 'rev', atUs: 1 } as const
  const verdict = reviewTracks(BASE, { trackIds: [CAR.id], review })
  const remark = createRemark(BASE, onCar())

  it('says something of labels: remarks and verdicts, made and taken back', () => {
    for (const patch of [verdict, remark, [...verdict, ...remark], []]) {
      expect(isReviewPatch(patch)).toBe(true)
      expect(isReviewPatch(invertPatch(patch))).toBe(true)
    }
    const [first] = verdict
    const reordered = Object.fromEntries(Object.entries(first!.after!).reverse()) as never
    expect(isReviewPatch([{ ...first!, after: reordered }])).toBe(true)
  })

  it('changes no label, not even beside a verdict', () => {
    const box = cuboid(CAR.id, 0)
    const moved = { recordId: box.id, before: box, after: { ...box, center: [9, 0, 0] as const } }
    const named = { recordId: CAR.id, before: CAR, after: { ...CAR, review, category: 'truck' } }
    const gone = { recordId: CAR.id, before: CAR, after: null }
    const waived = { recordId: CAR.id, before: CAR, after: { ...CAR, waivers: [] } }
    for (const change of [moved, named, gone, waived]) {
      expect(isReviewPatch([...remark, change])).toBe(false)
    }
  })
})
