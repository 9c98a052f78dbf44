import type { CuboidRecord, Track } from '@trueline/annotation'
import { expectAccessible, expectLegible } from './accessibility.ts'
import { carsNear, cuboidIn, type Records, tracksIn } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'
import type { Place, SideView, Workbench } from './workbench.ts'

const FRAMES = 6
const ALL = Array.from({ length: FRAMES }, (_, frame) => frame)
/** Pixels of the page are whole: a drag ends up to one beside where it was meant to. */
const ONE_PX = 1.01

test('V opens an object’s frames side by side: a face is dragged in one, in all that are chosen, and undone', async ({
  workbench,
  server,
  street,
}) => {
  const { page, batch, column, keys, saved, drag, columnView } = workbench
  const { track, boxes } = await openNearestCar(workbench, { ...street, url: server.url })
  for (const frame of ALL) {
    await expect(column(frame).locator('canvas')).toHaveAttribute('data-painted', 'points')
  }
  const before = await boxes()

  // A face in one column.
  const view = await columnView(3, 'top')
  const front = placeIn(view, [0, before[3]!.extent[0] / 2])
  await drag(front, [front[0], front[1] - 14])
  await saved()
  const longer = await boxes()
  const grown = longer[3]!.extent[0] - before[3]!.extent[0]
  expect(Math.abs(grown - 14 / view.pxPerMeter)).toBeLessThan(ONE_PX / view.pxPerMeter)
  expect(longer[3]).toMatchObject({ provenance: 'human', state: 'fixed' })
  for (const frame of ALL) if (frame !== 3) expect(longer[frame]).toEqual(before[frame])
  await keys('Control+z')
  await saved()
  expect(await boxes()).toEqual(before)

  // A drag in one of the chosen columns changes all of them alike; the page is still one undo step.
  await column(1).getByRole('button').first().click()
  await column(4)
    .getByRole('button')
    .first()
    .click({ modifiers: ['Control'] })
  await expect(page.getByTestId('batchEdited')).toContainText('2 frames')
  const rear = placeIn(await columnView(4, 'top'), [0, -before[4]!.extent[0] / 2])
  await drag(rear, [rear[0], rear[1] + 10])
  await saved()
  const both = await boxes()
  const by = both.map((box, frame) => box.extent[0] - before[frame]!.extent[0])
  expect(by[1]).toBeGreaterThan(0.1)
  expect(by[4]).toBeCloseTo(by[1]!, 9)
  for (const frame of [0, 5]) expect(both[frame]).toEqual(before[frame])
  // Between the two nobody stood for the boxes: they follow.
  for (const frame of [2, 3]) expect(both[frame]).toMatchObject({ provenance: 'interpolated' })
  await keys('Control+z')
  await saved()
  expect(await boxes()).toEqual(before)

  // Escape drops a drag, then the choice, then the page; the panes stand at the column's frame.
  const held = placeIn(await columnView(4, 'top'), [0, 0])
  await page.mouse.move(...held)
  await page.mouse.down()
  await page.mouse.move(held[0] + 9, held[1], { steps: 3 })
  await keys('Escape')
  await page.mouse.up()
  await keys('Escape')
  await expect(page.getByTestId('batchEdited')).toContainText('1 frame')
  await keys('Escape')
  await expect(batch).toBeHidden()
  await workbench.painted(4)
  expect(await workbench.frame()).toBe(4)
  expect(await workbench.selectedTrackId()).toBe(track.id)
  expect(await boxes()).toEqual(before)
})

