import type { CuboidRecord } from '@trueline/annotation'
import { countCommits } from './countCommits.ts'
import { carsNear, cuboidIn, type Placed, tracksIn } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'
import { openWorkbench, type Place, type SideView, type Workbench } from './workbench.ts'

const FRAMES = 6
/** Pixels of the page are whole: a drag ends up to one beside where it was meant to. */
const ONE_PX = 1.01

test.setTimeout(300_000)

test('a face and a corner follow the pointer with what is opposite fixed, each one undo step', async ({
  workbench,
  server,
  street,
}) => {
  const { car, stored } = await atNearestCar(workbench, { ...street, url: server.url })
  const before = car.cuboid

  const view = await workbench.sideView('side')
  const front = placeIn(view, [before.extent[0] / 2, 0])
  await workbench.drag(front, [front[0] + 30, front[1]])
  await workbench.saved()
  const longer = await stored()
  expectNear(longer.extent[0] - before.extent[0], 30 / view.pxPerMeter, ONE_PX / view.pxPerMeter)
  expect(longer.extent.slice(1)).toEqual(before.extent.slice(1))
  expectSame(endOf(longer, -1), endOf(before, -1))
  expect((await workbench.shownBox()).extent[0]).toBeCloseTo(longer.extent[0], 1)

  await workbench.keys('Control+z')
  await workbench.saved()
  expectSameBox(await stored(), before)

  const top = await workbench.sideView('top')
  const corner = placeIn(top, [before.extent[1] / 2, before.extent[0] / 2])
  await workbench.drag(corner, [corner[0] + 12, corner[1] - 18])
  await workbench.saved()
  const wider = await stored()
  const slack = ONE_PX / top.pxPerMeter
  expectNear(wider.extent[1] - before.extent[1], 12 / top.pxPerMeter, slack)
  expectNear(wider.extent[0] - before.extent[0], 18 / top.pxPerMeter, slack)
  expect(wider.extent[2]).toBe(before.extent[2])

  await workbench.keys('Control+z')
  await workbench.saved()
  expectSameBox(await stored(), before)
})

test('Shift slides the box, Ctrl snaps a face to the points, a double click shrinks to them', async ({
  workbench,
  server,
  street,
}) => {
  const { car, stored } = await atNearestCar(workbench, { ...street, url: server.url })
  const before = car.cuboid
  const view = await workbench.sideView('side')
  const front = placeIn(view, [before.extent[0] / 2, 0])

  await workbench.drag(front, [front[0] + 25, front[1]], ['Shift'])
  await workbench.saved()
  const slid = await stored()
  expect(slid.extent).toEqual(before.extent)
  expectNear(apart(slid, before), 25 / view.pxPerMeter, ONE_PX / view.pxPerMeter)
  await workbench.keys('Control+z')
  await workbench.saved()

  // Far in front of the car there is nothing: what is dragged there comes back to its points.
  await workbench.drag(front, [front[0] + 40, front[1]], ['Control'])
  await workbench.saved()
  await expect.poll(async () => (await stored()).provenance).toBe('human')
  const snapped = await stored()
  expect(snapped.extent[0]).toBeLessThan(before.extent[0] + 40 / view.pxPerMeter - 0.1)
  expectSame(endOf(snapped, -1), endOf(before, -1))
  await workbench.keys('Control+z')
  await workbench.saved()

  await workbench.sideViewsShown()
  await workbench.drag(front, [front[0] + 40, front[1]])
  await workbench.saved()
  const far = await stored()
  const { pxPerMeter, middle } = await workbench.sideView('side')
  const points = await workbench.pointsInside()
  await workbench.page.mouse.dblclick(middle[0] + (far.extent[0] / 2) * pxPerMeter, middle[1])
  await expect.poll(async () => (await stored()).extent[0]).toBeLessThan(far.extent[0] - 0.05)
  const shrunk = await stored()
  expect(shrunk.extent.slice(1)).toEqual(far.extent.slice(1))
  expectSame(endOf(shrunk, -1), endOf(far, -1))
  await expect.poll(() => workbench.pointsInside()).toBe(points)
})

