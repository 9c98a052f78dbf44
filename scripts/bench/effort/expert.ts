import type { Page } from '@playwright/test'
import { type AnnotationRecord, annotationsOf, cuboidOf, type TrackId } from '@trueline/annotation'
import { storedRecords } from '../../../e2e/storedRecords.ts'
import { type Workbench, workbenchOn } from '../../../e2e/workbench.ts'
import { clientOf } from '../clientOf.ts'
import type { ServedClip } from '../dataFolder.ts'
import { makeMove } from './batchHand.ts'
import { nextMove } from './batchPlan.ts'
import { offBy, type Task, wrongFrames } from './goal.ts'
import { pressesTo } from './plan.ts'
import { doPresses } from './presses.ts'

/** Nothing has more findings than these that is worth mending one by one. */
const MOST_FINDINGS = 20

/** A mend is seen in the document this long after its key. */
const MEND_MS = 600
/** A turn of the wheel over the list of tracks, and one that brings back its beginning. */
const WHEEL_PX = 200
const WHOLE_LIST_PX = 100_000
const BELOW_SEARCH_PX = 200
const MOST_TURNS = 50
/** Fits of all frames are done by then. */
const FIT_MS = 2500
/** Where no more boxes are off, nobody has all of them fitted anew. */
const MANY_OFF = 3
/** More moves on the batch page than any object takes. */
const MOST_MOVES = 10

/** A missing box counts as one this many tolerances off. */
const MISSING_COUNTS = 10

/** Somebody who knows what is there, and has a keyboard and a mouse. */
export type Expert = {
  readonly select: (task: Task) => Promise<void>
  /** Lists the selected object's findings alone. */
  readonly listFindings: () => Promise<void>
  /** Goes through the selected object's findings once; mends each, and takes back what made it worse. */
  readonly mendFindings: (task: Task) => Promise<void>
  /** Brings the selected object's boxes to the goal on the batch page, many at once. */
  readonly fixInBatch: (task: Task) => Promise<void>
  /** Brings the selected object's boxes to the goal, frame by frame. */
  readonly fixByHand: (task: Task) => Promise<void>
  /** Says of all boxes of the selected object that they are right. */
  readonly acceptAll: () => Promise<void>
  readonly records: () => Promise<readonly AnnotationRecord[]>
}

