import type { Browser, Page } from '@playwright/test'
import { sharedData } from '../sharedData.ts'
import { inPage, openWorkbench } from './browser.ts'
import { clientOf } from './clientOf.ts'
import { type ServedClip, whileServing } from './dataFolder.ts'
import { type Figure, quantile } from './figure.ts'
import { madeClip } from './madeClip.ts'
import { measurePage } from './memory.ts'
import { stepTo } from './stepFigures.ts'
import type { Watched } from './watchPage.ts'

const ROUNDS = 3
const FRAMES = 22
const STRIDE = 10
const SETTLE_MS = 400

type Taken = {
  readonly first: number[]
  readonly cold: number[]
  readonly near: number[]
  readonly heap: number[]
}

/**
 * The figures SUSTechPOINTS had for the same 22 frames on a machine of this kind with a GPU in software:
 * from the click or key to the call that draws the new points, its end not awaited. None where the
 * real clip does not stand beside the project.
 */
export async function peerFigures(browser: Browser): Promise<readonly Figure[]> {
  const drive = sharedData('clips', 'kitti_drive0052')
  if (drive === null) return []
  const taken: Taken = { first: [], cold: [], near: [], heap: [] }
  await whileServing([drive, madeClip({ frames: 1, points: 20_000 })], async (clip) => {
    for (let round = 0; round < ROUNDS; round++) {
      await inPage(browser, (page) => visit({ browser, page, clip }, taken))
    }
  })
  const ahead = (name: string, values: readonly number[], peer: number): Figure => {
    const value = quantile(values, 0.5)
    return {
      name: `22 frames of KITTI, ${name}`,
      value,
      unit: name.includes('heap') ? 'MB' : 'ms',
      against: { name: 'SUSTechPOINTS, as once measured', value: peer },
      wanted: '< 1x',
      isMet: value < peer,
    }
  }
  return [
    ahead('first frame drawn', taken.first, 165),
    ahead('next frame drawn, not read ahead', taken.cold, 270),
    ahead('next frame drawn, read ahead', taken.near, 28),
    ahead('heap after all of them', taken.heap, 276),
  ]
}

async function visit(
  {
    browser,
    page,
    clip,
  }: { readonly browser: Browser; readonly page: Page; readonly clip: ServedClip },
  taken: Taken,
): Promise<void> {
  const clips = await clientOf(clip.url).clip.list.query()
  const other = clips.find(({ clipId }) => clipId !== clip.clipId)
  if (other === undefined) throw new Error('There is no clip to come from')
  await openWorkbench(page, clip.url, other.clipId)
  // Whoever chooses a clip has looked at the one before: its checks are done.
  await page.waitForTimeout(SETTLE_MS * 3)
  await page.evaluate(() => {
    const { watched } = window as unknown as { readonly watched: Watched }
    watched.paintedAt.clear()
  })
  await page.keyboard.press('Control+o')
  await page.locator(`[data-clip="${clip.clipId}"]`).click()
  taken.first.push(await drawnAfter(page))
  await page.waitForTimeout(SETTLE_MS * 3)
  for (let frame = STRIDE; frame < FRAMES; frame += STRIDE) {
    await stepTo(page, { key: 'Shift+ArrowRight', frame })
    taken.cold.push(await drawnAfter(page))
    await page.waitForTimeout(SETTLE_MS)
  }
  await stepTo(page, { key: 'End', frame: FRAMES - 1 })
  for (let frame = FRAMES - 2; frame >= 0; frame--) {
    await page.waitForTimeout(SETTLE_MS)
    await stepTo(page, { key: 'ArrowLeft', frame })
    taken.near.push(await drawnAfter(page))
  }
  taken.heap.push((await measurePage(browser, page)).heap)
}

/** Milliseconds from the last click or key to the call that draws the points it asked for. */
function drawnAfter(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { watched } = window as unknown as { readonly watched: Watched }
    while (watched.drawAt === null) await new Promise((resolve) => setTimeout(resolve, 20))
    return watched.drawAt - watched.inputAt
  })
}
