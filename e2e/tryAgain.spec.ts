import { expect, test } from './fixtures.ts'
import { type Employee, foundOffice, hire, PASSWORD } from './office.ts'
import { knowsWelcome, workbenchOn } from './workbench.ts'

test.setTimeout(300_000)

test('who hands on what still has hidden faults is told at once, and goes on after as many tries as were agreed', async ({
  page,
  server,
  street,
}) => {
  const { url } = server
  const { clipId } = street
  const owner = await foundOffice(url)
  const ada = await hire(url, owner, { name: 'Ada', role: 'annotator' })
  await tryUnseen(owner, clipId)

  await knowsWelcome(page)
  await page.goto(url)
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const { keys, painted } = workbenchOn(page)
  await painted()
  await keys('Control+j')
  const queue = page.getByRole('dialog', { name: 'Tasks' })
  await queue.getByRole('button', { name: 'Take the next one' }).click()
  await expect(queue).toHaveCount(0)
  await painted()

  const task = page.getByTestId('task')
  const handOn = async (): Promise<void> => {
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await keys('Control+Enter')
  }
  await keys('Control+Enter')
  await handOn()
  const told = page.getByTestId('tryAgain')
  await expect(told).toContainText('Not good enough yet')
  await expect(told).toContainText('0 % is right, and 100 % is asked for')
  await expect(told).toContainText('1 more time')
  await expect(task).toHaveAttribute('data-state', 'annotate')
  // Where the faults are is not said, nor that somebody put them there.
  await expect(page.getByTestId('blocked')).toHaveCount(0)
  await handOn()
  await expect(task).toHaveAttribute('data-state', 'review')
  await expect(told).toHaveCount(0)

  const { tries } = (await owner.ask('quality.overview', {})) as {
    readonly tries: readonly { readonly attempt: number; readonly isHandedOn: boolean }[]
  }
  expect(tries.map(({ attempt, isHandedOn }) => [attempt, isHandedOn])).toEqual([
    [1, false],
    [2, true],
  ])
})

/** A project that tries annotators unseen, with the clip in its batch and faults planted in it. */
async function tryUnseen(owner: Employee, clipId: string): Promise<void> {
  const { projectId } = (await owner.change('project.make', { name: 'Highway' })) as {
    projectId: string
  }
  const hiddenChecks = { faultRate: 0.3, seed: 5, least: 1, tries: 2 }
  await owner.change('project.changeTerms', { projectId, hiddenChecks, vendor: null, rate: null })
  const { batchId } = (await owner.change('project.makeBatch', { projectId, name: 'First' })) as {
    batchId: string
  }
  await owner.change('project.fillBatch', { batchId, clipIds: [clipId] })
  await expect.poll(() => owner.ask('project.planting', {})).toEqual([])
}