test('the heading handle turns the box about its middle; Escape drops what is held', async ({
  workbench,
  server,
  street,
}) => {
  const { car, stored } = await atNearestCar(workbench, { ...street, url: server.url })
  const before = car.cuboid
  const { page } = workbench
  const view = await workbench.sideView('top')
  const reach = (before.extent[0] / 2) * view.pxPerMeter + 24
  const handle: Place = [view.middle[0], view.middle[1] - reach]
  const to: Place = [view.middle[0] + reach * 0.5, view.middle[1] - reach * Math.sqrt(0.75)]
  const { yawDeg } = await workbench.shownBox()

  await page.mouse.move(...handle)
  await page.mouse.down()
  await page.mouse.move(...to, { steps: 6 })
  await expect
    .poll(async () => turn(yawDeg, (await workbench.shownBox()).yawDeg))
    .toBeCloseTo(-30, 0)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect.poll(async () => (await workbench.shownBox()).yawDeg).toBe(yawDeg)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()

  await workbench.drag(handle, to)
  await workbench.saved()
  const turned = await stored()
  expect(turned.center).toEqual(before.center)
  expect(turned.extent).toEqual(before.extent)
  expect(turn(yawDeg, (await workbench.shownBox()).yawDeg)).toBeCloseTo(-30, 0)
})

test('the wheel zooms one side view, and the zoom stays from frame to frame', async ({
  workbench,
  server,
  street,
}) => {
  await atNearestCar(workbench, { ...street, url: server.url })
  const { page } = workbench
  const top = await workbench.sideView('top')
  const side = await workbench.sideView('side')
  await page.mouse.move(...side.middle)
  await page.mouse.wheel(0, -400)
  await expect
    .poll(async () => (await workbench.sideView('side')).pxPerMeter)
    .toBeGreaterThan(side.pxPerMeter * 1.5)
  const { pxPerMeter } = await workbench.sideView('side')
  await workbench.keys('4')
  await workbench.sideViewsShown()
  expect((await workbench.sideView('side')).pxPerMeter).toBe(pxPerMeter)
  expect((await workbench.sideView('top')).pxPerMeter).toBe(top.pxPerMeter)
})

test('in 3D a click and a rectangle give a fitted box; in a picture a click selects one', async ({
  workbench,
  server,
  street,
}) => {
  const { page, view3d } = workbench
  const { car } = await atNearestCar(workbench, { ...street, url: server.url })
  const { number } = car.track
  const records = () => storedRecords(server.url, street.clipId)
  const newest = async (): Promise<CuboidRecord | null> => {
    const id = await workbench.selectedTrackId()
    const now = await records()
    const track = tracksIn(now).find((one) => one.id === id)
    return track === undefined ? null : cuboidIn(now, track, car.cuboid.frame)
  }

  // A camera first, while the box is there.
  const best = await page.getByTestId('cameras').getAttribute('data-best')
  const { transform, corners } = await workbench.cameraShown(best ?? '')
  const seen = corners.filter((corner) => corner !== null)
  const tile = await workbench.camera(best ?? '').boundingBox()
  if (tile === null) throw new Error('The camera has no place')
  const mean = (axis: 0 | 1): number =>
    seen.reduce((sum, corner) => sum + corner[axis], 0) / seen.length
  await workbench.keys('Escape')
  expect(await workbench.selectedTrackId()).toBeNull()
  await page.mouse.click(
    tile.x + mean(0) * transform.scale + transform.x,
    tile.y + mean(1) * transform.scale + transform.y,
  )
  await expect.poll(() => workbench.selectedTrackId()).toBe(car.track.id)

  const place = await workbench.placeIn3d(number)
  await workbench.keys('b')
  await page.mouse.move(place[0], place[1] + 8)
  await workbench.keys('Shift+C')
  await expect(view3d).toHaveAttribute('data-tool', 'createCuboid')
  await page.mouse.click(place[0], place[1] + 8)
  await expect.poll(() => workbench.selectedTrackId()).not.toBe(car.track.id)
  await workbench.saved()
  const clicked = await newest()
  expect(clicked).toMatchObject({ state: 'added', provenance: 'human' })
  expectOverlap(clicked, car.cuboid)
  await workbench.keys('Control+z')
  await workbench.saved()
  await workbench.keys('Control+z')
  await workbench.saved()

  await workbench.selectTrack(number)
  await page.mouse.dblclick(...(await workbench.placeIn3d(number)))
  await view3d.getByRole('button', { name: 'From above' }).click()
  await expect(view3d).toHaveAttribute('data-projection', 'flat')
  const middle = await workbench.placeIn3d(number)
  const half = ((await view3d.boundingBox())?.height ?? 0) * 0.2
  await workbench.keys('b')
  await workbench.drag(
    [middle[0] - half, middle[1] - half],
    [middle[0] + half, middle[1] + half],
    ['Control'],
  )
  await expect.poll(() => workbench.selectedTrackId()).not.toBe(car.track.id)
  await workbench.saved()
  const drawn = await newest()
  expect(drawn).toMatchObject({ state: 'added', provenance: 'human' })
  expectOverlap(drawn, car.cuboid)
})

