import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'
import { watchPage } from './watchPage.ts'

/** The Chromium of the browser tests, with exact memory figures. */
export function openBrowser(): Promise<Browser> {
  const { executablePath, args } = config.use?.launchOptions ?? {}
  if (executablePath === undefined || args === undefined) {
    throw new Error('playwright.config.ts names no Chromium')
  }
  return chromium.launch({ executablePath, args: [...args] })
}

/** A page with nothing cached that counts its drawings, renders and GPU bytes; gone after `work`. */
export async function inPage<Result>(
  browser: Browser,
  work: (page: Page, context: BrowserContext) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } })
  try {
    const page = await context.newPage()
    // The loader of TypeScript names functions by a function that a page does not have.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.addInitScript(watchPage)
    return await work(page, context)
  } finally {
    await context.close()
  }
}

/** Opens a clip in the workbench and waits until its first frame is painted. */
export async function openWorkbench(page: Page, url: string, clipId: string): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('trueline.preferences', JSON.stringify({ hasSeenWelcome: true }))
  })
  await page.goto(`${url}/?clip=${clipId}`)
  await page.waitForSelector('[data-testid=view3d][data-painted-frame="0"]')
}
