import { cuboidsOf, trackId } from '@trueline/annotation'
import { cuboid, documents, track } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindOf, trackGaps, trackRuns } from './trackRuns.ts'

const a = track('a')

describe('the runs of a track', () => {
  it('hold every cuboid once, in its frame and of its kind, and no other frame', () => {
    fc.assert(
      fc.property(documents(), (annotations) => {
        const cuboids = cuboidsOf(annotations, trackId('a'))
        const told = trackRuns(cuboids).flatMap(({ kind, first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => ({ frame: first + index, kind })),
        )
        expect(told).toEqual(cuboids.map((one) => ({ frame: one.frame, kind: kindOf(one) })))
        expect(trackRuns(cuboids)).toBe(trackRuns(cuboids))
      }),
    )
  })

  it('end where the look changes or a frame is left out', () => {
    const list = [
      cuboid(a.id, 0),
      cuboid(a.id, 1),
      cuboid(a.id, 2, { state: 'fixed', provenance: 'human' }),
      cuboid(a.id, 5, { state: 'fixed', provenance: 'human' }),
    ]
    expect(trackRuns(list)).toEqual([
      { kind: 'proposed', first: 0, last: 1 },
      { kind: 'human', first: 2, last: 2 },
      { kind: 'human', first: 5, last: 5 },
    ])
  })

  it('leave gaps between labels, where a rejected pre-label stands too', () => {
    const list = [
      cuboid(a.id, 1),
      cuboid(a.id, 3, { state: 'rejected' }),
      cuboid(a.id, 6),
      cuboid(a.id, 9, { state: 'rejected' }),
    ]
    expect(trackGaps(trackRuns(list))).toEqual([{ first: 2, last: 5 }])
  })
})
