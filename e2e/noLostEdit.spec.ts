import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { carsNear, cuboidIn, type Placed } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'
import { type Opening, openWorkbench, type Workbench } from './workbench.ts'

const FRAME = 2
const FRAMES = 6

test.setTimeout(300_000)

test('edits made while the server is dead outlive a killed tab', async ({
  server,
  street,
  folder,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  // A profile on disk, as a person's browser has.
  const browser = await openProfile(join(folder, 'profile'))
  try {
    const car = await nearestCar(clip)
    const first = await atCar(browser, { clip, car })
    await server.kill()
    await first.keys(...repeat('w', 4))
    await expectUnsaved(first, 'offline', 4)
    await expect(first.saving).toContainText('4 edits kept here')
    // The renderer goes down at once: no handler of the page runs.
    const session = await browser.newCDPSession(first.page)
    const crashed = first.page.waitForEvent('crash')
    session.send('Page.crash').catch(() => undefined)
    await crashed
    await first.page.close()

    await server.start()
    const second = await openWorkbench(await browser.newPage(), clip)
    await second.saved()
    expect(await stepsAhead(clip, car)).toBeCloseTo(4, 6)
    await second.keys('Control+z')
    await second.saved()
    expect(await stepsAhead(clip, car)).toBeCloseTo(3, 6)
  } finally {
    await browser.close()
  }
})

test('a server killed in the middle of edits has each of them once, those it had answered for and the rest', async ({
  workbench,
  server,
  street,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  const car = await nearestCar(clip)
  await goToCar(workbench, car)
  await workbench.keys(...repeat('w', 3))
  await workbench.saved()
  await expect(workbench.saving).toHaveText('Saved')

  // Of the next ones some are on their way when it dies, some are made after.
  const typing = workbench.keys(...repeat('w', 5))
  await server.kill()
  await typing
  await workbench.keys(...repeat('w', 2))
  await expect(workbench.saving).toHaveAttribute('data-state', 'offline')
  await expect(workbench.saving).toContainText('Offline')

  await server.start()
  await workbench.saved()
  expect(await stepsAhead(clip, car)).toBeCloseTo(10, 6)

  // What it has said to be saved is on its disk, not in its memory.
  await server.kill()
  await server.start()
  expect(await stepsAhead(clip, car)).toBeCloseTo(10, 6)
  await workbench.reload()
  await goToCar(workbench, car)
  const stored = cuboidIn(await storedRecords(clip.url, clip.clipId), car.track, FRAME)
  expect((await workbench.shownBox()).center[0]).toBeCloseTo(stored?.center[0] ?? Number.NaN, 1)
})

test('without network one works on, told how much waits; all of it is sent afterwards', async ({
  workbench,
  server,
  street,
  context,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  const car = await nearestCar(clip)
  await goToCar(workbench, car)
  await context.setOffline(true)
  await workbench.keys('w')
  await expectUnsaved(workbench, 'offline', 1)
  await expect(workbench.saving).toHaveText('Offline: 1 edit kept here')
  await workbench.keys(...repeat('w', 5), 'Control+z')
  await expectUnsaved(workbench, 'offline', 7)
  expect(await stepsAhead(clip, car)).toBe(0)
  await context.setOffline(false)
  await workbench.saved()
  expect(await stepsAhead(clip, car)).toBeCloseTo(5, 6)
})

test('of two who changed one box, the later is told by whom, and decides', async ({
  browser,
  server,
  street,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  const car = await nearestCar(clip)
  const [mine, theirs] = [await browser.newContext(), await browser.newContext()]
  try {
    const me = await atCar(mine, { clip, car })
    const other = await atCar(theirs, { clip, car })
    await other.keys('Control+,')
    await other.page.getByRole('textbox', { name: 'Your name' }).fill('Li Wei')
    await other.page.getByRole('button', { name: 'Done' }).click()

    await mine.setOffline(true)
    await me.keys('w')
    await expectUnsaved(me, 'offline', 1)
    await other.keys(...repeat('w', 3))
    await other.saved()
    await mine.setOffline(false)

    const conflicts = me.page.getByTestId('conflicts')
    await expect(conflicts).toHaveText('1 edit to decide')
    // Until it is decided, what is stored is shown.
    await expectShownSteps(me, { clip, car }, 3)
    await conflicts.click()
    const dialog = me.page.getByRole('dialog', { name: 'Edits to decide' })
    await expect(dialog).toContainText('Li Wei')
    await expect(dialog).toContainText(`Track ${car.track.number}`)
    await expectAccessible(me.page, 'dialog')
    await dialog.getByRole('button', { name: 'Put mine on top' }).click()
    await expect(conflicts).toBeHidden()
    await me.saved()
    expect(await stepsAhead(clip, car)).toBeCloseTo(1, 6)
    // The other sees it without doing anything.
    await expectShownSteps(other, { clip, car }, 1)
  } finally {
    await mine.close()
    await theirs.close()
  }
})

async function openProfile(folder: string): Promise<BrowserContext> {
  const { launchOptions, viewport } = test.info().project.use
  return chromium.launchPersistentContext(folder, {
    ...launchOptions,
    ...(viewport !== undefined && { viewport }),
  })
}

type AtCar = { readonly clip: Opening; readonly car: Placed }

async function atCar(context: BrowserContext, { clip, car }: AtCar): Promise<Workbench> {
  const workbench = await openWorkbench(await context.newPage(), clip)
  await goToCar(workbench, car)
  return workbench
}

async function goToCar(workbench: Workbench, { track }: Placed): Promise<void> {
  await workbench.goToFrame(FRAME)
  await workbench.selectTrack(track.number)
  await workbench.sideViewsShown()
  // Where no side view is under the pointer, forward is up.
  await workbench.page.mouse.move(0, 0)
}

async function nearestCar({ url, clipId }: Opening): Promise<Placed> {
  const [car] = carsNear(await storedRecords(url, clipId), { frame: FRAME, frames: FRAMES })
  if (car === undefined) throw new Error('The street has no car')
  return car
}

/** How many key steps ahead of where it was the car's box is on the server. */
async function stepsAhead({ url, clipId }: Opening, { track, cuboid }: Placed): Promise<number> {
  const stored = cuboidIn(await storedRecords(url, clipId), track, FRAME)
  if (stored === null) throw new Error('The box is gone')
  const way = stored.center.map((value, axis) => value - cuboid.center[axis]!)
  return Math.hypot(...way) / stepOf(cuboid)
}

/** A hundredth of the length. */
function stepOf({ extent }: Placed['cuboid']): number {
  return Math.max(0.01, extent[0] / 100)
}

async function expectShownSteps(
  workbench: Workbench,
  { car }: AtCar,
  steps: number,
): Promise<void> {
  const { center } = car.cuboid
  await expect
    .poll(async () => {
      const shown = await workbench.shownBox()
      const way = Math.hypot(shown.center[0] - center[0], shown.center[1] - center[1])
      return Math.round(way / stepOf(car.cuboid))
    })
    .toBe(steps)
}

async function expectUnsaved(
  { saving }: Workbench,
  state: 'saving' | 'offline',
  count: number,
): Promise<void> {
  await expect(saving).toHaveAttribute('data-state', state)
  await expect(saving).toHaveAttribute('data-unsaved', String(count))
}

function repeat(key: string, times: number): readonly string[] {
  return Array.from({ length: times }, () => key)
}
