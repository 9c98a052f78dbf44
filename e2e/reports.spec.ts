import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openWorkbench } from './workbench.ts'

test.setTimeout(300_000)

/** What is left of an A4 page between the margins, in CSS pixels. */
const PAPER = { width: 688, height: 970 }

test('each report prints as a page of its own, whole, with its pages numbered', async ({
  page,
  server,
  street,
}) => {
  await handOn(server.url, street.clipId)
  await page.addInitScript(() => {
    // A browser without a screen has no printer: it is told that it was asked.
    window.print = () => document.documentElement.setAttribute('data-printed', document.title)
  })
  const { keys } = await openWorkbench(page, { url: server.url, clipId: street.clipId })
  await keys('Control+l')
  const dialog = page.getByRole('dialog')
  for (const name of ['acceptance', 'economics', 'failures']) {
    await dialog.getByRole('combobox', { name: 'Page' }).selectOption(name)
    await expect(dialog.getByRole('table').first()).toBeVisible()
    await dialog.getByRole('button', { name: 'Print or PDF' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-printed', /\w/)
    await page.emulateMedia({ media: 'print' })
    const before = page.viewportSize()!
    await page.setViewportSize(PAPER)
    await expect(page.locator('#root')).toBeHidden()
    await expect(dialog).toBeHidden()
    expect(await cutParts(page), name).toEqual([])
    await page.emulateMedia({ media: null })
    await page.setViewportSize(before)
    expect(pagesIn(await page.pdf({ preferCSSPageSize: true, format: 'A4' }))).toBeGreaterThan(0)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await expect(dialog).toBeVisible()
    await page.locator('html').evaluate((html) => html.removeAttribute('data-printed'))
  }
})

/** What of the printed page is wider than it. */
function cutParts(page: Page): Promise<readonly string[]> {
  return page
    .locator('body > div > article')
    .last()
    .evaluate((article) => {
      const right = article.getBoundingClientRect().right + 1
      return Array.from(article.querySelectorAll('*'))
        .filter((one) => one.getBoundingClientRect().right > right)
        .map((one) => `${one.tagName} ${one.textContent?.slice(0, 60)}`)
    })
}

/** How many pages a PDF has. */
function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

/** Hands a clip on to be reviewed, as it is. */
async function handOn(url: string, clipId: string): Promise<void> {
  const input = encodeURIComponent(JSON.stringify({ clipId, before: null, limit: 1 }))
  const history = await fetch(`${url}/trpc/patch.history?input=${input}`)
  const { result } = (await history.json()) as {
    readonly result: { readonly data: { readonly entries: readonly { readonly seq: number }[] } }
  }
  const seenSeq = result.data.entries[0]!.seq
  const answer = await fetch(`${url}/trpc/work.submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskId: clipId, author: 'Ada', note: '', seenSeq }),
  })
  expect(await answer.json()).toMatchObject({ result: { data: { outcome: 'moved' } } })
}
