import { laneId, type TrackId, trackId } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { pickablesOf } from '../tools/pickInTurn.ts'
import { createPicking } from './picking.ts'

const CAR = trackId('car')
const [UPPER, MIDDLE, LOWER] = [laneId('upper'), laneId('middle'), laneId('lower')]

/** A view in which all lies at one place but what lies at x = 100. */
function opened(boxes: readonly TrackId[], lanes: readonly ReturnType<typeof laneId>[]) {
  const { store } = openTestStore(testClip(1), [])
  const lying = { boxes, lanes }
  const picking = createPicking(store, ([x]) =>
    x >= 100
      ? pickablesOf([], [{ id: laneId('elsewhere') }])
      : pickablesOf(
          lying.boxes.map((id) => ({ trackId: id })),
          // From the right of the place the lowest is the nearest.
          (x > 2 ? lying.lanes.toReversed() : lying.lanes).map((id) => ({ id })),
        ),
  )
  const selected = () => {
    const { selectedTrackId, selectedFixedId } = store.getState()
    return [selectedTrackId, selectedFixedId].filter((id) => id !== null)
  }
  const click = (x: number) => {
    picking.pick([x, 0])
    return selected()
  }
  return { store, picking, lying, selected, click }
}

describe('a click where several things lie on one another', () => {
  it('picks the first, again there the next below, and after the last the first', () => {
    const { click } = opened([CAR], [UPPER, MIDDLE, LOWER])
    expect([1, 2, 3, 4, 5].map(() => click(0))).toEqual([[CAR], [UPPER], [MIDDLE], [LOWER], [CAR]])
  })

  it('keeps the order of the first click under a trembling hand', () => {
    const { click } = opened([], [UPPER, MIDDLE, LOWER])
    expect([0, 3, 1, 3].map(click)).toEqual([[UPPER], [MIDDLE], [LOWER], [UPPER]])
  })

  it('begins anew at another place, and where something else was selected meanwhile', () => {
    const { click, store } = opened([], [UPPER, LOWER])
    click(0)
    expect(click(100)).toEqual([laneId('elsewhere')])
    expect(click(0)).toEqual([UPPER])
    store.setState({ selectedFixedId: laneId('elsewhere') })
    expect(click(0)).toEqual([UPPER])
  })

  it('goes on from what is selected where things came and went meanwhile', () => {
    const { click, lying } = opened([], [UPPER, MIDDLE, LOWER])
    click(0)
    click(0)
    lying.lanes = [MIDDLE, LOWER]
    expect(click(0)).toEqual([LOWER])
  })

  it('picks one thing again and again where it lies alone, and says where nothing lies', () => {
    const alone = opened([], [UPPER])
    expect([alone.click(0), alone.click(0)]).toEqual([[UPPER], [UPPER]])
    const empty = opened([], [])
    expect(empty.picking.pick([0, 0])).toBe(false)
    expect(empty.selected()).toEqual([])
  })

  it('is taken back by the double click that it began: what was selected there stays so', () => {
    const { click, picking, selected, store } = opened([], [UPPER, LOWER])
    store.setState({ selectedFixedId: LOWER })
    expect(click(0)).toEqual([UPPER])
    picking.takeBack()
    expect(selected()).toEqual([LOWER])
    store.setState({ selectedFixedId: laneId('elsewhere') })
    expect(click(0)).toEqual([UPPER])
    picking.takeBack()
    expect(selected()).toEqual([UPPER])
  })
})
