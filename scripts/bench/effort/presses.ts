import type { SideView, Workbench } from '../../../e2e/workbench.ts'
import type { Press } from './plan.ts'

/** Does to the box at hand what was planned, in its views as `viewOf` finds them. */
export async function doPresses(
  { page, drag }: Workbench,
  presses: readonly Press[],
  viewOf: (view: Press['view']) => Promise<SideView>,
): Promise<void> {
  let over: Press['view'] | null = null
  for (const press of presses) {
    const { middle, pxPerMeter } = await viewOf(press.view)
    if ('drag' in press) {
      const [right, up] = press.drag
      await drag(middle, [middle[0] + right * pxPerMeter, middle[1] - up * pxPerMeter])
      over = null
      continue
    }
    if (over !== press.view) await page.mouse.move(...middle)
    over = press.view
    await page.keyboard.press(press.key)
  }
}
