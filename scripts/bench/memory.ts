import { readFileSync, writeFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import type { Watched } from './watchPage.ts'

const MEGABYTE = 2 ** 20

/** Lets a process's peak begin anew, where the system can. */
export function forgetPeak(pid: number): void {
  if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** The most main memory a process has had since `forgetPeak`, in MB; `null` where the system does not say. */
export function peakMegabytes(pid: number): number | null {
  return statusMegabytes(pid, 'VmHWM')
}

/** Memory of a process that is its own: heaps and what they hold, no program text, in MB. */
function ownMegabytes(pid: number): number | null {
  return statusMegabytes(pid, 'RssAnon')
}

function statusMegabytes(pid: number, field: string): number | null {
  if (process.platform !== 'linux') return null
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** What a page takes, in MB. */
export type PageMemory = {
  /** The page's own heap: JavaScript objects and array buffers, as they are, nothing collected before. */
  readonly heap: number
  /** Buffers, textures and drawing surfaces given to the GPU. */
  readonly gpu: number
  /** All heaps of the page's process, its workers' and the browser's own for it too; `null` where unknown. */
  readonly process: number | null
}

/** Measures a page's memory now. */
export async function measurePage(browser: Browser, page: Page): Promise<PageMemory> {
  const session = await page.context().newCDPSession(page)
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    readonly usedSize: number
    readonly backingStorageSize?: number
  }
  await session.detach()
  const gpuBytes = await page.evaluate(() => {
    const { watched } = window as unknown as { readonly watched: Watched }
    // A drawing surface is there twice, with depth.
    const surfaces = [...document.querySelectorAll('canvas')].map(
      ({ width, height }) => width * height * 12,
    )
    return surfaces.reduce((sum, bytes) => sum + bytes, watched.gpuBytes)
  })
  return {
    heap: (usage.usedSize + (usage.backingStorageSize ?? 0)) / MEGABYTE,
    gpu: gpuBytes / MEGABYTE,
    process: await largestRenderer(browser),
  }
}

/** The page's process is the largest of its kind: there is one page. */
async function largestRenderer(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => ownMegabytes(id))
  return sizes.reduce((most, size) => (size === null ? most : Math.max(most ?? 0, size)), null)
}
