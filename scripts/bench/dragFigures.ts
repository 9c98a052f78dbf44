import type { Browser, Page } from '@playwright/test'
import { inPage, openWorkbench } from './browser.ts'
import { whileServing } from './dataFolder.ts'
import { type Figure, quantile } from './figure.ts'
import { type Frames, framesDuring } from './framesDuring.ts'
import { madeClip } from './madeClip.ts'

const MOVES = 90
/** What selecting a box or taking hold of it sets off has come to its end by then. */
const SETTLE_MS = 1500
/** A hand moves a mouse this far between two reports, of which a mouse makes 125 a second. */
const STEP_PX = 1
const REPORT_MS = 8

/**
 * Dragging a box's face: the page's frames while it is dragged beside those while the pointer only
 * passes over the same view, which draws it too, and what React renders meanwhile.
 */
export function dragFigures(browser: Browser): Promise<readonly Figure[]> {
  const clip = madeClip({ frames: 3, points: 120_000 })
  return whileServing([clip], ({ url, clipId }) =>
    inPage(browser, async (page) => {
      await openWorkbench(page, url, clipId)
      await page.keyboard.press('2')
      await page.waitForSelector('[data-testid=sideViews][data-painted-frame="0"]')
      const face = await findFace(page)
      await page.mouse.move(face.x, face.y)
      await page.waitForTimeout(SETTLE_MS)
      const still = await framesDuring(page, () => page.waitForTimeout(1500))
      const passing = await framesDuring(page, () => moveAcross(page, face))
      await page.mouse.move(face.x, face.y)
      await page.mouse.down()
      await page.mouse.move(face.x + STEP_PX, face.y)
      await page.waitForTimeout(SETTLE_MS)
      const dragging = await framesDuring(page, () => moveAcross(page, face))
      await page.mouse.up()
      return figuresOf({ still, passing, dragging })
    }),
  )
}

function figuresOf({
  still,
  passing,
  dragging,
}: {
  readonly still: Frames
  readonly passing: Frames
  readonly dragging: Frames
}): readonly Figure[] {
  const longest = ({ ms }: Frames): number => Math.max(...ms)
  const against = (name: string, value: number) => ({ name, value })
  return [
    {
      name: 'dragging a face, longest frame',
      value: longest(dragging),
      unit: 'ms',
      against: against('longest, pointer passing over', longest(passing)),
      wanted: '<= 2x',
      isMet: isWithin(longest(dragging), longest(passing)),
    },
    {
      name: 'dragging a face, longest frame',
      value: longest(dragging),
      unit: 'ms',
      against: against('longest, nothing moving', longest(still)),
      wanted: '<= 2x',
      isMet: isWithin(longest(dragging), longest(still)),
    },
    {
      name: 'dragging a face, median frame',
      value: quantile(dragging.ms, 0.5),
      unit: 'ms',
      against: against('median, nothing moving', quantile(still.ms, 0.5)),
      wanted: '<= 2x',
      isMet: isWithin(quantile(dragging.ms, 0.5), quantile(still.ms, 0.5)),
    },
    {
      name: `React commits in ${MOVES} moves of a drag`,
      value: dragging.commits,
      unit: '',
      against: null,
      wanted: '0',
      isMet: dragging.commits === 0,
    },
  ]
}

/** Twice as long and no longer; a browser tells times to a tenth of a millisecond. */
function isWithin(ms: number, floor: number): boolean {
  return ms <= 2 * floor + 0.2
}

/** A place where the pointer takes hold of a face of the box in the view from above. */
async function findFace(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const pane = page.getByTestId('sideViews')
  const bounds = await pane.boundingBox()
  const layout = await pane.getAttribute('data-layout')
  if (bounds === null || layout === null) throw new Error('The side views are not laid out')
  const [top] = JSON.parse(layout) as readonly { top: number; width: number; height: number }[]
  if (top === undefined) throw new Error('There is no view from above')
  const surface = pane.locator('canvas').last()
  const y = bounds.y + top.top + top.height / 2
  for (let x = bounds.x + top.width / 2; x < bounds.x + top.width; x += 2) {
    await page.mouse.move(x, y)
    const cursor = await surface.evaluate((element) => getComputedStyle(element).cursor)
    if (cursor === 'crosshair') return { x: x + 2, y }
  }
  throw new Error('No face of the box can be held')
}

/** To and fro over the face. */
async function moveAcross(
  page: Page,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<void> {
  for (let move = 0; move < MOVES; move++) {
    const away = move < MOVES / 2 ? move : MOVES - move
    const start = performance.now()
    await page.mouse.move(x + away * STEP_PX, y)
    await page.waitForTimeout(Math.max(0, REPORT_MS - (performance.now() - start)))
  }
}
