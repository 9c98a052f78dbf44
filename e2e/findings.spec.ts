import type { Locator, Page } from '@playwright/test'
import type { CuboidRecord, Track } from '@trueline/annotation'
import { fromYaw, multiply } from '@trueline/geometry'
import { expectAccessible, expectLegible } from './accessibility.ts'
import { carsNear, cuboidIn, type Records } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { plant } from './plant.ts'
import { storedRecords } from './storedRecords.ts'
import { openWorkbench } from './workbench.ts'

test.setTimeout(300_000)

const FRAMES = 6
/** Where the first and the second car are the wrong way round. */
const TURNED = [2, 3] as const

test('what cannot be true is listed; N goes to it, M mends it as one edit, undo brings it back', async ({
  page,
  server,
  street,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  const { cars, planted } = await withTurnedCars(clip)
  const workbench = await openWorkbench(page, clip)
  const { keys, saved } = workbench
  const pane = await openFindings(page)
  const flips = pane.locator('[data-check=C3]')
  const records = (): Promise<Records> => storedRecords(server.url, street.clipId)
  /** The frames in which a car looks the other way than in the frame before. */
  const turnedNow = async (): Promise<readonly number[]> => {
    const now = await records()
    return TURNED.filter((frame, index) => {
      const box = cuboidIn(now, cars[index]!, frame)!
      return !isSameWay(box, cuboidIn(now, cars[index]!, frame - 1)!)
    })
  }

  await test.step('they are found, and marked where the tracks and the timeline show', async () => {
    await expect(flips).toHaveCount(2)
    await expect(page.getByTestId('timeline')).toHaveAttribute('data-found', /[1-9]/)
    expect(await turnedNow()).toEqual([...TURNED])
    await pane.getByRole('combobox', { name: 'Which checks' }).selectOption('C3')
    await expect(pane.getByTestId('findingCount')).toHaveText(/^2 \/ /)
  })

  await test.step('N goes to the first and shows what the mend would do; M does it', async () => {
    await page.mouse.move(800, 500)
    await keys('n')
    const number = Number(await workbench.inspector.getByLabel(/^Number,/).inputValue())
    const index = cars.findIndex((car) => car.number === number)
    expect(await workbench.frame()).toBe(TURNED[index])
    const preview = page.getByTestId('mendPreview')
    await expect(preview).toContainText('1 box changes')
    await expect(preview).toContainText('turned up to 180°')
    await expectAccessible(page, '[data-testid=findings]')
    await expectLegible(page, '[data-testid=findings]', 'light')
    expect(await records()).toEqual(planted)

    await keys('m')
    await expect(flips).toHaveCount(1)
    await saved()
    expect(await turnedNow()).toEqual([TURNED[1 - index]])
    await keys('Control+z')
    await expect(flips).toHaveCount(2)
    await saved()
    expect(await records()).toEqual(planted)
  })

  await test.step('all of a kind are shown first, then mended in one edit', async () => {
    await keys('n')
    await expect(page.getByTestId('mendPreview')).toBeVisible()
    await keys('Shift+M')
    const preview = page.locator('[data-testid=mendPreview][data-of=all]')
    await expect(preview).toContainText(/[2-9] boxes change/)
    expect(await records()).toEqual(planted)
    await keys('Escape')
    await expect(preview).toBeHidden()
    await keys('Shift+M')
    await expect(preview).toBeVisible()
    await keys('Shift+M')
    await expect(flips).toHaveCount(0)
    await saved()
    expect(await turnedNow()).toEqual([])
    await keys('Control+z')
    await expect(flips).toHaveCount(2)
    await saved()
    expect(await records()).toEqual(planted)
  })

  await test.step('which of them block is kept with the clip, and said', async () => {
    await pane.getByRole('button', { name: 'How this clip is checked' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: 'Front and rear: Blocks' }).check()
    await expectAccessible(page, 'dialog')
    await keys('Escape')
    await expect(page.getByTestId('blocking')).toContainText('2')
    const input = encodeURIComponent(JSON.stringify({ clipId: street.clipId }))
    const answer = await fetch(`${server.url}/trpc/checks.read?input=${input}`)
    expect(await answer.json()).toMatchObject({
      result: { data: { checks: { C3: { blocking: true }, C1: { blocking: false } } } },
    })
  })

  await test.step('it is not handed on while they stand, and is once they are mended', async () => {
    const task = page.getByTestId('task')
    await expect(task).toHaveAttribute('data-state', 'annotate')
    await keys('Control+Enter')
    const sheet = page.getByRole('dialog', { name: 'Where this clip is' })
    await expect(sheet.getByTestId('standing')).toContainText('2 findings keep it back')
    await expectAccessible(page, 'dialog')
    await sheet.getByRole('button', { name: 'Hand on' }).click()
    await expect(sheet.getByTestId('blocked')).toContainText('The server found 2 things')
    await expect(task).toHaveAttribute('data-state', 'annotate')
    await sheet.getByTestId('standing').getByRole('button').first().click()
    await expect(sheet).toBeHidden()
    await keys('Shift+M')
    await expect(page.locator('[data-testid=mendPreview][data-of=all]')).toBeVisible()
    await keys('Shift+M')
    await expect(flips).toHaveCount(0)

    // The edit is on its way to the server still.
    await keys('Control+Enter')
    await sheet.getByRole('button', { name: 'Hand on' }).click()
    await expect(task).toHaveAttribute('data-state', 'review')
    await expect(sheet.getByRole('button', { name: 'Send back' })).toBeDisabled()
    await sheet.getByRole('textbox').fill('The far cars too, please')
    await sheet.getByRole('button', { name: 'Send back' }).click()
    await expect(task).toHaveAttribute('data-state', 'sentBack')
    await expect(sheet.getByText('The far cars too, please')).toBeVisible()
    await keys('Escape')
  })

  await test.step('that no effort is logged is kept with the clip too', async () => {
    const effort = page.getByTestId('effort')
    await expect(effort).toBeVisible()
    await pane.getByRole('button', { name: 'How this clip is checked' }).click()
    const allowed = page.getByRole('checkbox', { name: 'Actions and time may be logged' })
    await allowed.uncheck()
    await keys('Escape')
    await expect(effort).toBeHidden()
    await workbench.reload()
    await expect(effort).toBeHidden()
  })
})

/** The two nearest cars, their boxes turned around in one frame each. */
async function withTurnedCars(clip: {
  readonly url: string
  readonly clipId: string
}): Promise<{ readonly cars: readonly Track[]; readonly planted: Records }> {
  const before = await storedRecords(clip.url, clip.clipId)
  const cars = carsNear(before, { frame: 0, frames: FRAMES })
    .slice(0, TURNED.length)
    .map(({ track }) => track)
  await plant(
    clip,
    cars.map((car, index) => {
      const box = cuboidIn(before, car, TURNED[index]!)!
      return { before: box, after: { ...box, rotation: multiply(fromYaw(Math.PI), box.rotation) } }
    }),
  )
  return { cars, planted: await storedRecords(clip.url, clip.clipId) }
}

async function openFindings(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Findings' }).click()
  await expect(page.getByTestId('checking')).toHaveAttribute('data-state', 'done', {
    timeout: 60_000,
  })
  return page.getByTestId('findings')
}

function isSameWay({ rotation: a }: CuboidRecord, { rotation: b }: CuboidRecord): boolean {
  return Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]) > 0.7
}