test('React renders nothing while a face is dragged, though the views and numbers follow', async ({
  page,
  server,
  street,
}) => {
  const commits = await countCommits(page)
  const workbench = await openWorkbench(page, { url: server.url, clipId: street.clipId })
  const { car, stored } = await atNearestCar(workbench, { ...street, url: server.url })
  const view = await workbench.sideView('side')
  const front = placeIn(view, [car.cuboid.extent[0] / 2, 0])
  await page.mouse.move(...front)
  await page.mouse.down()
  await page.mouse.move(front[0] + 2, front[1])
  // What selecting the car set off has come to its end.
  let atFirst = 0
  const hasSettled = async (): Promise<boolean> => {
    const before = atFirst
    atFirst = await commits()
    return atFirst > 0 && atFirst === before
  }
  // On a busy machine checks come to their end in steps that are a second and more apart.
  await expect.poll(hasSettled, { intervals: [3000] }).toBe(true)
  const undos = await page.getByRole('button', { name: 'Undo' }).isDisabled()
  for (let step = 2; step <= 20; step++) await page.mouse.move(front[0] + 2 * step, front[1])
  const { extent } = car.cuboid
  await expect
    .poll(async () => (await workbench.shownBox()).extent[0])
    .toBeCloseTo(extent[0] + 40 / view.pxPerMeter, 1)
  expect((await commits()) - atFirst).toBe(0)
  expect(undos).toBe(true)
  await page.mouse.up()
  await workbench.saved()
  expect(await commits()).toBeGreaterThan(atFirst)
  await workbench.keys('Control+z')
  await workbench.saved()
  expectSameBox(await stored(), car.cuboid)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

/** Selects the car nearest to the ego that lies ahead of it, in the middle of the clip. */
async function atNearestCar(
  workbench: Workbench,
  { url, clipId }: { readonly url: string; readonly clipId: string },
): Promise<{ readonly car: Placed; readonly stored: () => Promise<CuboidRecord> }> {
  const frame = 2
  const cars = carsNear(await storedRecords(url, clipId), { frame, frames: FRAMES })
  const car = cars.find(({ cuboid }) => cuboid.center[0] > 4)
  if (car === undefined) throw new Error('The street has no car ahead')
  await workbench.goToFrame(frame)
  await workbench.selectTrack(car.track.number)
  await workbench.sideViewsShown()
  const stored = async (): Promise<CuboidRecord> => {
    const cuboid = cuboidIn(await storedRecords(url, clipId), car.track, frame)
    if (cuboid === null) throw new Error('The box is gone')
    return cuboid
  }
  return { car, stored }
}

/** The page's place of a place in a side view, in meters right of and above its middle. */
function placeIn({ middle, pxPerMeter }: SideView, [right, up]: Place): Place {
  return [Math.round(middle[0] + right * pxPerMeter), Math.round(middle[1] - up * pxPerMeter)]
}

/** The middle of a box's front (1) or rear (-1) face, in ego space. */
function endOf({ center, extent, rotation }: CuboidRecord, sign: 1 | -1): Place {
  const yaw = 2 * Math.atan2(rotation[2], rotation[3])
  const half = (sign * extent[0]) / 2
  return [center[0] + half * Math.cos(yaw), center[1] + half * Math.sin(yaw)]
}

function expectSame(a: Place, b: Place): void {
  expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(1e-6)
}

function expectSameBox(a: CuboidRecord, b: CuboidRecord): void {
  const shapeOf = ({ center, extent, rotation, state, provenance }: CuboidRecord) => ({
    ...{ center, extent, rotation, state, provenance },
  })
  expect(shapeOf(a)).toEqual(shapeOf(b))
}

function expectNear(value: number, wanted: number, slack: number): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(slack)
}

/** A box fitted to the same object stands where the other stood, about as large. */
function expectOverlap(box: CuboidRecord | null, other: CuboidRecord): void {
  expect(box).not.toBeNull()
  if (box === null) return
  expect(apart(box, other)).toBeLessThan(1.2)
  for (const axis of [0, 1, 2] as const) {
    expect(box.extent[axis] / other.extent[axis]).toBeGreaterThan(0.5)
    expect(box.extent[axis] / other.extent[axis]).toBeLessThan(2)
  }
}

function apart(a: CuboidRecord, b: CuboidRecord): number {
  return Math.hypot(...a.center.map((value, axis) => value - b.center[axis]!))
}

/** From one heading to another, in (-180, 180]. */
function turn(from: number, to: number): number {
  return ((((to - from + 180) % 360) + 360) % 360) - 180
}
