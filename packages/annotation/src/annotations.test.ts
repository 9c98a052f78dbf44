import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  box2dsAt,
  cuboidOf,
  cuboidsAt,
  cuboidsOf,
  emptyAnnotations,
  isShown,
  recordOf,
  trackOf,
  tracksOf,
} from './annotations.ts'
import { trackId } from './ids.ts'
import { invertPatch, type Patch } from './patch.ts'
import type { AnnotationRecord } from './records/record.ts'
import { cuboid, documents, FRAME_COUNT, track } from './testing/documents.ts'

const a = trackId('a')
const b = trackId('b')

function put(after: AnnotationRecord): Patch {
  return [{ recordId: after.id, before: null, after }]
}

/** The changes that lead from one document to another. */
function patchBetween(from: Annotations, to: Annotations): Patch {
  const ids = new Set([...allRecords(from), ...allRecords(to)].map(({ id }) => id))
  return [...ids].map((recordId) => ({
    recordId,
    before: recordOf(from, recordId) ?? null,
    after: recordOf(to, recordId) ?? null,
  }))
}

describe('annotations', () => {
  it('find a record by id, a cuboid by track and frame, and lists by either', () => {
    const records = [
      track('a'),
      cuboid(a, 2),
      cuboid(a, 0),
      track('b', { number: 2 }),
      cuboid(b, 2),
    ]
    const document = annotationsOf(records)
    expect(trackOf(document, a)).toBe(records[0])
    expect(cuboidOf(document, a, 0)).toBe(records[2])
    expect(cuboidOf(document, a, 1)).toBeUndefined()
    expect(cuboidsOf(document, a)).toEqual([records[2], records[1]])
    expect(cuboidsAt(document, 2)).toEqual([records[1], records[4]])
    expect(cuboidsAt(document, 7)).toEqual([])
    expect(tracksOf(document)).toEqual([records[0], records[3]])
  })

  it('keep a list the same array while what it shows has not changed', () => {
    const before = annotationsOf([track('a'), cuboid(a, 0), cuboid(a, 1), track('b'), cuboid(b, 1)])
    const after = applyPatch(before, put(cuboid(a, 0, { score: 1 })))
    expect(tracksOf(after)).toBe(tracksOf(before))
    expect(cuboidsAt(after, 1)).toBe(cuboidsAt(before, 1))
    expect(cuboidsOf(after, b)).toBe(cuboidsOf(before, b))
    expect(cuboidsAt(after, 0)).not.toBe(cuboidsAt(before, 0))
    expect(cuboidsOf(after, a)).not.toBe(cuboidsOf(before, a))
    expect(box2dsAt(after, 5)).toBe(box2dsAt(before, 6))
  })

  it('stay the same document under a patch that changes nothing', () => {
    const document = annotationsOf([track('a')])
    const same = trackOf(document, a)!
    expect(applyPatch(document, [])).toBe(document)
    expect(applyPatch(document, [{ recordId: a, before: same, after: same }])).toBe(document)
  })

  it('leave the document before a patch as it was', () => {
    const before = annotationsOf([track('a'), cuboid(a, 0)])
    const listed = [...allRecords(before)]
    applyPatch(before, [{ recordId: a, before: track('a'), after: null }])
    applyPatch(before, put(cuboid(a, 0, { frame: 0, score: 1 })))
    expect([...allRecords(before)]).toEqual(listed)
  })

  it('are the start again after a patch and its inverse', () => {
    fc.assert(
      fc.property(documents(), documents(), (from, to) => {
        const patch = patchBetween(from, to)
        const changed = applyPatch(from, patch)
        expect(changed).toEqual(to)
        expect(applyPatch(changed, invertPatch(patch))).toEqual(from)
      }),
    )
  })

  it('are equal where their records are, in whatever order these came', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        const records = [...allRecords(document)]
        expect(annotationsOf(records.toReversed())).toEqual(document)
      }),
    )
  })

  it('list the same records by track, by frame and all in all', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        const all = [...allRecords(document)]
        const frames = Array.from({ length: FRAME_COUNT }, (_, frame) => frame)
        const ids = (records: readonly AnnotationRecord[]): string[] =>
          records.map(({ id }) => id).sort()
        const cuboids = ids(all.filter(({ kind }) => kind === 'cuboid'))
        expect(ids(frames.flatMap((frame) => cuboidsAt(document, frame)))).toEqual(cuboids)
        expect(ids(tracksOf(document).flatMap(({ id }) => cuboidsOf(document, id)))).toEqual(
          cuboids,
        )
        expect(ids(frames.flatMap((frame) => box2dsAt(document, frame)))).toEqual(
          ids(all.filter(({ kind }) => kind === 'box2d')),
        )
        for (const { id } of tracksOf(document)) {
          const listed = cuboidsOf(document, id).map(({ frame }) => frame)
          expect(listed).toEqual(listed.toSorted((x, y) => x - y))
        }
      }),
    )
  })

  it('are empty once every record is taken away', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        expect(applyPatch(document, patchBetween(document, emptyAnnotations))).toEqual(
          emptyAnnotations,
        )
      }),
    )
  })

  it('show every cuboid but a rejected one', () => {
    expect(isShown(cuboid(a, 0))).toBe(true)
    expect(isShown(cuboid(a, 0, { state: 'rejected' }))).toBe(false)
  })

  it('take an edit on 100,000 cuboids in a small part of what copying their table costs', () => {
    const records: AnnotationRecord[] = []
    for (let number = 0; number < 500; number++) {
      const one = track(`track-${number}`, { number })
      records.push(one)
      for (let frame = 0; frame < 200; frame++) records.push(cuboid(one.id, frame))
    }
    let document = annotationsOf(records)
    const table = new Map(records.map((record) => [record.id, record]))
    const timed = (times: number, run: (turn: number) => void): number => {
      const start = performance.now()
      for (let turn = 0; turn < times; turn++) run(turn)
      return (performance.now() - start) / times
    }
    const edit = (turn: number): void => {
      document = applyPatch(
        document,
        put(cuboid(trackId(`track-${turn % 500}`), turn % 200, { score: turn })),
      )
    }
    timed(200, edit)
    const editing = timed(500, edit)
    const copying = timed(5, () => new Map(table))
    expect(editing).toBeLessThan(copying / 10)
  })
})
