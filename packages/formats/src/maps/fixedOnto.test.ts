import {
  type Clip,
  clipId,
  createLane,
  emptyAnnotations,
  isCurveThrough,
  type Lane,
  laneId,
  lineOfCurve,
  linkId,
} from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { fixedOnto } from './fixedOnto.ts'

const lane = (id: string, x: number): Lane =>
  createLane(emptyAnnotations, {
    laneId: laneId(id),
    laneKind: 'driving',
    centerLine: [
      [x, 0, 0],
      [x + 10, 0, 0],
    ],
  })[0]!.after as Lane
const link = (from: Lane, to: Lane | { readonly id: Lane['id'] }) => ({
  ...({ kind: 'link', linkKind: 'successor', from: from.id, to: to.id } as const),
  id: linkId('successor', from.id, to.id),
  ...({ provenance: 'import', state: 'proposed', score: null, extras: {} } as const),
})
const frame = { name: '0', timeUs: null, worldFromEgo: null, sweeps: [], images: [], extras: {} }
const clip: Clip = {
  ...{ id: clipId('clip'), name: 'clip', frames: [frame], sensors: [], format: 'x', extras: {} },
  ontology: { categories: [], attributes: [] },
  worldOrigin: [100, 50, 0],
}
const ids = () => {
  let next = 0
  return () => `new ${next++}`
}

describe('a map laid on a clip', () => {
  it('has the knots of its curves moved with them', () => {
    const knots = [
      [0, 0, 0],
      [9, 1, 0],
      [14, 8, 0],
    ] as const
    const curve: Lane = { ...lane('a', 0), centerLine: lineOfCurve(knots), knots }
    const records = [curve]
    const { added } = fixedOnto(clip, { records, worldOrigin: [130, 50, 2], file: 'map' }, ids())
    const [moved] = added as readonly Lane[]
    expect(moved!.knots![1]).toEqual([39, 1, 2])
    expect(isCurveThrough(moved!.centerLine, moved!.knots!)).toBe(true)
  })

  it('comes in with ids of its own, moved from origin to origin, its links with it', () => {
    const [a, b] = [lane('a', 0), lane('b', 10)]
    const records = [a, b, link(a, b), link(a, { id: laneId('gone') })]
    const { added, refused } = fixedOnto(
      clip,
      { records, worldOrigin: [130, 50, 2], file: 'map' },
      ids(),
    )
    expect(refused).toEqual([])
    expect('knots' in added[0]!).toBe(false)
    expect(added).toMatchObject([
      {
        kind: 'lane',
        id: 'new 0',
        centerLine: [
          [30, 0, 2],
          [40, 0, 2],
        ],
      },
      { kind: 'lane', id: 'new 1' },
      { kind: 'link', id: 'new 0>successor>new 1', from: 'new 0', to: 'new 1' },
    ])
  })

  it('is refused where it lies nowhere near the drive', () => {
    const far = { records: [lane('a', 0)], worldOrigin: [9000, 0, 0] as const, file: 'map' }
    const { added, refused } = fixedOnto(clip, far, ids())
    expect(added).toEqual([])
    expect(refused[0]!.found.en).toContain('8.9 km from the drive')
  })
})
