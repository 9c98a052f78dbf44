import { distance } from '@trueline/geometry'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  laneOf,
  lanesOf,
  linksAt,
  linksOf,
  mapElementOf,
  recordOf,
} from '../../annotations.ts'
import { laneId, mapElementId } from '../../ids.ts'
import { invertPatch, type Patch } from '../../patch.ts'
import { recordSchema } from '../../schema/recordSchema.ts'
import { road } from '../../testing/roads.ts'
import { TakenError } from '../errors.ts'
import { acceptFixed } from './acceptFixed.ts'
import { autoLink } from './autoLink.ts'
import { createLane } from './createLane.ts'
import { createMapElement } from './createMapElement.ts'
import { deleteFixed } from './deleteFixed.ts'
import { deriveCenterLine } from './deriveCenterLine.ts'
import { describeElement } from './describeElement.ts'
import { describeLane } from './describeLane.ts'
import { drawBoundaries } from './drawBoundaries.ts'
import {
  FrozenFixedError,
  UnknownFixedError,
  UnsoundLinkError,
  UnsoundShapeError,
} from './errors.ts'
import { extendLane } from './extendLane.ts'
import { joinLanes } from './joinLanes.ts'
import { junctionLane } from './junctionLane.ts'
import { linkFixed, unlinkFixed } from './linkFixed.ts'
import { mergeLines } from './mergeLines.ts'
import { offsetLane } from './offsetLane.ts'
import { reshapeLine } from './reshapeLine.ts'
import { reverseLane } from './reverseLane.ts'
import { snapEnds } from './snapEnds.ts'
import { splitRoad } from './splitRoad.ts'
import { swapSides } from './swapSides.ts'
import { unwaiveFixed, waiveFixed } from './waiveFixed.ts'

const LANES = ['l0', 'r0', 'l1', 'r1', 'l2', 'r2', 'nowhere']
const ELEMENTS = ['outer0', 'middle0', 'inner0', 'middle1', 'inner2', 'nothing']
const args = fc.record({
  laneId: fc.constantFrom(...LANES.map(laneId)),
  other: fc.constantFrom(...LANES.map(laneId)),
  element: fc.constantFrom(...ELEMENTS.map(mapElementId)),
  along: fc.double({ min: -1, max: 21, noNaN: true }),
  side: fc.constantFrom<'left' | 'right'>('left', 'right'),
  linkKind: fc.constantFrom<'successor' | 'leftNeighbour' | 'controls'>(
    'successor',
    'leftNeighbour',
    'controls',
  ),
})
type Args = typeof args extends Arbitrary<infer T> ? T : never

const newLaneId = laneId('new')
const newIds = {
  newLaneId,
  nearId: mapElementId('near'),
  farId: mapElementId('far'),
  leftId: mapElementId('near'),
  rightId: mapElementId('far'),
}
const LINE = [
  [0, 0, 0],
  [5, 1, 0],
  [9, 4, 1],
] as const
const LIMITS = { withinM: 0.5, turnRad: 0.5 }

