import { remarksOf, trackOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { actionById } from '../keymap.ts'
import { pinsAt } from '../review/pins.ts'
import { pointerSpot, tellPointerSpot } from '../review/pointerSpot.ts'
import { drawnCuboids } from '../scene/drawnCuboids.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { Workbench } from '../workbench.ts'
import { addRemark } from './reviewActions.ts'

const [CAR, VAN] = [track('car', { number: 1 }), track('van', { number: 2 })]

function opened() {
  const { store } = openTestStore(testClip(2), [CAR, VAN, cuboid(CAR.id, 0), cuboid(VAN.id, 0)])
  store.setState({ doubt: { ...store.getState().doubt, byTrack: new Map([[VAN.id, 0.9]]) } })
  const workbench = { store } as unknown as Workbench
  const press = (id: string): void => {
    void actionById(id)!.run(workbench)
  }
  return { store, workbench, press }
}

it('a reviewer goes through the queue by keys, and an undo takes a verdict back', () => {
  const { store, press } = opened()
  press('reviewNext')
  expect(store.getState().selectedTrackId).toBe(VAN.id)
  press('reviewAccept')
  expect(trackOf(store.getState().annotations, VAN.id)!.review!.verdict).toBe('accepted')
  expect(store.getState().selectedTrackId).toBe(CAR.id)
  press('reviewSendBack')
  expect(trackOf(store.getState().annotations, CAR.id)!.review!.verdict).toBe('sentBack')
  expect(store.getState().review.isWriting).toBe(true)
  store.getState().undo()
  expect(trackOf(store.getState().annotations, CAR.id)!.review).toBeUndefined()
})

it('all of a frame is answered at once', () => {
  const { store, press } = opened()
  press('reviewAcceptFrame')
  const { annotations } = store.getState()
  expect([CAR, VAN].map(({ id }) => trackOf(annotations, id)!.review!.verdict)).toEqual([
    'accepted',
    'accepted',
  ])
  expect(store.getState().history.undo).toHaveLength(1)
})

it('a remark is pinned on the selected object, else in the frame, and resolved with its object', () => {
  const { store, workbench, press } = opened()
  store.setState({ selectedTrackId: CAR.id })
  addRemark(workbench, { remarkKind: 'geometry', text: 'too long' })
  store.setState({ selectedTrackId: null })
  addRemark(workbench, { remarkKind: 'missing', text: '' })
  // Made in one moment, their ids are in no order.
  const pins = pinsAt(store.getState()).toSorted((a) => (a.remark.trackId === CAR.id ? -1 : 1))
  expect(pins.map(({ remark: { trackId, remarkKind } }) => [trackId, remarkKind])).toEqual([
    [CAR.id, 'geometry'],
    [null, 'missing'],
  ])
  expect(pins[0]!.at).toEqual({ kind: 'ego', point: [0, 0, 0.75] })
  expect(pinsAt({ ...store.getState(), frame: 1 })).toEqual([])
  store.setState({ selectedTrackId: CAR.id })
  press('reviewAccept')
  const states = remarksOf(store.getState().annotations).map(({ state }) => state)
  expect(states.toSorted()).toEqual(['open', 'resolved'])
})

it('a remark on no object goes where the pointer is: onto a point, or into the picture', async () => {
  const { store, workbench } = opened()
  const asked: unknown[] = []
  const locate = async (request: unknown) => {
    asked.push(request)
    return [2, 1, 0]
  }
  // All of an element that is asked for.
  const rim = { getBoundingClientRect: () => ({ left: 10, top: 20 }) }
  const view = Object.assign(new EventTarget(), rim) as unknown as HTMLElement
  const stop = tellPointerSpot(view, (x, y) => ({
    ...{ kind: 'ray', origin: [x, y, 0], direction: [1, 0, 0] },
  }))
  view.dispatchEvent(Object.assign(new Event('pointermove'), { clientX: 15, clientY: 26 }))
  await actionById('remark')!.run({ ...workbench, fitter: { locate } } as unknown as Workbench)
  expect(asked).toMatchObject([{ origin: [5, 6, 0] }])
  addRemark(workbench, { remarkKind: 'missing', text: '' })
  const [remark] = remarksOf(store.getState().annotations)
  expect(remark!.place).toMatchObject({ kind: 'world' })
  expect(pinsAt(store.getState())[0]!.at).toMatchObject({ kind: 'ego', point: [2, 1, 0] })
  stop()
  expect(pointerSpot()).toBeNull()
})

it('where a box came from is drawn beside it while it is compared with what came', () => {
  const { store, press } = opened()
  const box = cuboid(CAR.id, 0)
  const proposal = { center: box.center, extent: box.extent, rotation: box.rotation }
  const after = { ...box, center: [4, 0, 0] as const, proposal }
  store.getState().edit('move', [{ recordId: box.id, before: box, after }])
  const ghosts = () => drawnCuboids(store.getState(), null).filter(({ look }) => look === 'ghost')
  expect(ghosts()).toEqual([])
  press('reviewBase')
  expect(ghosts().map(({ cuboid: { center } }) => center)).toEqual([box.center])
})
