import {
  type Annotations,
  annotationsOf,
  applyPatch,
  autoLink,
  deleteFixed,
  joinLanes,
  type LaneId,
  laneId,
  lanesOf,
  linksOf,
  type MapElementId,
  mapElementId,
  mapElementsOf,
  type Patch,
  recordOf,
  reshapeLine,
  reverseLane,
  splitRoad,
  unlinkFixed,
} from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClip, recheck } from '../checkClip.ts'
import { NO_EVIDENCE } from '../evidence.ts'
import { MEND_IDS, mendAll } from '../mends.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import { clipOf, framesWith, recordsOf } from '../testing/clips.ts'
import { checkedRoad, element, laneLike, link, roadWith, STILL } from './testing/roads.ts'

const shift = evenly(-3, 3, 0.25)

type Edit = (annotations: Annotations) => Patch

/** Edits of anything on the road that is there. */
function edits(): fc.Arbitrary<Edit> {
  const pick = <Item>(items: readonly Item[], at: number): Item | undefined =>
    items[at % items.length]
  return fc.tuple(fc.nat(8), fc.nat(40), shift, shift, fc.nat(9999)).map(
    ([kind, at, x, y, tag]): Edit =>
      (annotations) => {
        const lane = pick(lanesOf(annotations), at)
        const line = pick(mapElementsOf(annotations), at)
        const joined = pick(linksOf(annotations), at)
        try {
          switch (kind) {
            case 0:
              return lane ? reverseLane(annotations, { laneId: lane.id }) : []
            case 1:
              return lane ? deleteFixed(annotations, { id: lane.id }) : []
            case 2:
              return line ? deleteFixed(annotations, { id: line.id }) : []
            case 3:
              return joined ? unlinkFixed(annotations, joined) : []
            case 4:
              return autoLink(annotations, { withinM: 1, turnRad: 0.5 })
            case 5: {
              if (!lane) return []
              const newId = (id: LaneId | MapElementId): string => `${id}+${tag}`
              return splitRoad(annotations, { laneId: lane.id, along: 8 + x, newId })
            }
            case 6:
              return joined
                ? joinLanes(annotations, {
                    first: joined.from as LaneId,
                    second: joined.to as LaneId,
                  })
                : []
            default: {
              const id = kind === 7 ? lane?.id : line?.id
              const points =
                kind === 7
                  ? lane?.centerLine
                  : line?.shape.kind === 'line'
                    ? line.shape.points
                    : null
              if (!id || !points) return []
              return reshapeLine(annotations, {
                id,
                points: points.map((p, i) =>
                  i === at % points.length ? [p[0] + x, p[1] + y, p[2]] : p,
                ),
              })
            }
          }
        } catch {
          // Not everything can be done to everything.
          return []
        }
      },
  )
}

