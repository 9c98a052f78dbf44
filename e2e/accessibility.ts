import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Checks that axe finds nothing serious or critical in the part of a page that `part` names. */
export function expectAccessible(page: Page, part: string): Promise<void> {
  return expectNothingGrave(new AxeBuilder({ page }).include(part))
}

/** The same of what another theme can change: the contrast of its colors. */
export async function expectLegible(
  page: Page,
  part: string,
  theme: 'dark' | 'light',
): Promise<void> {
  const wear = (name: string | undefined) =>
    page.evaluate(async (worn) => {
      const { dataset } = document.documentElement
      const before = dataset.theme
      dataset.theme = worn
      // Asked for its style, the page begins to fade from one theme to the other.
      document.body.getBoundingClientRect()
      const fades = document.getAnimations().filter((one) => one instanceof CSSTransition)
      await Promise.allSettled(fades.map(({ finished }) => finished))
      return before
    }, name)
  const before = await wear(theme)
  await expectNothingGrave(new AxeBuilder({ page }).include(part).withRules(['color-contrast']))
  await wear(before)
}

async function expectNothingGrave(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({ id, help, places: nodes.map(({ html }) => html) }))
  expect(grave).toEqual([])
}
