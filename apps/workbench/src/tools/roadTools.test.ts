import {
  allRecords,
  applyPatch,
  invertPatch,
  isCurveThrough,
  laneId,
  laneOf,
  lanesOf,
  linksOf,
  mapElementId,
  mapElementsOf,
  recordOf,
} from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import type { Vec3 } from '@trueline/geometry'
import { groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../keymap.ts'
import { addCorner, takeCorner } from '../panes/lineHand.ts'
import { clickRoad, hoverRoad, type RoadView } from '../panes/roadHand.ts'
import { lineGestureStore } from '../store/lineGesture.ts'
import { createLocalFitter } from '../testing/localFitter.ts'
import { noChecker } from '../testing/noChecker.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { draftPoints } from './laneDraft.ts'
import { elementAt } from './roadElements.ts'
import { linkBetween } from './roadLinks.ts'

const GROUND = rowsOf(groundPoints([20, 0, 0], 60, () => 0))
/** A view from above: a pixel is a decimeter. */
const SIGHT: RoadView['sight'] = {
  pixelOf: ([x, y]) => [10 * x, 10 * y],
  rayAt: (x, y) => ({ origin: [x / 10, y / 10, 50], direction: [0, 0, -1] }),
}

function opened(stretches = 2) {
  const { store, kept } = openTestStore(testClip(2), [...allRecords(road(stretches))])
  const workbench = {
    ...{ store, frames: noFrames, proposer: noProposer, checker: noChecker },
    fitter: createLocalFitter([GROUND, GROUND]),
  }
  const now = () => store.getState().annotations
  const lines = () => [
    ...lanesOf(now()).map(({ id, centerLine }) => ({ id, points: centerLine })),
    ...mapElementsOf(now()).map(({ id, shape }) => ({
      id,
      points: shape.kind === 'box' ? [shape.cuboid.center] : shape.points,
    })),
  ]
  const view = (): RoadView => ({ workbench, sight: SIGHT, road: lines() as never })
  return {
    ...{ store, kept, now, view },
    act: (id: string) => ACTIONS.find((action) => action.id === id)!.run(workbench),
    click: (x: number, y: number) => clickRoad(view(), [10 * x, 10 * y]),
    hover: (x: number, y: number) => hoverRoad(view(), [10 * x, 10 * y]),
    select: (id: string) => store.setState({ selectedFixedId: laneId(id) }),
  }
}

beforeEach(() => lineGestureStore.setState({ gesture: null }))

describe('tools of the road', () => {
  it('lead a lane on from its end, and link it where it meets another', async () => {
    const { now, act, click, select, store } = opened(1)
    select('r0')
    await act('road.extend')
    expect(draftPoints()).toHaveLength(1)
    await click(25, 1.75)
    await click(32, 2)
    await act('road.finish')
    expect(laneOf(now(), laneId('r0'))!.centerLine).toHaveLength(5)
    expect(store.getState().tool).toBe('select')
    expect(lanesOf(now())).toHaveLength(2)
  })

  it('draw what is no lane: an area, a line, and a thing by one click', async () => {
    const { now, act, click, store } = opened()
    store.setState({ tool: 'drawElement', drawnKind: 'crosswalk' })
    for (const [x, y] of [
      [1, 1],
      [4, 1],
      [4, 6],
    ] as const)
      await click(x, y)
    expect(lineGestureStore.getState().gesture?.points).toHaveLength(4)
    await act('road.finish')
    const made = recordOf(now(), store.getState().selectedFixedId!)
    expect(made).toMatchObject({
      elementKind: 'crosswalk',
      state: 'added',
      shape: { kind: 'ring' },
    })
    store.setState({ tool: 'drawElement', drawnKind: 'pole' })
    await click(8, 9)
    expect(recordOf(now(), store.getState().selectedFixedId!)).toMatchObject({
      elementKind: 'pole',
      shape: { kind: 'box' },
    })
    store.setState({ tool: 'drawElement', drawnKind: 'stopLine' })
    await click(8, 9)
    await act('road.finish')
    expect(mapElementsOf(now()).some(({ elementKind }) => elementKind === 'stopLine')).toBe(false)
  })

  it('draw curves through what is clicked, changed while they are drawn', async () => {
    const { now, act, click, store } = opened()
    store.setState({ tool: 'drawLane' })
    for (const [x, y] of [
      [0, 20],
      [20, 20],
      [30, 30],
    ] as const)
      await click(x, y)
    expect(lineGestureStore.getState().gesture?.points).toHaveLength(3)
    await act('road.curve')
    expect(lineGestureStore.getState().gesture!.points.length).toBeGreaterThan(8)
    expect(draftPoints()).toHaveLength(3)
    await act('road.finish')
    const lane = recordOf(now(), store.getState().selectedFixedId!)
    expect(lane?.kind === 'lane' && lane.centerLine.length).toBeGreaterThan(8)
    expect(lane?.kind === 'lane' && lane.knots).toHaveLength(3)
    await act('road.simplify')
    const fewer = recordOf(now(), store.getState().selectedFixedId!)
    expect(fewer?.kind === 'lane' && fewer.centerLine.length).toBeLessThan(8)
  })

  it('hold a curve by its knots, until it is told by its corners', async () => {
    const { now, act, click, store, view } = opened()
    store.setState({ tool: 'drawLane', isCurved: true })
    for (const [x, y] of [
      [0, 20],
      [20, 20],
      [30, 30],
    ] as const)
      await click(x, y)
    await act('road.finish')
    const { workbench } = view()
    const lane = () => laneOf(now(), store.getState().selectedFixedId as never)!
    const before = lane()

    const hand = takeCorner(workbench, SIGHT, [200, 200])!
    hand.moveTo([200, 220])
    const shown = lineGestureStore.getState().gesture!
    expect(shown.knots).toHaveLength(3)
    expect(shown.points.length).toBeGreaterThan(8)
    hand.release()
    await expect.poll(() => lane().knots![1]![1]).toBeCloseTo(22, 6)
    expect(isCurveThrough(lane().centerLine, lane().knots!)).toBe(true)
    store.getState().undo()
    expect(lane()).toEqual(before)

    // Away from the chord, where the curve is.
    const [x, y] = before.centerLine.find((point) => point[0] > 8)!
    expect(addCorner(workbench, SIGHT, [10 * x, 10 * y])).toBe(true)
    expect(lane().knots).toHaveLength(4)
    expect(lane().knots![1]![0]).toBeCloseTo(x, 6)
    takeCorner(workbench, SIGHT, [10 * x, 10 * y])!.remove()
    expect(lane().knots).toHaveLength(3)
    takeCorner(workbench, SIGHT, [200, 200])!.remove()
    expect(lane().centerLine).toHaveLength(2)
    expect('knots' in lane()).toBe(false)

    store.getState().undo()
    await act('road.points')
    expect('knots' in lane()).toBe(false)
    expect(lane().centerLine.length).toBeGreaterThan(8)
    await act('road.smooth')
    expect(lane().knots!.length).toBeGreaterThan(8)
    expect(isCurveThrough(lane().centerLine, lane().knots!)).toBe(true)
  })

  it('link the selected lane to the one clicked, shown before, and take a light’s rule over a lane', async () => {
    const { now, act, click, hover, select, store } = opened(1)
    select('r0')
    await act('road.link')
    hover(10, 5.3)
    expect(lineGestureStore.getState().gesture?.points).toHaveLength(2)
    await click(10, 5.3)
    expect(linksOf(now()).map(({ id }) => id)).toContain('r0>successor>l0')
    expect(lineGestureStore.getState().gesture).toBeNull()
    store.setState({ tool: 'drawElement', drawnKind: 'trafficLight' })
    await click(24, 8)
    const light = store.getState().selectedFixedId!
    store.setState({ tool: 'linkFixed' })
    await click(10, 1.75)
    expect(linksOf(now()).map(({ id }) => id)).toContain(`${light}>controls>r0`)
  })

  it('link the selected lane with what lies on it, not with itself', async () => {
    const { now, act, click, store } = opened(1)
    await act('road.draw')
    for (const x of [4, 16]) await click(x, 1.85)
    await act('road.finish')
    const drawn = store.getState().selectedFixedId!
    await act('road.link')
    await click(10, 1.85)
    expect(linksOf(now()).map(({ id }) => id)).toContain(`${drawn}>successor>r0`)
  })

  it('lead through a junction, shown before', async () => {
    const { now, act, click, hover, select, store } = opened(1)
    store.setState({ tool: 'drawLane' })
    for (const [x, y] of [
      [32, 14],
      [32, 30],
    ] as const)
      await click(x, y)
    await act('road.finish')
    select('r0')
    await act('road.junctionLane')
    hover(32, 20)
    expect(lineGestureStore.getState().gesture!.points.length).toBeGreaterThan(8)
    await click(32, 20)
    const through = lanesOf(now()).find(({ isInJunction }) => isInJunction)
    expect(through).toMatchObject({ turn: 'left', state: 'added' })
  })

  it('cut the road where it is clicked, and join it again', async () => {
    const { now, act, click, select } = opened(1)
    await act('road.cut')
    await click(6, 1.75)
    expect(lanesOf(now())).toHaveLength(4)
    expect(laneOf(now(), laneId('r0'))!.centerLine.at(-1)![0]).toBeCloseTo(6, 6)
    select('r0')
    await act('road.join')
    expect(lanesOf(now())).toHaveLength(3)
  })

  it('make lanes beside, boundaries, middles and ends that meet, each one edit that is undone', async () => {
    for (const id of [
      'offsetLeft',
      'offsetRight',
      'derive',
      'swapSides',
      'reverse',
      'smooth',
      'snap',
    ]) {
      const { now, act, select, kept } = opened()
      select('r0')
      const before = now()
      await act(`road.${id}`)
      expect(kept, id).toHaveLength(1)
      expect(now(), id).not.toEqual(before)
      expect(applyPatch(now(), invertPatch(kept[0]!.edit.patch)), id).toEqual(before)
    }
  })
})

describe('what a link says', () => {
  it('hangs on what it is between, whichever was chosen first', () => {
    const { now, store } = opened(1)
    const thing = (name: string, kind: 'stopLine' | 'trafficLight' | 'pole', at: Vec3) => {
      const element = elementAt(kind, { met: at, ground: 0 }, mapElementId(name))
      store.getState().edit('createMapElement', [
        {
          ...{ recordId: mapElementId(name), before: null },
          after: {
            ...{
              kind: 'mapElement',
              id: mapElementId(name),
              elementKind: kind,
              shape: element.shape,
            },
            ...{
              marks: [],
              attributes: {},
              provenance: 'human',
              state: 'added',
              score: null,
              extras: {},
            },
          },
        },
      ])
    }
    thing('stop', 'stopLine', [19, 2, 0])
    thing('light', 'trafficLight', [24, 6, 0])
    thing('pole', 'pole', [24, 6, 0])
    const says = (a: string, b: string) => linkBetween(now(), laneId(a), laneId(b))
    expect(says('r0', 'l0')).toMatchObject({ linkKind: 'successor', from: 'r0' })
    expect(says('r0', 'light')).toEqual({ linkKind: 'controls', from: 'light', to: 'r0' })
    expect(says('light', 'stop')).toEqual({ linkKind: 'belongsTo', from: 'stop', to: 'light' })
    expect(says('pole', 'light')).toMatchObject({ linkKind: 'belongsTo', from: 'light' })
    expect(says('pole', 'stop')).toBeNull()
    expect(says('pole', 'r0')).toBeNull()
    expect(says('r0', 'nothing')).toBeNull()
  })
})