test('frames written as a range are accepted, fitted and finalised; the merged cloud gives one size to what nobody set; it reads in both languages and themes', async ({
  workbench,
  server,
  street,
}) => {
  const { page, batch, column, keys, saved, drag } = workbench
  const { boxes } = await openNearestCar(workbench, { ...street, url: server.url })
  const choose = async (range: string): Promise<void> => {
    await batch.getByRole('textbox').fill(range)
    await keys('Enter')
  }

  await choose('0-1,5')
  await keys('Space')
  await expect(column(5)).toHaveAttribute('data-kind', 'accepted')
  await saved()
  const states = (await boxes()).map(({ state }) => state)
  expect(states).toEqual(['accepted', 'accepted', 'proposed', 'proposed', 'proposed', 'accepted'])

  const merged = page.getByTestId('batchMerged')
  await expect(merged).toHaveAttribute('data-state', 'merged')
  const before = await boxes()
  const surface = merged.locator('canvas')
  const { rects } = JSON.parse((await surface.getAttribute('data-layout')) ?? '{}')
  const extent = JSON.parse((await surface.getAttribute('data-extent')) ?? '[]') as number[]
  const bounds = await surface.boundingBox()
  const top = rects[0]
  const left: Place = [
    bounds!.x + top.width / 2 - (extent[1]! / 2) * top.pxPerMeter,
    bounds!.y + top.height / 2,
  ]
  await drag(left, [left[0] - 12, left[1]])
  await saved()
  const sized = await boxes()
  for (const frame of [0, 1, 5]) expect(sized[frame]).toEqual(before[frame])
  const width = sized[2]!.extent[1]
  expect(width).toBeCloseTo(extent[1]! + 12 / top.pxPerMeter, 1)
  for (const frame of [2, 3, 4]) {
    expect(sized[frame]).toMatchObject({ provenance: 'refit', extent: sized[2]!.extent })
    // The corner nearest to the ego is where it was.
    expect(nearestCorner(sized[frame]!)).toBeCloseTo(nearestCorner(before[frame]!), 6)
  }

  await choose('2-4')
  await keys('Shift+X')
  await saved()
  await choose('0-5')
  await keys('h')
  await expect(column(0)).toHaveAttribute('data-kind', 'final')
  await saved()
  expect((await boxes()).every(({ state }) => state === 'final')).toBe(true)
  await keys('Control+z')
  await saved()
  expect((await boxes()).some(({ state }) => state === 'final')).toBe(false)

  await expectAccessible(page, '[data-testid=batch]')
  await expectLegible(page, '[data-testid=batch]', 'light')
  await page.getByRole('button', { name: '中文' }).click()
  await expect(batch.getByRole('button', { name: '全选' })).toBeVisible()
  await expectAccessible(page, '[data-testid=batch]')
})

test('one-letter keys, a double click and the answers over a column act on the box of that column', async ({
  workbench,
  server,
  street,
}) => {
  const { page, column, keys, saved, columnView } = workbench
  const { boxes } = await openNearestCar(workbench, { ...street, url: server.url })
  const at = 3
  await expect(column(at).locator('canvas')).toHaveAttribute('data-painted', 'points')
  const before = await boxes()
  const othersAreLeft = (now: readonly CuboidRecord[]): void => {
    for (const frame of ALL) if (frame !== at) expect(now[frame]).toEqual(before[frame])
  }
  const pressed = async (key: string): Promise<CuboidRecord> => {
    await keys(key)
    await saved()
    const now = await boxes()
    othersAreLeft(now)
    return now[at]!
  }

  await test.step('D, S, E and F move, turn and fit it', async () => {
    const { middle } = await columnView(at, 'top')
    await page.mouse.click(...middle)
    const right = await pressed('d')
    const width = before[at]!.extent[1]
    expect(away(right, before[at]!)).toBeCloseTo(Math.max(0.01, width / 100), 3)
    const back = await pressed('s')
    expect(away(back, right)).toBeGreaterThan(0.005)
    const turned = await pressed('e')
    expect(turnDeg(turned, back)).toBeCloseTo(-0.5, 3)
    await keys('f')
    // The points are asked first.
    await expect.poll(async () => (await boxes())[at]!.extent).not.toEqual(turned.extent)
    await saved()
    const fitted = (await boxes())[at]!
    expect(turnDeg(fitted, turned)).toBeCloseTo(-0.5, 3)
    await keys('Control+z', 'Control+z', 'Control+z', 'Control+z')
    await saved()
    expect(await boxes()).toEqual(before)
  })

  await test.step('a double click on a corner brings its two faces onto the points', async () => {
    const view = await columnView(at, 'top')
    const [length, width] = before[at]!.extent
    const corner = placeIn(view, [-width / 2, length / 2])
    await page.mouse.dblclick(...corner)
    await expect.poll(async () => (await boxes())[at]!.state).toBe('fixed')
    await saved()
    const now = await boxes()
    othersAreLeft(now)
    const shrunk = now[at]!
    expect(shrunk.extent[0]).toBeLessThanOrEqual(length)
    expect(shrunk.extent[1]).toBeLessThanOrEqual(width)
    expect(shrunk.extent[2]).toBe(before[at]!.extent[2])
    // The corner across stays where it is.
    const [was, is] = [before[at]!, shrunk].map((box) => cornerOf(box, [-1, -1]))
    expect(Math.hypot(is![0] - was![0], is![1] - was![1])).toBeLessThan(1e-6)
    await keys('Control+z')
    await saved()
    expect(await boxes()).toEqual(before)
  })

  await test.step('its answers accept, finalise and reject that box alone', async () => {
    const answer = async (name: RegExp, state: string): Promise<void> => {
      await column(at).getByRole('button', { name }).click()
      await saved()
      await expect.poll(async () => (await boxes())[at]!.state).toBe(state)
      othersAreLeft(await boxes())
    }
    await answer(/^Accept/, 'accepted')
    await answer(/^Final/, 'final')
    await answer(/^Final/, 'accepted')
    await answer(/^Reject/, 'rejected')
  })
})

