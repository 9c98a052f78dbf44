import { type Annotations, annotationsOf, applyPatch, laneId, recordOf } from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import { fromYaw, type Polyline, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { CheckId, MendId } from '../finding.ts'
import { mendFinding } from '../mends.ts'
import { clipOf, framesWith, recordsOf } from '../testing/clips.ts'
import { roadReport } from './roadReport.ts'
import {
  boundaryLike,
  checkedRoad,
  element,
  foundOf,
  laneLike,
  link,
  only,
  roadWith,
  roadWithout,
  STILL,
} from './testing/roads.ts'

/** Mends the one finding of a check; what is found then. */
function mended(annotations: Annotations, check: CheckId) {
  const checked = checkedRoad(annotations)
  const finding = only(checked, check)
  const patch = mendFinding(finding, { checked, clip: clipOf(STILL) })
  const after = applyPatch(annotations, patch)
  return { mend: finding.mend, after, found: foundOf(after) }
}

const shifted = (line: Polyline, by: Vec3): Polyline =>
  line.map(([x, y, z]) => [x + by[0], y + by[1], z + by[2]] as const)

const STOP = element('stop', 'stopLine', {
  kind: 'line',
  points: [
    [18, 0, 0],
    [18, 3.5, 0],
  ],
})
const LIGHT = element('light', 'trafficLight', {
  kind: 'box',
  cuboid: { center: [40, 4, 5], extent: [0.3, 0.3, 1], rotation: fromYaw(0) },
})

describe('checks of the road', () => {
  it('find nothing on a good one', () => {
    expect(foundOf(road(3))).toEqual([])
    expect(foundOf(annotationsOf([]))).toEqual([])
  })

  const faults: readonly (readonly [string, CheckId, MendId, Annotations])[] = [
    [
      'a lane told twice',
      'F1',
      'deleteLine',
      roadWith(
        laneLike('r1', ({ centerLine }) => ({
          id: laneId('twice'),
          centerLine: shifted(centerLine, [0.1, 0.2, 0]),
          state: 'proposed',
          provenance: 'model',
        })),
        link('successor', 'r0', 'twice'),
        link('successor', 'twice', 'r2'),
      ),
    ],
    [
      'a gap between a lane and its successor',
      'F2',
      'snapEnds',
      roadWith(
        laneLike('r1', ({ centerLine }) => ({
          centerLine: [[20.8, 1.75, 0.1], ...centerLine.slice(1)],
        })),
      ),
    ],
    ['ends that meet and are not linked', 'F2', 'linkEnds', roadWithout('r0>successor>r1')],
    ['a link to nothing', 'F3', 'dropLink', roadWith(link('successor', 'r2', 'nothing'))],
    ['a link to itself', 'F3', 'dropLink', roadWith(link('successor', 'r2', 'r2'))],
    ['a neighbour that says nothing of it', 'F3', 'linkBack', roadWithout('l1>rightNeighbour>r1')],
    ['a boundary that is not there', 'F3', 'dropSide', roadWithout('outer1')],
    [
      'sides that are exchanged',
      'F4',
      'swapSides',
      roadWith(laneLike('r1', ({ left, right }) => ({ left: right, right: left }))),
    ],
    [
      'a line that crosses itself',
      'F5',
      'cutLoop',
      roadWith(
        boundaryLike('outer2', ([a, b, c]) => [
          ...[a!, b!],
          ...([
            [52, 0, 0.2],
            [52, 0.6, 0.2],
            [51, 0.6, 0.2],
            [51, -0.3, 0.2],
          ] as const),
          c!,
        ]),
      ),
    ],
    [
      'points upon one another',
      'F5',
      'resampleLine',
      roadWith(boundaryLike('outer2', ([a, b, c]) => [a!, b!, [b![0] + 0.001, b![1], b![2]], c!])),
    ],
    [
      'a step in the heights',
      'F5',
      'smoothHeights',
      roadWith(boundaryLike('outer2', ([a, b, c]) => [a!, [b![0], b![1], 6], c!])),
    ],
    ['a stop line of no lane', 'F8', 'linkRule', roadWith(STOP)],
    [
      'a light that rules over nothing',
      'F8',
      'linkRule',
      roadWith(STOP, link('controls', 'stop', 'r0'), LIGHT),
    ],
  ]
  it.each(faults)('find %s, and their mend leaves a good one', (...fault) => {
    const [, check, mend, annotations] = fault
    const result = mended(annotations, check)
    expect(result.mend).toBe(mend)
    expect(result.found).toEqual([])
  })

  it('find a bend nothing drives round, and smooth it', () => {
    const sharp = laneLike('r2', () => ({
      centerLine: [
        [40, 1.75, 0.2],
        [50, 1.75, 0.2],
        [50.5, 1.75, 0.2],
        [50.5, 9, 0.2],
        [50.5, 19, 0.2],
      ],
      left: null,
      right: null,
    }))
    const bent = mended(roadWith({ ...sharp, isInJunction: true }), 'F5')
    expect(bent.mend).toBe('smoothLine')
    expect(bent.found).toEqual([])
  })

  it('find lanes that are too narrow, and such as change their width at once', () => {
    const narrow = roadWith(boundaryLike('outer1', (line) => shifted(line, [0, 2, 0])))
    expect(foundOf(narrow)).toContain('F6')
    const widens = boundaryLike('outer1', ([a, b, c]) => [
      a!,
      b!,
      [31, -1.4, 0.1],
      [c![0], -1.4, 0.1],
    ])
    expect(only(checkedRoad(roadWith(widens)), 'F6').value).toBeGreaterThan(0.5)
  })

  it('find lanes and boundaries that cross, but in a junction', () => {
    const across = laneLike('l1', () => ({
      id: laneId('across'),
      ...{ left: null, right: null, isCenterDerived: false },
      centerLine: [
        [22, -4, 0.1],
        [38, 10, 0.1],
      ],
    }))
    expect(foundOf(roadWith(across))).toContain('F7')
    expect(foundOf(roadWith({ ...across, isInJunction: true }))).not.toContain('F7')
    const bridge = { ...across, centerLine: shifted(across.centerLine, [0, 0, 6]) }
    expect(foundOf(roadWith(bridge))).not.toContain('F7')
  })

  it('find a lane that runs against what drives there, and turn it about', () => {
    const frames = framesWith(40, () => ({ translation: [0, 90, 0], rotation: [0, 0, 0, 1] }))
    const wrongWay = recordsOf(frames, [
      { name: 'a', at: (frame) => ({ x: 19 - frame / 2, y: 1.7, yaw: Math.PI }) },
    ])
    const annotations = roadWith(...wrongWay)
    const finding = only(checkedRoad(annotations, frames), 'F4')
    expect(finding).toMatchObject({ mend: 'reverseLane', fixed: ['r0'], value: 1, isUnsure: true })
    const both = roadWith(
      ...wrongWay,
      laneLike('r0', () => ({ direction: 'both' })),
    )
    expect(foundOf(both, frames)).not.toContain('F4')
    // The ego drives along the middle of the other lane, the right way.
    const ego = framesWith(40, (frame) => ({
      translation: [frame, 1.7, 0],
      rotation: [0, 0, 0, 1],
    }))
    expect(foundOf(road(3), ego)).toEqual([])
  })

  it('change nothing that is final', () => {
    const final = laneLike('r1', ({ centerLine }) => ({
      centerLine: [[20.8, 1.75, 0.1], ...centerLine.slice(1)],
      state: 'final',
    }))
    const checked = checkedRoad(roadWith(final))
    const patch = mendFinding(only(checked, 'F2'), { checked, clip: clipOf(STILL) })
    expect(patch).toEqual([])
  })

  it('keep what hangs on the one of two that goes', () => {
    const twice = element('twice', 'laneBoundary', {
      kind: 'line',
      points: [
        [40, 3.4, 0.2],
        [30, 3.4, 0.1],
        [20, 3.4, 0.1],
      ],
    })
    const bound = laneLike('l1', ({ left }) => ({
      ...{ left, right: { elementId: twice.id, isReversed: true } },
    }))
    const { after, found } = mended(roadWith(twice, bound), 'F1')
    expect(found).toEqual([])
    expect(recordOf(after, twice.id)).toMatchObject({ state: 'rejected' })
    expect(recordOf(after, bound.id)).toMatchObject({
      right: { elementId: 'middle1', isReversed: false },
    })
  })
})

describe('roadReport', () => {
  it('counts what there is and what each check found, and says whether the road is sound', () => {
    const report = roadReport(checkedRoad(roadWith(link('successor', 'r2', 'nothing'))))
    expect(report.lanes).toMatchObject({ count: 6, meters: 120, bounded: 6, linked: 6 })
    expect(report.lanes.byKind).toEqual([{ kind: 'driving', count: 6, meters: 120 }])
    expect(report.elements).toEqual([{ kind: 'laneBoundary', count: 9, meters: 180 }])
    expect(report.links).toMatchObject({ leftNeighbour: 3, rightNeighbour: 3, controls: 0 })
    const graph = report.checks.find(({ check }) => check === 'F3')
    expect(graph).toMatchObject({ count: 1, level: 'error' })
    expect(graph!.perKilometer).toBeCloseTo(1000 / 120, 9)
    expect(report.isSound).toBe(false)
    expect(roadReport(checkedRoad(road(3))).isSound).toBe(true)
    expect(roadReport(checkedRoad(annotationsOf([]))).checks[0]).toMatchObject({
      ...{ count: 0, perKilometer: null },
    })
  })
})