/** An expert at a page with the clip open. */
export function expertAt(page: Page, { url, clipId }: ServedClip): Expert {
  const workbench: Workbench = workbenchOn(page)
  const records = async (): Promise<readonly AnnotationRecord[]> => {
    await workbench.saved()
    return [...(await storedRecords(url, clipId)).values()]
  }

  /** Clicks the object's row in the list, scrolled to. */
  async function select(trackId: TrackId): Promise<void> {
    const tab = page.getByRole('tab', { name: 'Tracks' })
    if ((await tab.getAttribute('aria-selected')) === 'false') await tab.click()
    const row = page.locator(`[id="track-${trackId}"]`)
    const search = (await page.getByRole('searchbox').first().boundingBox())!
    await page.mouse.move(search.x + search.width / 2, search.y + BELOW_SEARCH_PX)
    await page.mouse.wheel(0, -WHOLE_LIST_PX)
    for (let turns = 0; turns < MOST_TURNS && (await row.count()) === 0; turns++) {
      await page.mouse.wheel(0, WHEEL_PX)
      await page.waitForTimeout(100)
    }
    await row.click()
  }

  async function goTo(frame: number): Promise<void> {
    for (let away = frame - (await workbench.frame()); away !== 0; ) {
      const isFar = Math.abs(away) >= 10
      await page.keyboard.press(`${isFar ? 'Shift+' : ''}${away > 0 ? '4' : '3'}`)
      away -= Math.sign(away) * (isFar ? 10 : 1)
    }
    await workbench.painted(frame)
  }

  async function fixBox({ trackId, goal }: Task, frame: number): Promise<void> {
    await goTo(frame)
    await workbench.sideViewsShown()
    const box = cuboidOf(annotationsOf(await records()), trackId, frame)
    if (box === undefined) return
    await doPresses(workbench, pressesTo(goal.get(frame)!, box), workbench.sideView)
  }

  /** Accepts the boxes on either side of each gap, and fills it between them. */
  async function fillGaps(missing: readonly number[]): Promise<void> {
    for (const frame of missing) {
      if (missing.includes(frame - 1)) continue
      const end = missing.findLast((one, at) => one - frame === at - missing.indexOf(frame))!
      await goTo(frame - 1)
      await page.keyboard.press('Space')
      await goTo(end + 1)
      await page.keyboard.press('Space')
      await page.keyboard.press('i')
      await workbench.saved()
    }
  }

  function offNow(task: Task, now: readonly AnnotationRecord[]): number {
    const { off, missing } = wrongFrames(now, task.trackId, task.goal)
    const document = annotationsOf(now)
    const sum = off.reduce((total, frame) => {
      const box = cuboidOf(document, task.trackId, frame)!
      return total + offBy(box, task.goal.get(frame)!)
    }, 0)
    return sum + MISSING_COUNTS * missing.length
  }

  /** Mends the finding at hand; what made the object worse is taken back. */
  async function mendIfBetter(task: Task): Promise<void> {
    const before = await records()
    await page.keyboard.press('m')
    // The worker answers, then the edit is made: a finding that no mend changes is left after this.
    await page.waitForTimeout(MEND_MS)
    const after = await records()
    const isChanged = JSON.stringify(after) !== JSON.stringify(before)
    if (isChanged && offNow(task, after) > offNow(task, before)) {
      await page.keyboard.press('Control+z')
    }
  }

  async function isRight(task: Task): Promise<boolean> {
    return offNow(task, await records()) === 0
  }

  /** Does something to all columns; what made the object worse is taken back. */
  async function tryOnAll(task: Task, key: string): Promise<void> {
    const before = await records()
    await page.keyboard.press('Control+a')
    await page.keyboard.press(key)
    await page.waitForTimeout(FIT_MS)
    const after = await records()
    const isChanged = JSON.stringify(after) !== JSON.stringify(before)
    if (isChanged && offNow(task, after) > offNow(task, before)) {
      await page.keyboard.press('Control+z')
      await workbench.saved()
    }
  }

  return {
    records,
    select: ({ trackId }) => select(trackId),
    async listFindings() {
      await page.getByRole('tab', { name: 'Findings' }).click()
      await page.getByTestId('checking').and(page.locator('[data-state=done]')).waitFor({
        state: 'attached',
        timeout: 300_000,
      })
      await page.getByRole('combobox', { name: 'Where' }).selectOption('selected')
    },
    async mendFindings(task) {
      const tried = new Set<string>()
      const atHand = page.getByTestId('atHand')
      for (let at = 0; at < MOST_FINDINGS && !(await isRight(task)); at++) {
        await page.keyboard.press('n')
        await page.waitForTimeout(MEND_MS)
        const number =
          (await atHand.count()) === 0 ? null : await atHand.getAttribute('data-number')
        if (number === null || tried.has(number)) return
        tried.add(number)
        if ((await page.getByTestId('mendPreview').count()) > 0) await mendIfBetter(task)
      }
    },
    async fixInBatch(task) {
      if (await isRight(task)) return
      const { clip } = await clientOf(url).clip.open.query({ clipId })
      await page.keyboard.press('v')
      await workbench.batch.waitFor()
      if (wrongFrames(await records(), task.trackId, task.goal).missing.length > 0) {
        await tryOnAll(task, 'i')
      }
      const { off } = wrongFrames(await records(), task.trackId, task.goal)
      if (off.length > MANY_OFF) await tryOnAll(task, 'Shift+X')
      for (let made = 0; made < MOST_MOVES; made++) {
        const move = nextMove(await records(), task, clip.frames)
        if (move === null) break
        await makeMove(workbench, move)
      }
      await page.keyboard.press('v')
      await workbench.painted()
    },
    async acceptAll() {
      await page.keyboard.press('Shift+Space')
      await workbench.saved()
    },
    async fixByHand(task) {
      const { missing } = wrongFrames(await records(), task.trackId, task.goal)
      await fillGaps(missing)
      for (const frame of wrongFrames(await records(), task.trackId, task.goal).off) {
        await fixBox(task, frame)
      }
    },
  }
}
