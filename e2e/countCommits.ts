import type { Page } from '@playwright/test'

/**
 * Counts what React commits in a page from its next document on: React tells a developer tools' hook
 * of each, in builds for production too. Returns how to read the count.
 */
export async function countCommits(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const hook = {
      isDisabled: false,
      supportsFiber: true,
      renderers: new Map(),
      commits: 0,
      inject: () => 1,
      onCommitFiberRoot: () => {
        hook.commits++
      },
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      checkDCE: () => undefined,
    }
    Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook })
  })
  return () =>
    page.evaluate(() => {
      const hook: unknown = Reflect.get(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__')
      return Number(Reflect.get(hook as object, 'commits'))
    })
}