const COMMANDS: Readonly<Record<string, (a: Annotations, g: Args) => Patch>> = {
  acceptLane: (a, g) => acceptFixed(a, { id: g.laneId }),
  acceptElement: (a, g) => acceptFixed(a, { id: g.element }),
  autoLink: (a) => autoLink(a, LIMITS),
  createLane: (a, g) => createLane(a, { laneId: g.laneId, laneKind: 'bus', centerLine: LINE }),
  createMapElement: (a, g) =>
    createMapElement(a, {
      elementId: g.element,
      elementKind: 'crosswalk',
      shape: { kind: 'ring', points: LINE },
    }),
  describeLane: (a, g) => describeLane(a, { laneId: g.laneId, turn: 'left', speedLimit: 8 }),
  deleteLane: (a, g) => deleteFixed(a, { id: g.laneId }),
  deleteElement: (a, g) => deleteFixed(a, { id: g.element }),
  deriveCenterLine,
  drawBoundaries: (a, g) => drawBoundaries(a, { ...g, ...newIds, width: 3 }),
  extendLane: (a, g) => extendLane(a, { laneId: g.laneId, points: [[70, g.along, 0]] }),
  joinLanes: (a, g) => joinLanes(a, { first: g.laneId, second: g.other }),
  junctionLane: (a, g) => junctionLane(a, { from: g.laneId, to: g.other, newLaneId }),
  linkLanes: (a, g) => linkFixed(a, { linkKind: g.linkKind, from: g.laneId, to: g.other }),
  linkElement: (a, g) => linkFixed(a, { linkKind: g.linkKind, from: g.element, to: g.laneId }),
  unlink: (a, g) => unlinkFixed(a, { linkKind: g.linkKind, from: g.laneId, to: g.other }),
  offsetLane: (a, g) => offsetLane(a, { ...g, ...newIds, width: 3 }),
  mergeLanes: (a, g) => mergeLines(a, { stays: g.laneId, goes: g.other }),
  mergeLines: (a, g) => mergeLines(a, { stays: mapElementId('inner0'), goes: g.element }),
  snapEnds: (a, g) => snapEnds(a, { from: g.laneId, to: g.other }),
  swapSides,
  describeElement: (a, g) =>
    describeElement(a, { elementId: g.element, paint: { pattern: 'dashed', color: 'yellow' } }),
  waive: (a, g) => waiveFixed(a, { id: g.laneId, waiver: { check: 'F6', others: [], reason: '' } }),
  unwaive: (a, g) => unwaiveFixed(a, { id: g.laneId, finding: { check: 'F6', others: [] } }),
  reshapeLane: (a, g) => reshapeLine(a, { id: g.laneId, points: LINE }),
  reshapeElement: (a, g) => reshapeLine(a, { id: g.element, points: LINE }),
  reverseLane,
  splitRoad: (a, g) => splitRoad(a, { ...g, newId: (id) => `${id}+` }),
}
const REFUSALS = [
  FrozenFixedError,
  TakenError,
  UnknownFixedError,
  UnsoundLinkError,
  UnsoundShapeError,
  RangeError,
]

/** The patch of a command, or `null` where it refuses, as it may. */
function patchBy(name: string, annotations: Annotations, given: Args): Patch | null {
  try {
    return COMMANDS[name]!(annotations, given)
  } catch (error) {
    if (REFUSALS.some((refusal) => error instanceof refusal)) return null
    throw error
  }
}

describe('commands on lanes', () => {
  it('leave sound records, no end that is not there, and are undone', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(COMMANDS)), args), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(steps, (list) => {
        let document = road(3)
        for (const [name, given] of list) {
          const patch = patchBy(name, document, given)
          if (patch === null) continue
          const after = applyPatch(document, patch)
          expect(applyPatch(after, invertPatch(patch))).toEqual(document)
          for (const record of allRecords(after)) {
            expect(recordSchema.safeParse(record).error).toBeUndefined()
          }
          for (const { from, to } of linksOf(after)) {
            expect(recordOf(after, from), name).toBeDefined()
            expect(recordOf(after, to), name).toBeDefined()
          }
          for (const { left, right } of lanesOf(after)) {
            for (const side of [left, right]) {
              if (side !== null) expect(mapElementOf(after, side.elementId), name).toBeDefined()
            }
          }
          document = after
        }
      }),
    )
  })

  it('find links from both ends, in no order of making', () => {
    const document = road(2)
    expect(linksAt(document, laneId('r0')).map(({ id }) => id)).toEqual([
      'l0>rightNeighbour>r0',
      'r0>leftNeighbour>l0',
      'r0>successor>r1',
    ])
  })
})

describe('a boundary that is moved', () => {
  it('takes the middles that are derived from it along, and only these', () => {
    const document = road(1)
    const points = [
      [0, 4.5, 0],
      [20, 4.5, 0],
    ] as const
    const after = applyPatch(
      document,
      reshapeLine(document, { id: mapElementId('middle0'), points }),
    )
    for (const [, y] of laneOf(after, laneId('l0'))!.centerLine) expect(y).toBeCloseTo(5.75, 9)
    expect(laneOf(after, laneId('r0'))).toBe(laneOf(document, laneId('r0')))
  })
})

