import type { Remark } from '@trueline/annotation'
import { expectAccessible, expectLegible } from './accessibility.ts'
import { tracksIn } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'
import { openWorkbench } from './workbench.ts'

test.setTimeout(300_000)

test('a reviewer goes through objects by keys, sends one back with a remark, and undo takes both back', async ({
  page,
  server,
  street,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  const workbench = await openWorkbench(page, clip)
  const { keys, saved } = workbench
  await page.getByRole('button', { name: 'Panes' }).click()
  await page.getByRole('menuitem', { name: 'For review' }).click()
  const pane = page.getByTestId('review')
  const stored = async () => {
    await saved()
    const records = await storedRecords(server.url, street.clipId)
    const verdicts = tracksIn(records).flatMap(({ review }) => review?.verdict ?? [])
    const remarks = [...records.values()].filter((one): one is Remark => one.kind === 'remark')
    return { verdicts, remarks }
  }

  await test.step('the most doubtful comes first; a right one makes way for the next', async () => {
    await keys('7')
    const current = pane.locator('[data-testid=queued][data-current=true]')
    const first = await current.textContent()
    await keys('9')
    await expect(current).not.toHaveText(first ?? '')
    await expect(page.getByTestId('answered')).toContainText(/^1 of /)
    expect((await stored()).verdicts).toEqual(['accepted'])
  })

  await test.step('one that is sent back waits for the reason, which is pinned on it', async () => {
    await keys('8')
    await page.keyboard.type('half a meter too long')
    await page.keyboard.press('Enter')
    await expect(pane.getByTestId('remark')).toHaveCount(1)
    await expect(page.getByTestId('pin')).toHaveCount(1)
    const { verdicts, remarks } = await stored()
    expect(verdicts.toSorted()).toEqual(['accepted', 'sentBack'])
    expect(remarks).toMatchObject([
      { remarkKind: 'geometry', state: 'open', thread: [{ text: 'half a meter too long' }] },
    ])
  })

  await test.step('the pane is legible to all', async () => {
    const part = '[data-testid=review]'
    await expectAccessible(page, part)
    for (const theme of ['dark', 'light'] as const) await expectLegible(page, part, theme)
  })

  await test.step('undo takes the remark back, then the verdict', async () => {
    await workbench.view3d.click({ position: { x: 4, y: 200 } })
    await keys('Control+z')
    expect((await stored()).remarks).toEqual([])
    await keys('Control+z')
    expect((await stored()).verdicts).toEqual(['accepted'])
  })

  await test.step('what work cost and where the model fails is a page', async () => {
    await keys('Control+l')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Page' }).selectOption('failures')
    await expect(dialog.getByRole('table').first()).toBeVisible()
    await expectAccessible(page, 'dialog')
    for (const theme of ['dark', 'light'] as const) await expectLegible(page, 'dialog', theme)
  })
})