describe('recheck of the road', () => {
  it('finds what a check of everything finds after each of many edits', () => {
    fc.assert(
      fc.property(fc.array(edits(), { minLength: 1, maxLength: 6 }), (list) => {
        let annotations = road(3)
        let state = checkedRoad(annotations)
        for (const edit of list) {
          annotations = applyPatch(annotations, edit(annotations))
          state = recheck(state, { annotations, evidence: NO_EVIDENCE, studied: [] })
          expect(state.findings).toEqual(checkedRoad(annotations).findings)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('hears of traffic where a track changes', () => {
    const frames = framesWith(40, () => ({ translation: [0, 90, 0], rotation: [0, 0, 0, 1] }))
    const wrongWay = recordsOf(frames, [
      { name: 'a', at: (frame) => ({ x: 19 - frame / 2, y: 1.7, yaw: Math.PI }) },
    ])
    const before = checkedRoad(road(3), frames)
    const annotations = roadWith(...wrongWay)
    const after = recheck(before, { annotations, evidence: NO_EVIDENCE, studied: [] })
    expect(after.findings).toEqual(checkedRoad(annotations, frames).findings)
    expect(after.findings.map(({ check }) => check)).toContain('F4')
    const back = recheck(after, { annotations: road(3), evidence: NO_EVIDENCE, studied: [] })
    expect(back.findings).toEqual([])
  })

  it('looks at nothing of the road where only a standing track changed', () => {
    const before = checkedRoad(road(3))
    const parked = recordsOf(STILL, [{ name: 'a', at: () => ({ x: 9, y: 30, yaw: 0 }) }])
    const annotations = applyPatch(
      before.annotations,
      parked.map((after) => ({ recordId: after.id, before: null, after })),
    )
    const after = recheck(before, { annotations, evidence: NO_EVIDENCE, studied: [] })
    expect(after.road).toBe(before.road)
  })
})

describe('what is no road', () => {
  const cases: readonly (readonly [string, Annotations])[] = [
    ['a lane of one point', roadWith(laneLike('r1', () => ({ centerLine: [[1, 1, 1]] })))],
    ['a lane of no point', roadWith(laneLike('r1', () => ({ centerLine: [] })))],
    [
      'a lane of one point twice',
      roadWith(
        laneLike('r1', () => ({
          centerLine: [
            [1, 1, 1],
            [1, 1, 1],
          ],
        })),
      ),
    ],
    [
      'a point that is nowhere',
      roadWith(
        laneLike('r1', () => ({
          centerLine: [
            [Number.NaN, 0, 0],
            [1, 1, 1],
          ],
        })),
      ),
    ],
    [
      'a point far beyond the world',
      roadWith(
        laneLike('r1', () => ({
          centerLine: [
            [0, 0, 0],
            [1e9, 1e9, 0],
          ],
        })),
      ),
    ],
    [
      'links to nothing at all',
      roadWith(link('successor', 'no', 'none'), link('controls', 'no', 'r0')),
    ],
    [
      'lanes in a loop',
      roadWith(
        link('successor', 'r2', 'r0'),
        link('successor', 'r0', 'r0'),
        link('successor', 'r1', 'r0'),
      ),
    ],
    [
      'a ring of two points',
      roadWith(
        element('x', 'crosswalk', {
          kind: 'ring',
          points: [
            [0, 0, 0],
            [1, 0, 0],
          ],
        }),
      ),
    ],
    [
      'an empty ring and line',
      roadWith(
        element('x', 'crosswalk', { kind: 'ring', points: [] }),
        element('y', 'stopLine', { kind: 'line', points: [] }),
      ),
    ],
    [
      'a lane bounded by a box',
      roadWith(
        element('outer1', 'pole', {
          kind: 'box',
          cuboid: { center: [0, 0, 0], extent: [1, 1, 1], rotation: [0, 0, 0, 1] },
        }),
      ),
    ],
  ]
  it.each(cases)('is checked and mended all the same: %s', (_, annotations) => {
    const checked = checkedRoad(annotations)
    for (const mend of MEND_IDS) mendAll(mend, { checked, clip: clipOf(STILL) })
    expect(checked.findings.length).toBeGreaterThan(0)
    expect(checked.findings.filter(({ check }) => check === 'A0')).toEqual([])
    const again = recheck(checkedRoad(road(3)), { annotations, evidence: NO_EVIDENCE, studied: [] })
    expect(again.findings).toEqual(checked.findings)
  })

  it('takes away what is no line, and says so before', () => {
    const annotations = roadWith(
      laneLike('r1', () => ({ centerLine: [[1, 1, 1]], state: 'proposed' })),
    )
    const checked = checkedRoad(annotations)
    expect(checked.findings.find(({ check }) => check === 'F5')?.message.en).toContain(
      'too few points',
    )
    const after = applyPatch(
      annotations,
      mendAll('deleteUnsound', { checked, clip: clipOf(STILL) }),
    )
    expect(recordOf(after, laneId('r1'))).toMatchObject({ state: 'rejected' })
  })

  it('is checked in a moment where a line has a hundred thousand points', () => {
    const points = Array.from(
      { length: 100_000 },
      (_, i) => [i / 10, Math.sin(i / 500), 0] as const,
    )
    const long = element('long', 'roadEdge', { kind: 'line', points })
    const again = { ...long, id: mapElementId('longer') }
    const clip = clipOf(STILL)
    const start = performance.now()
    const { findings } = checkClip({
      ...{ clip, annotations: annotationsOf([long, again]), settings: DEFAULT_SETTINGS },
      evidence: NO_EVIDENCE,
    })
    expect(performance.now() - start).toBeLessThan(4000)
    expect(findings.map(({ check }) => check)).toContain('F1')
  })
})