describe('a road that is split', () => {
  it('is cut across, keeps its shared boundaries, and goes on as before', () => {
    const document = road(2)
    const patch = splitRoad(document, {
      laneId: laneId('r0'),
      along: 5,
      newId: (id) => `${id}+`,
    })
    const after = applyPatch(document, patch)
    expect(lanesOf(after).map(({ id }) => id)).toEqual(['l0', 'l0+', 'l1', 'r0', 'r0+', 'r1'])
    const [near, far] = [laneOf(after, laneId('r0'))!, laneOf(after, laneId('r0+'))!]
    expect(near.centerLine.at(-1)).toEqual(far.centerLine[0])
    expect(near.left).toEqual(laneOf(after, laneId('l0'))!.right)
    expect(far.left).toEqual({ elementId: 'middle0+', isReversed: false })
    expect(far.left).toEqual(laneOf(after, laneId('l0+'))!.right)
    const has = (id: string): boolean => linksOf(after).some((link) => link.id === id)
    expect(has('r0>successor>r0+')).toBe(true)
    expect(has('r0+>successor>r1')).toBe(true)
    expect(has('r0>successor>r1')).toBe(false)
    expect(has('r0+>leftNeighbour>l0+')).toBe(true)
  })

  it('leaves whole what does not reach the cut: each keeps the half that it runs along', () => {
    // Of the boundary between both lanes only 6 to 20 m are told; to the left a short lane runs along 12 to 20 m.
    const known = road(1)
    const middle = mapElementOf(known, mapElementId('middle0'))!
    const points = [6, 20].map((x) => [x, 3.5, 0] as const)
    const far = [12, 20].map((x) => [x, 5.25, 0] as const)
    const document = annotationsOf([
      ...[...allRecords(known)].filter(({ id }) => id !== middle.id && id !== 'l0'),
      { ...middle, shape: { kind: 'line', points } },
      { ...laneOf(known, laneId('l0'))!, centerLine: far, isCenterDerived: false },
    ])
    const cutAt = (along: number) =>
      applyPatch(
        document,
        splitRoad(document, { laneId: laneId('r0'), along, newId: (id) => `${id}+` }),
      )
    const before = cutAt(3)
    expect(laneOf(before, laneId('r0'))!.left).toBeNull()
    expect(laneOf(before, laneId('r0+'))!.left!.elementId).toBe('middle0')
    expect(laneOf(before, laneId('l0'))!.right!.elementId).toBe('middle0')
    expect(laneOf(before, laneId('l0+'))).toBeUndefined()
    const linksOfLeft = linksOf(before).map(({ id }) => id)
    expect(linksOfLeft).toContain('r0+>leftNeighbour>l0')
    expect(linksOfLeft).toContain('l0>rightNeighbour>r0+')
    expect(linksOfLeft).not.toContain('r0>leftNeighbour>l0')

    const within = cutAt(9)
    expect(laneOf(within, laneId('r0'))!.left!.elementId).toBe('middle0')
    expect(laneOf(within, laneId('r0+'))!.left!.elementId).toBe('middle0+')
    expect(laneOf(within, laneId('l0'))!.right!.elementId).toBe('middle0+')
    expect(laneOf(within, laneId('l0'))!.centerLine).toEqual(far)
    expect(() => cutAt(0.01)).toThrow(UnsoundShapeError)
  })

  it('is one again when its lanes are joined', () => {
    const document = road(1)
    const one = applyPatch(document, deleteFixed(document, { id: laneId('l0') }))
    const split = applyPatch(
      one,
      splitRoad(one, { laneId: laneId('r0'), along: 5, newId: (id) => `${id}+` }),
    )
    const again = applyPatch(
      split,
      joinLanes(split, { first: laneId('r0'), second: laneId('r0+') }),
    )
    expect([...allRecords(again)].map(({ id }) => id)).toEqual([
      ...[...allRecords(one)].map(({ id }) => id),
    ])
    expect(laneOf(again, laneId('r0'))!.left).toEqual(laneOf(one, laneId('r0'))!.left)
  })
})

describe('a lane that is reversed', () => {
  it('has its right on the left, its neighbours changed, and twice reversed is what it was but for links', () => {
    const document = road(1)
    const turned = applyPatch(document, reverseLane(document, { laneId: laneId('r0') }))
    const lane = laneOf(turned, laneId('r0'))!
    expect(lane.left).toEqual({ elementId: 'outer0', isReversed: true })
    expect(lane.centerLine[0]![0]).toBe(20)
    expect(linksAt(turned, laneId('r0')).map(({ id }) => id)).toContain('r0>rightNeighbour>l0')
    const back = applyPatch(turned, reverseLane(turned, { laneId: laneId('r0') }))
    expect(laneOf(back, laneId('r0'))).toEqual(laneOf(document, laneId('r0')))
    expect(linksOf(back)).toEqual(linksOf(document))
  })
})

