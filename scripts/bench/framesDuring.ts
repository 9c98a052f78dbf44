import type { Page } from '@playwright/test'
import type { Watched } from './watchPage.ts'

/** How long each of a page's frames took, and how many trees React rendered meanwhile. */
export type Frames = { readonly ms: readonly number[]; readonly commits: number }

/** The page's frames while `work` goes on. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const { watched } = window as unknown as { readonly watched: Watched }
    watched.reactCommits = 0
    const times: number[] = []
    watched.frameTimes = times
    const next = (time: number): void => {
      // Not ours any more: somebody listens anew.
      if (watched.frameTimes !== times) return
      times.push(time)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await work()
  return page.evaluate(() => {
    const { watched } = window as unknown as { readonly watched: Watched }
    const times = watched.frameTimes ?? []
    watched.frameTimes = null
    const ms = times.slice(1).map((time, index) => time - (times[index] ?? time))
    return { ms, commits: watched.reactCommits }
  })
}
