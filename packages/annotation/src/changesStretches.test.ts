import { describe, expect, it } from 'vitest'
import { changesStretches } from './changesStretches.ts'
import type { Change } from './patch.ts'
import type { AnnotationRecord } from './records/record.ts'
import { cuboid, track } from './testing/documents.ts'

const CAR = track('car')
const OTHER = track('other')
const STRETCHES = [{ firstFrame: 2, lastFrame: 4 }]
const adding = (record: AnnotationRecord): Change => ({
  ...{ recordId: record.id, before: null, after: record },
})
const removing = (record: AnnotationRecord): Change => ({
  ...{ recordId: record.id, before: record, after: null },
})
const changes = (patch: readonly Change[], isWhole = false): boolean =>
  changesStretches(patch, STRETCHES, { isWhole, hasBoxIn: (id) => id === CAR.id })

describe('labels of stretches of a clip', () => {
  it('are changed by a box that comes, goes or moves in one of their frames, ends included', () => {
    for (const frame of [2, 3, 4]) {
      expect(changes([adding(cuboid(OTHER.id, frame))])).toBe(true)
      expect(changes([removing(cuboid(OTHER.id, frame))])).toBe(true)
    }
    for (const frame of [1, 5]) expect(changes([adding(cuboid(OTHER.id, frame))])).toBe(false)
  })

  it('are changed with an object that has a box there, and with no other', () => {
    const renamed = (one: typeof CAR): Change => ({
      ...{ recordId: one.id, before: one, after: { ...one, category: 'truck' } },
    })
    expect(changes([renamed(CAR)])).toBe(true)
    expect(changes([renamed(OTHER)])).toBe(false)
  })

  it('are changed by everything where they are all of the clip, but by nothing said of them', () => {
    const review = { verdict: 'sentBack', by: 'rev', atUs: 1 } as const
    const verdict: Change = { recordId: CAR.id, before: CAR, after: { ...CAR, review } }
    expect(changes([adding(cuboid(OTHER.id, 9))], true)).toBe(true)
    expect(changes([verdict], true)).toBe(false)
    expect(changes([verdict])).toBe(false)
    expect(changes([], true)).toBe(false)
    expect(changesStretches([adding(OTHER)], [], { isWhole: true, hasBoxIn: () => true })).toBe(
      false,
    )
  })
})
