import type { Polyline } from '@trueline/geometry'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  laneOf,
  mapElementOf,
} from './annotations.ts'
import { createLane } from './commands/lanes/createLane.ts'
import { createMapElement } from './commands/lanes/createMapElement.ts'
import { describeLane } from './commands/lanes/describeLane.ts'
import { extendLane } from './commands/lanes/extendLane.ts'
import { offsetLane } from './commands/lanes/offsetLane.ts'
import { reshapeLine } from './commands/lanes/reshapeLine.ts'
import { reverseLane } from './commands/lanes/reverseLane.ts'
import { snapEnds } from './commands/lanes/snapEnds.ts'
import { splitRoad } from './commands/lanes/splitRoad.ts'
import { isCurveThrough, lineOfCurve } from './curve.ts'
import { laneId, mapElementId } from './ids.ts'
import { invertPatch, type Patch } from './patch.ts'
import { recordSchema } from './schema/recordSchema.ts'

const KNOTS: Polyline = [
  [0, 0, 0],
  [12, 1, 0.2],
  [20, 9, 0.3],
  [21, 20, 0.1],
]
const ID = laneId('curve')
const EDGE = mapElementId('edge')

/** A lane and a boundary drawn as curves, and a lane that begins a little beside the first's end. */
function drawn(): Annotations {
  const centerLine = lineOfCurve(KNOTS)
  const ahead = [
    [21.2, 20.3, 0.1],
    [21, 32, 0],
  ] as const
  const patches: readonly ((now: Annotations) => Patch)[] = [
    (now) => createLane(now, { laneId: ID, laneKind: 'driving', centerLine, knots: KNOTS }),
    (now) => createLane(now, { laneId: laneId('ahead'), laneKind: 'driving', centerLine: ahead }),
    (now) =>
      createMapElement(now, {
        ...{ elementId: EDGE, elementKind: 'roadEdge', knots: KNOTS },
        shape: { kind: 'line', points: centerLine },
      }),
  ]
  return patches.reduce((now, make) => applyPatch(now, make(now)), annotationsOf([]))
}

const lane = (now: Annotations) => laneOf(now, ID)!
const all = (now: Annotations) => [...allRecords(now)]

describe('a line drawn as a curve', () => {
  it('keeps its knots, through what is stored too', () => {
    const now = drawn()
    for (const record of [lane(now), mapElementOf(now, EDGE)!]) {
      expect(record.knots).toEqual(KNOTS)
      expect(recordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record)
    }
  })

  it('is another curve where its knots are moved, and a line of points where those are', () => {
    const now = drawn()
    const knots = KNOTS.with(1, [12, 3, 0])
    const curved = applyPatch(now, reshapeLine(now, { id: ID, points: lineOfCurve(knots), knots }))
    expect(lane(curved).knots).toEqual(knots)
    for (const id of [ID, EDGE]) {
      const points = lane(now).centerLine.with(2, [5, 5, 0])
      const patch = reshapeLine(now, { id, points })
      const bent = applyPatch(now, patch)
      expect('knots' in patch[0]!.after!).toBe(false)
      const undone = applyPatch(bent, invertPatch(patch))
      expect(all(undone)).toEqual(all(now))
    }
  })

  it('keeps them where something else about it is told, and turned about has them turned about', () => {
    const now = drawn()
    expect(lane(applyPatch(now, describeLane(now, { laneId: ID, turn: 'left' }))).knots).toBe(
      lane(now).knots,
    )
    const turned = applyPatch(now, reverseLane(now, { laneId: ID }))
    expect(lane(turned).knots).toEqual(KNOTS.toReversed())
  })

  it('loses them to whatever gives it other points, however', () => {
    const now = drawn()
    let next = 0
    const newId = (): string => `new${next++}`
    const patches: readonly Patch[] = [
      splitRoad(now, { laneId: ID, along: 12, newId }),
      extendLane(now, { laneId: ID, points: [[21, 25, 0]] }),
      snapEnds(now, { from: ID, to: laneId('ahead') }),
    ]
    for (const patch of patches) {
      const after = all(applyPatch(now, patch)).filter(({ id }) => id !== EDGE)
      expect(after.some((record) => 'knots' in record)).toBe(false)
    }
    const args = { laneId: ID, side: 'left', width: 3.5 } as const
    const ids = { newLaneId: laneId('b'), nearId: mapElementId('n'), farId: mapElementId('f') }
    const beside = applyPatch(now, offsetLane(now, { ...args, ...ids }))
    expect(lane(beside).knots).toEqual(KNOTS)
    expect('knots' in laneOf(beside, laneId('b'))!).toBe(false)
  })

  it('is told from one of which any point was moved by more than a millimeter', () => {
    const part = evenly(-40, 40, 0.25)
    const place = fc.tuple(part, part, evenly(-1, 1, 0.1))
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 3, maxLength: 6 }),
        fc.nat(),
        evenly(0.05, 3, 0.05),
        (knots, at, by) => {
          const line = lineOfCurve(knots)
          fc.pre(
            line.length > 2 &&
              knots.every(
                (knot, i) => i === 0 || knot.some((v, axis) => v !== knots[i - 1]![axis]),
              ),
          )
          expect(isCurveThrough(line, knots)).toBe(true)
          const shifted = line.map(([x, y, z]) => [x + 4e5, y, z] as const)
          const moved = knots.map(([x, y, z]) => [x + 4e5, y, z] as const)
          expect(isCurveThrough(shifted, moved)).toBe(true)
          const index = at % line.length
          const [x, y, z] = line[index]!
          expect(isCurveThrough(line.with(index, [x, y, z + by]), knots)).toBe(
            Math.abs(by) <= 0.001,
          )
        },
      ),
    )
  })
})
