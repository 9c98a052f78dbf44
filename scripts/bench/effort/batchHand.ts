import type { Locator } from '@playwright/test'
import type { Workbench } from '../../../e2e/workbench.ts'
import type { BatchMove } from './batchPlan.ts'
import { doPresses } from './presses.ts'

/** How far a turn of the wheel scrolls the columns. */
const WHEEL_PX = 300
const MOST_TURNS = 30

/** Makes a move on the batch page, by mouse and keys. */
export async function makeMove(
  workbench: Workbench,
  { accepted, chosen: [first, last], at, presses }: BatchMove,
): Promise<void> {
  const { page, batch } = workbench
  const scroller = batch.getByRole('region', { name: 'Frames of the object' })

  /** The column of a frame, scrolled to. */
  async function reach(frame: number): Promise<Locator> {
    const bounds = (await scroller.boundingBox())!
    for (let turns = 0; turns < MOST_TURNS; turns++) {
      const column = workbench.column(frame)
      const place = (await column.count()) === 0 ? null : await column.boundingBox()
      const isRight = place !== null && place.x + place.width <= bounds.x + bounds.width + 1
      if (isRight && place.x >= bounds.x - 1) return column
      const shown = workbench.batch.getByTestId('batchColumn')
      const frames = await shown.evaluateAll((all) => all.map((one) => Number(one.dataset.frame)))
      const isAfter = place === null ? frame > Math.max(...frames) : place.x >= bounds.x
      await page.mouse.move(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
      await page.mouse.wheel(isAfter ? WHEEL_PX : -WHEEL_PX, 0)
      await page.waitForTimeout(100)
    }
    throw new Error(`The column of frame ${frame} is not to be scrolled to`)
  }

  async function choose(frame: number, modifiers: readonly 'Shift'[] = []): Promise<void> {
    const column = await reach(frame)
    await column
      .getByRole('button')
      .first()
      .click({ modifiers: [...modifiers] })
  }

  for (const frame of accepted) {
    await choose(frame)
    await page.keyboard.press('Space')
  }
  await choose(first)
  if (last !== first) await choose(last, ['Shift'])
  await reach(at)
  await doPresses(workbench, presses, (view) => workbench.columnView(at, view))
  await workbench.saved()
}
