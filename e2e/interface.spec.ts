import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectLegible } from './accessibility.ts'
import { carsNear } from './documents.ts'
import { dropFiles } from './dropFiles.ts'
import { expect, test } from './fixtures.ts'
import { serve } from './server.ts'
import { storedRecords } from './storedRecords.ts'
import { unreachable } from './unreachable.ts'
import type { Workbench } from './workbench.ts'

test.setTimeout(300_000)

/** One of the street's sweeps. */
const SWEEP = 'lidar/lidar/000003.pcd'

const DIALOGS = [
  { key: 'Control+i', en: 'Import', zh: '导入' },
  { key: 'Control+e', en: 'Export', zh: '导出' },
  { key: 'Control+o', en: 'Clips', zh: '片段' },
  { key: 'Control+,', en: 'Settings', zh: '设置' },
  { key: 'Control+k', en: 'All commands', zh: '全部命令' },
  { key: 'Shift+?', en: 'Keys', zh: '快捷键' },
] as const

for (const { language, theme, other } of [
  { language: 'en', theme: 'dark', other: 'light' },
  { language: 'zh', theme: 'light', other: 'dark' },
] as const) {
  test(`axe finds nothing serious in the window or a dialog in either theme, and 1280 × 720 holds all of it: ${language}`, async ({
    page,
    server,
    street,
  }) => {
    await prefer(page, { language, theme, hasSeenWelcome: true })
    await page.goto(`${server.url}/?clip=${street.clipId}`)
    await expect(page.getByTestId('view3d')).toHaveAttribute('data-painted-frame', '0')
    await page.keyboard.press('2')
    await expect(page.getByTestId('sideViews')).toHaveAttribute('data-painted-frame', /\d/)
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'en' ? 'en' : 'zh-CN')
    await expectAccessible(page, 'body')
    for (const { key, ...name } of DIALOGS) {
      await page.keyboard.press(key)
      const dialog = page.getByRole('dialog', { name: name[language] })
      await expect(dialog).toBeVisible()
      await expectAccessible(page, 'dialog')
      await expectLegible(page, 'dialog', other)
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
    await expectLegible(page, 'body', other)
    await page.keyboard.press('F1')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'dialog')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()

    await expectTabsWhole(page)
    await page.setViewportSize({ width: 1280, height: 720 })
    await expect.poll(() => unreachable(page)).toEqual([])
    await expectTabsWhole(page)
    for (const { key } of DIALOGS) {
      await page.keyboard.press(key)
      const dialog = page.getByRole('dialog')
      await expect(dialog).toBeVisible()
      await expect.poll(() => isInside(dialog, { width: 1280, height: 720 })).toBe(true)
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
  })
}

test('whoever comes first is welcomed in the browser’s language, once', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    await page.goto(server.url)
    const welcome = page.getByRole('dialog', { name: '逐个目标修正预标注' })
    await expect(welcome).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await page.keyboard.press('Escape')
    await expect(welcome).toBeHidden()
    await page.reload()
    await expect(page.getByTestId('view3d')).toHaveAttribute('data-painted-frame', '0')
    await expect(page.getByRole('dialog')).toBeHidden()
  } finally {
    await context.close()
  }
})

test('an empty server says what to do next', async ({ page, folder }) => {
  const server = await serve(join(folder, 'empty'), ['--no-demo'])
  try {
    await prefer(page, { language: 'en', theme: 'dark', hasSeenWelcome: true })
    await page.goto(server.url)
    const main = page.getByRole('main')
    await expect(main.getByText('There is no clip yet.')).toBeVisible()
    await expect(main.getByText('Import one: drop a folder or a zip')).toBeVisible()
    await main.getByRole('button', { name: 'Import …' }).click()
    await expect(page.getByRole('dialog', { name: 'Import' })).toBeVisible()
  } finally {
    await server.kill()
  }
})

test('the focus is seen on everything that Tab reaches', async ({ workbench }) => {
  const { page } = workbench
  const unseen: string[] = []
  const reached = new Set<string>()
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab')
    const { name, isSeen } = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) {
        return { name: '', isSeen: true }
      }
      // Drawn on itself, on its frame, or on what stands before or after it.
      const looks = (): string =>
        [element, element.parentElement ?? element]
          .flatMap((one) => ['', '::before', '::after'].map((part) => getComputedStyle(one, part)))
          .map(({ outline, borderColor, boxShadow }) => `${outline} ${borderColor} ${boxShadow}`)
          .join()
      const focused = looks()
      element.blur()
      const isSeen = looks() !== focused
      element.focus()
      const label = element.getAttribute('aria-label') ?? element.textContent ?? ''
      return { name: `${element.tagName} ${label}`, isSeen }
    })
    reached.add(name)
    if (!isSeen) unseen.push(name)
  }
  expect(unseen).toEqual([])
  expect(reached.size).toBeGreaterThan(20)
})