describe('lanes beside and between others', () => {
  it('share the boundary with the lane they were drawn beside', () => {
    const document = road(1)
    const patch = offsetLane(document, {
      ...newIds,
      laneId: laneId('r0'),
      side: 'right',
      width: 3,
    })
    const after = applyPatch(document, patch)
    const beside = laneOf(after, newLaneId)!
    expect(beside.left).toEqual(laneOf(after, laneId('r0'))!.right)
    for (const [, y] of beside.centerLine) expect(y).toBeCloseTo(-1.5, 9)
    expect(mapElementOf(after, newIds.farId)!.shape).toMatchObject({ kind: 'line' })
  })

  it('lead smoothly from an end to a start, and know which way they turn', () => {
    const document = road(1)
    const line = [
      [30, 20, 0],
      [30, 40, 0],
    ] as const
    const crossing = applyPatch(
      document,
      createLane(document, { laneId: laneId('up'), laneKind: 'driving', centerLine: line }),
    )
    const patch = junctionLane(crossing, { from: laneId('r0'), to: laneId('up'), newLaneId })
    const lane = laneOf(applyPatch(crossing, patch), newLaneId)!
    expect(lane).toMatchObject({ turn: 'left', isInJunction: true })
    expect(distance(lane.centerLine.at(-1)!, line[0])).toBe(0)
  })

  it('are linked where they meet, but not where a person rejected it', () => {
    const document = road(2)
    const bare = applyPatch(
      document,
      linksOf(document).map((link) => ({
        recordId: link.id,
        before: link,
        after: link.id === 'r0>successor>r1' ? { ...link, state: 'rejected' as const } : null,
      })),
    )
    const made = autoLink(bare, LIMITS).map(({ recordId }) => recordId)
    expect(made).toEqual(['l0>successor>l1'])
  })
})

describe('ends that are snapped', () => {
  it('meet half way, and so do the ends of boundaries and the middles derived of them', () => {
    const document = road(2)
    const outer = mapElementOf(document, mapElementId('outer1'))!
    if (outer.shape.kind !== 'line') throw new Error('no line')
    const points = [[20.5, 0.5, 0.1] as const, ...outer.shape.points.slice(1)]
    const parted = applyPatch(document, reshapeLine(document, { id: outer.id, points }))
    const after = applyPatch(parted, snapEnds(parted, { from: laneId('r0'), to: laneId('r1') }))
    const [r0, r1] = [laneOf(after, laneId('r0'))!, laneOf(after, laneId('r1'))!]
    expect(r0.centerLine.at(-1)).toEqual(r1.centerLine[0])
    const lineOf = (name: string) => {
      const { shape } = mapElementOf(after, mapElementId(name))!
      return shape.kind === 'line' ? shape.points : []
    }
    expect(lineOf('outer0').at(-1)).toEqual([20.25, 0.25, 0.05])
    expect(lineOf('outer1')[0]).toEqual([20.25, 0.25, 0.05])
    // The lane beside shares a boundary whose end moved.
    expect(laneOf(after, laneId('l1'))!.centerLine[0]![2]).toBeCloseTo(0.075, 9)
  })
})

describe('a lane that goes on', () => {
  it('takes the boundaries that it alone has along, and leaves those it shares', () => {
    const document = road(1)
    const points = [[30, 1.75, 0] as const, [40, 1.75, 0] as const]
    const after = applyPatch(document, extendLane(document, { laneId: laneId('r0'), points }))
    expect(laneOf(after, laneId('r0'))!.centerLine.at(-1)).toEqual(points[1])
    const outer = mapElementOf(after, mapElementId('outer0'))!
    expect(outer.shape).toMatchObject({
      points: [
        [0, 0, 0],
        [10, 0, 0],
        [20, 0, 0],
        [30, 0, 0],
        [40, 0, 0],
      ],
    })
    expect(mapElementOf(after, mapElementId('middle0'))).toBe(
      mapElementOf(document, mapElementId('middle0')),
    )
  })
})