test('a column shows the picture, or says that no camera sees the box; going on to another object chooses nothing of it', async ({
  workbench,
  server,
  street,
}) => {
  const { page, batch, column, keys } = workbench
  await openNearestCar(workbench, { ...street, url: server.url })
  const picture = column(2).locator('canvas')
  await expect(picture).toHaveAttribute('data-picture', 'shown')
  await keys('Control+a')
  await expect(page.getByTestId('batchEdited')).toContainText(`${FRAMES} frames`)
  const title = batch.getByRole('heading', { level: 2 })
  const first = await title.textContent()
  await keys('2')
  await expect(title).not.toHaveText(first ?? '')
  await expect(page.getByTestId('batchEdited')).toContainText('1 frame')

  await keys('v')
  const records = await storedRecords(server.url, street.clipId)
  const behind = tracksIn(records).find((track) => {
    const center = cuboidIn(records, track, 2)?.center
    return center !== undefined && center[0] < -5 && Math.abs(center[1]) < -center[0] / 2
  })
  if (behind === undefined) throw new Error('The street has nothing behind the ego')
  await workbench.selectTrack(behind.number)
  await keys('v')
  await expect(picture).toHaveAttribute('data-picture', 'unseen')
})

/** The batch page of the car ahead that is nearest, and its boxes as the server has them. */
async function openNearestCar(
  workbench: Workbench,
  { url, clipId }: { readonly url: string; readonly clipId: string },
): Promise<{ readonly track: Track; readonly boxes: () => Promise<readonly CuboidRecord[]> }> {
  const cars = carsNear(await storedRecords(url, clipId), { frame: 2, frames: FRAMES })
  const car = cars.find(({ cuboid }) => cuboid.center[0] > 4)
  if (car === undefined) throw new Error('The street has no car ahead')
  await workbench.goToFrame(2)
  await workbench.selectTrack(car.track.number)
  await workbench.keys('v')
  await expect(workbench.batch).toBeVisible()
  await expect(workbench.column(2)).toHaveAttribute('data-current', 'true')
  const boxes = async (): Promise<readonly CuboidRecord[]> => {
    const records: Records = await storedRecords(url, clipId)
    return ALL.map((frame) => {
      const cuboid = cuboidIn(records, car.track, frame)
      if (cuboid === null) throw new Error(`The box of frame ${frame} is gone`)
      return cuboid
    })
  }
  return { track: car.track, boxes }
}

/** The page's place of a place in a view, in meters right of and above its middle. */
function placeIn({ middle, pxPerMeter }: SideView, [right, up]: Place): Place {
  return [Math.round(middle[0] + right * pxPerMeter), Math.round(middle[1] - up * pxPerMeter)]
}

/** How far the center of one box is from that of another. */
function away({ center: a }: CuboidRecord, { center: b }: CuboidRecord): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

const yawOf = ({ rotation }: CuboidRecord): number => 2 * Math.atan2(rotation[2], rotation[3])

function turnDeg(now: CuboidRecord, before: CuboidRecord): number {
  const turn = yawOf(now) - yawOf(before)
  return (Math.atan2(Math.sin(turn), Math.cos(turn)) * 180) / Math.PI
}

/** A corner of a box on the ground: in front or behind, left or right. */
function cornerOf(box: CuboidRecord, [front, left]: readonly [number, number]): Place {
  const [cos, sin] = [Math.cos(yawOf(box)), Math.sin(yawOf(box))]
  const [along, across] = [(front * box.extent[0]) / 2, (left * box.extent[1]) / 2]
  return [box.center[0] + cos * along - sin * across, box.center[1] + sin * along + cos * across]
}

/** How far the corner nearest to the ego is from it, on the ground. */
function nearestCorner({ center, extent, rotation }: CuboidRecord): number {
  const yaw = 2 * Math.atan2(rotation[2], rotation[3])
  const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => [x, y] as const))
  const away = corners.map(([x, y]) => {
    const [ahead, left] = [(x * extent[0]) / 2, (y * extent[1]) / 2]
    return Math.hypot(
      center[0] + ahead * Math.cos(yaw) - left * Math.sin(yaw),
      center[1] + ahead * Math.sin(yaw) + left * Math.cos(yaw),
    )
  })
  return Math.min(...away)
}