test('a key can be given to another action, and the palette finds actions in both languages', async ({
  workbench,
  server,
  street,
}) => {
  const { page, keys } = workbench
  await selectNearest(workbench, { url: server.url, clipId: street.clipId })
  const { yawDeg } = await workbench.shownBox()
  const turned = async (): Promise<number> =>
    Math.round(Math.abs((await workbench.shownBox()).yawDeg - yawDeg))

  await keys('Shift+?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  // The same button stands in the picture of the keyboard.
  const list = dialog.getByRole('region', { name: 'Turn', exact: true })
  await list.getByRole('button', { name: 'Change G for Turn around (180°)' }).click()
  await keys('z')
  await expect(list.getByRole('button', { name: 'Change Z for Turn around (180°)' })).toBeVisible()
  await keys('Escape')
  await expect(dialog).toBeHidden()
  await keys('g')
  expect(await turned()).toBe(0)
  await keys('z')
  await expect.poll(turned).toBe(180)
  await workbench.saved()

  await workbench.reload()
  await selectNearest(workbench, { url: server.url, clipId: street.clipId })
  await keys('z')
  await expect.poll(turned).toBe(0)
  await keys('Control+k')
  await page.keyboard.type('翻转')
  await keys('Enter')
  await expect.poll(turned).toBe(180)
})

test('a dropped zip is looked through, reported on and imported; one that cannot be read leaves nothing', async ({
  workbench,
  server,
  street,
  folder,
}) => {
  const { page } = workbench
  const dialog = page.getByRole('dialog', { name: 'Import' })
  const clips = async (): Promise<number> => {
    const answer = await fetch(`${server.url}/trpc/clip.list`)
    const { result } = (await answer.json()) as { result: { data: unknown[] } }
    return result.data.length
  }

  const bad = join(folder, 'bad.zip')
  await writeFile(bad, 'PK\u0003\u0004 and then nothing that a zip has')
  await dropFiles(page, [bad])
  const refusal = dialog.getByRole('alert')
  await expect(refusal).toContainText('bad.zip', { timeout: 60_000 })
  await expect(refusal).toContainText('Expected')
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await page.keyboard.press('Escape')
  expect(await clips()).toBe(1)

  const good = join(folder, 'good.zip')
  const exported = await fetch(`${server.url}/exports/${street.clipId}?format=openlabel&sensors=1`)
  await writeFile(good, Buffer.from(await exported.arrayBuffer()))
  await dropFiles(page, [good])
  await expect(dialog.getByText('Nothing is left out.')).toBeVisible({ timeout: 120_000 })
  expect(await clips()).toBe(1)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.getByRole('button', { name: 'Open the clip' }).click({ timeout: 120_000 })
  await expect(page).not.toHaveURL(new RegExp(street.clipId))
  await workbench.painted(0)
  await expect(page.getByTestId('pointsShown')).toContainText('points')
  expect(await clips()).toBe(2)

  // A sweep is cut short: the frame is refused by name, the others come in.
  const damaged = join(folder, 'damaged')
  await cp(street.folder, damaged, { recursive: true })
  const sweep = join(damaged, SWEEP)
  await writeFile(sweep, (await readFile(sweep)).subarray(0, 2000))
  await dropFiles(page, [damaged])
  await expect(dialog.getByText(/left out; everything else comes in/)).toBeVisible({
    timeout: 120_000,
  })
  await expect(dialog.getByRole('table')).toContainText(SWEEP)
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeEnabled()
  expect(await clips()).toBe(2)
})

async function selectNearest(
  workbench: Workbench,
  { url, clipId }: { readonly url: string; readonly clipId: string },
): Promise<void> {
  const [car] = carsNear(await storedRecords(url, clipId), { frame: 0, frames: 6 })
  await workbench.selectTrack(car?.track.number ?? -1)
  await workbench.sideViewsShown()
}

/** Whether something lies in a window as a whole. */
async function isInside(
  place: Locator,
  window: { readonly width: number; readonly height: number },
): Promise<boolean> {
  // A dialog that waits for the server is another one once that has answered.
  const box = await place.boundingBox()
  if (box === null || box.x < 0 || box.y < 0) return false
  return box.x + box.width <= window.width && box.y + box.height <= window.height
}

/** Gives the page's person preferences from the start. */
async function prefer(page: Page, preferences: object): Promise<void> {
  await page.addInitScript((text) => {
    const key = 'trueline.preferences'
    if (localStorage.getItem(key) === null) localStorage.setItem(key, text)
  }, JSON.stringify(preferences))
}

/** No tab is behind the arrow at the end of its row, and no name is cut. */
async function expectTabsWhole(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const names = [...document.querySelectorAll('.dv-tab .dv-default-tab-content')]
        const cut = names.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        const arrows = document.querySelectorAll('.dv-tabs-overflow-dropdown-default').length
        return { tabs: names.length, cut: cut.map((one) => one.textContent), arrows }
      }),
    )
    .toEqual({ tabs: 9, cut: [], arrows: 0 })
}
