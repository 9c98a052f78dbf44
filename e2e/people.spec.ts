import { expectAccessible, expectLegible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { openWorkbench } from './workbench.ts'

const PASSWORD = 'correct horse battery'
test('an owner sets the first password, invites somebody, and both see each other on the clip', async ({
  page,
  browser,
  server,
  street,
}) => {
  await openWorkbench(page, { url: server.url, clipId: street.clipId })
  await page.getByTestId('account').click()
  const first = page.getByRole('dialog', { name: 'People' })
  await first.getByLabel('Organisation').fill('Lovelace Labels')
  await first.getByLabel('Name', { exact: true }).fill('Ada')
  await first.getByLabel('E-mail').fill('ada@lovelace.example')
  await first.getByLabel('New password').fill(PASSWORD)
  await first.getByRole('button', { name: 'Set a password' }).click()
  await expect(page.getByTestId('account')).toHaveText('Ada')

  await page.getByTestId('account').click()
  const people = page.getByRole('dialog', { name: 'People' })
  await people.getByRole('tab', { name: 'Invitations' }).click()
  await people.getByLabel('Whom it is for').fill('Grace <script>alert(1)</script>')
  await people.getByRole('button', { name: 'Make an invitation link' }).click()
  const link = await people.getByTestId('secret').textContent()
  for (const tab of ['Members', 'Tokens', 'Organisations', 'Log', 'My account']) {
    await people.getByRole('tab', { name: tab }).click()
    await expectAccessible(page, 'dialog')
  }
  await page.keyboard.press('Escape')

  const other = await browser.newContext({ locale: 'en' })
  const grace = await other.newPage()
  await grace.goto(server.url)
  await expect(grace.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(grace, 'main')
  await expectLegible(grace, 'main', 'light')
  await grace.getByLabel('E-mail').fill('ada@lovelace.example')
  await grace.getByLabel('Password').fill('wrong horse battery')
  await grace.getByRole('button', { name: 'Sign in' }).click()
  await expect(grace.getByRole('alert')).toHaveText('E-mail or password is wrong')
  await grace.goto('about:blank')
  await grace.goto(link ?? '')
  await expect(grace.getByRole('heading')).toContainText([
    'Trueline',
    'Join Lovelace Labels as Annotator',
  ])
  await grace.getByLabel('Name').fill('Grace')
  await grace.getByLabel('E-mail').fill('grace@hopper.example')
  await grace.getByLabel('New password').fill(PASSWORD)
  await grace.getByRole('button', { name: 'Make an account and join' }).click()
  await expect(grace.getByTestId('account')).toHaveText('Grace')
  // What an annotator may not do is not offered.
  await expect(grace.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0)

  await expect(page.getByTestId('present')).toHaveText('Grace')
  await expect(grace.getByTestId('present')).toHaveText('Ada')
  // Whoever is new is told how it works.
  await expect(grace.getByRole('dialog')).toBeVisible()
  await grace.keyboard.press('Escape')
  await grace.keyboard.press('Control+J')
  const queue = grace.getByRole('dialog', { name: 'Tasks' })
  await queue.getByRole('button', { name: 'Take the next one' }).click()
  await expect(queue).toHaveCount(0)
  await page.keyboard.press('Control+J')
  const tasks = page.getByRole('dialog', { name: 'Tasks' })
  await expect(tasks).toContainText('Grace is on it')
  await page.keyboard.press('Escape')

  await grace.getByTestId('account').click()
  await grace.getByRole('button', { name: 'Sign out' }).click()
  await expect(grace.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByTestId('present')).toHaveCount(0, { timeout: 60_000 })
  await other.close()
})

test('a project says how to label, and its batch how far it is', async ({
  page,
  server,
  street,
}) => {
  await openWorkbench(page, { url: server.url, clipId: street.clipId })
  await page.keyboard.press('Control+K')
  await page.keyboard.type('Projects')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of a new project').fill('Highway')
  await dialog.getByRole('button', { name: 'Make a project' }).click()
  await dialog.getByLabel('Name of a new batch').fill('First')
  await dialog.getByRole('button', { name: 'Make a batch' }).click()
  await dialog.getByRole('checkbox', { name: 'Simulated street' }).check()
  await dialog.getByRole('button', { name: 'Put 1 clip into it' }).click()
  const batch = dialog.getByRole('row', { name: 'First' })
  // Clips, and tasks in work.
  await expect(batch.getByRole('cell').filter({ hasText: /^1$/ })).toHaveCount(2)
  await expect(dialog.getByText('Highway · First')).toBeVisible()
  await dialog.getByRole('tab', { name: 'How to label' }).click()
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await dialog.getByLabel('How to label').fill('# Cars\n- **all** of it\n- no `antenna`')
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(dialog.getByRole('heading', { name: 'Cars' })).toBeVisible()
  await dialog.getByRole('tab', { name: 'Checks' }).click()
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('checkbox', { name: 'Front and rear: Blocks' }).check()
  await dialog.getByRole('button', { name: 'Front and rear', exact: true }).click()
  const limit = dialog.getByRole('textbox', { name: 'Front and rear, All others, turnDeg' })
  await limit.fill('120')
  await limit.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('1 check is other than kept: C3')
  await dialog.getByRole('button', { name: 'Keep the checks' }).click()
  await expect(dialog.getByRole('status')).toHaveText('As it is kept')
  const input = encodeURIComponent(JSON.stringify({ clipId: street.clipId }))
  const answer = await fetch(`${server.url}/trpc/checks.read?input=${input}`)
  expect(await answer.json()).toMatchObject({
    result: { data: { checks: { C3: { blocking: true, limits: { turnDeg: 120 } } } } },
  })
  await dialog.getByRole('tab', { name: 'Acceptance' }).click()
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Strict')
  // That of all categories; those that are judged apart stand below.
  const missed = dialog.getByRole('textbox', { name: 'missed, %', exact: true }).first()
  await missed.fill('150')
  await missed.press('Enter')
  await expect(missed).toHaveValue('100.0')
  await missed.fill('2.5')
  await missed.press('Enter')
  await expect(dialog.getByText('Other than kept')).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep the profile' }).click()
  await expect(dialog.getByText('As it is kept')).toBeVisible()
  await expect(missed).toHaveValue('2.5')
  expect(await acceptanceOn(server.url)).toMatchObject({
    ...{ name: 'Strict', limits: { missed: 0.025, extra: 0.05 } },
  })
  await dialog.getByRole('button', { name: 'All projects' }).click()
  await expect(batch.getByRole('cell').filter({ hasText: /^1$/ })).toHaveCount(2)
})

/** The acceptance profile of the one project there is. */
async function acceptanceOn(url: string): Promise<unknown> {
  const ask = async (path: string): Promise<unknown> => {
    const { result } = (await (await fetch(`${url}/trpc/${path}`)).json()) as {
      readonly result: { readonly data: unknown }
    }
    return result.data
  }
  const [project] = (await ask('project.list')) as readonly { readonly projectId: string }[]
  const input = encodeURIComponent(JSON.stringify({ projectId: project!.projectId }))
  const { acceptance } = (await ask(`project.read?input=${input}`)) as { acceptance: unknown }
  return acceptance
}
