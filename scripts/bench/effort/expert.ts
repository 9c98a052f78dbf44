import type { Page } from '@playwright/test'
import { type AnnotationRecord, annotationsOf, cuboidOf, type TrackId } from '@trueline/annotation'
import { storedRecords } from '../../../e2e/storedRecords.ts'
import { type Workbench, workbenchOn } from '../../../e2e/workbench.ts'
import type { ServedClip } from '../dataFolder.ts'
import { type Goal, numberOf, offBy, wrongFrames } from './goal.ts'
import { keysTo, type Press } from './plan.ts'

/** An object to be fixed, and what it is to become. */
export type Task = { readonly trackId: TrackId; readonly goal: Goal }

/** Nothing has more findings than these that is worth mending one by one. */
const MOST_FINDINGS = 20

/** A mend is seen in the document this long after its key. */
const MEND_MS = 600
/** A missing box counts as one this many tolerances off. */
const MISSING_COUNTS = 10

/** Somebody who knows what is there, and has a keyboard and a mouse. */
export type Expert = {
  readonly select: (task: Task) => Promise<void>
  /** Lists the selected object's findings alone. */
  readonly listFindings: () => Promise<void>
  /** Goes through the selected object's findings once; mends each, and takes back what made it worse. */
  readonly mendFindings: (task: Task) => Promise<void>
  /** Brings the selected object's boxes to the goal, frame by frame. */
  readonly fixByHand: (task: Task) => Promise<void>
  readonly records: () => Promise<readonly AnnotationRecord[]>
}

/** An expert at a page with the clip open. */
export function expertAt(page: Page, { url, clipId }: ServedClip): Expert {
  const workbench: Workbench = workbenchOn(page)
  const records = async (): Promise<readonly AnnotationRecord[]> => {
    await workbench.saved()
    return [...(await storedRecords(url, clipId)).values()]
  }

  async function select(trackId: TrackId): Promise<void> {
    const number = String(numberOf(await records(), trackId))
    await page.getByRole('tab', { name: 'Tracks' }).click()
    await page.getByRole('searchbox', { name: 'Find by number or category' }).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(number)
    const row = workbench.tracks.getByRole('option')
    await row
      .filter({ has: page.getByText(number, { exact: true }) })
      .first()
      .click()
  }

  async function goTo(frame: number): Promise<void> {
    for (let away = frame - (await workbench.frame()); away !== 0; ) {
      const isFar = Math.abs(away) >= 10
      await page.keyboard.press(`${isFar ? 'Shift+' : ''}${away > 0 ? '4' : '3'}`)
      away -= Math.sign(away) * (isFar ? 10 : 1)
    }
    await workbench.painted(frame)
  }

  async function press(presses: readonly Press[]): Promise<void> {
    let over: Press['view'] | null = null
    for (const { key, view } of presses) {
      if (over !== view) await page.mouse.move(...(await workbench.sideView(view)).middle)
      over = view
      await page.keyboard.press(key)
    }
  }

  async function fixBox({ trackId, goal }: Task, frame: number): Promise<void> {
    await goTo(frame)
    await workbench.sideViewsShown()
    const box = cuboidOf(annotationsOf(await records()), trackId, frame)
    if (box !== undefined) await press(keysTo(goal.get(frame)!, box))
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
      for (let at = 0; at < MOST_FINDINGS; at++) {
        await page.keyboard.press('n')
        await page.waitForTimeout(MEND_MS)
        const number =
          (await atHand.count()) === 0 ? null : await atHand.getAttribute('data-number')
        if (number === null || tried.has(number)) return
        tried.add(number)
        if ((await page.getByTestId('mendPreview').count()) > 0) await mendIfBetter(task)
      }
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
