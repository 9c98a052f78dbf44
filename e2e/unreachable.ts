import type { Page } from '@playwright/test'

/**
 * What a page has that cannot be got at as its window stands: controls beyond its edges, covered by
 * something else, or with their words cut off; what a pane's own scrolling brings into view is not meant.
 */
export function unreachable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const found: string[] = []
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`)
    if (root.scrollHeight > innerHeight) found.push(`the page is ${root.scrollHeight} px high`)
    const isScroller = (element: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(element).overflow) &&
      (element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth)
    for (const control of document.querySelectorAll<HTMLElement>('button, select, input, a')) {
      // What lies behind another tab is got at by that.
      const isShown = control.checkVisibility({ visibilityProperty: true })
      if (control.closest('[inert]') !== null || !isShown) continue
      const { left, top, width, height, right, bottom } = control.getBoundingClientRect()
      if (width === 0 || height === 0) continue
      let scroller = control.parentElement
      while (scroller !== null && !isScroller(scroller)) scroller = scroller.parentElement
      if (scroller !== null && scroller !== root) continue
      const name = control.getAttribute('aria-label') ?? control.textContent ?? control.tagName
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
        found.push(`“${name}” lies beyond the window`)
        continue
      }
      const seen = document.elementFromPoint(left + width / 2, top + height / 2)
      const isOwn = seen !== null && (control.contains(seen) || seen.contains(control))
      if (!isOwn) found.push(`“${name}” is covered by ${seen?.tagName} ${seen?.className}`)
      if (control.tagName === 'BUTTON' && control.scrollWidth > control.clientWidth + 1) {
        found.push(`“${name}” is cut off`)
      }
    }
    return found
  })
}
