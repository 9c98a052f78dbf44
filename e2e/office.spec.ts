import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { cuboidId, patchId } from '@trueline/annotation'
import { fromYaw, multiply } from '@trueline/geometry'
import { carsNear, cuboidIn, type Placed, type Records } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { expectSameLabels, labelsIn } from './labels.ts'
import { type Employee, foundOffice, hire, PASSWORD } from './office.ts'
import { serve } from './server.ts'
import { storedRecords } from './storedRecords.ts'
import { trueline } from './trueline.ts'
import { knowsWelcome, type Workbench, workbenchOn } from './workbench.ts'

test.setTimeout(600_000)

const FRAMES = 6
/** The first picture of a window beside two others, drawn without a graphics card. */
const SLOWLY = { timeout: 90_000 }
/** Where a pre-label looks the wrong way. */
const TURNED = 2

test('an annotator, a reviewer and a buyer bring a batch from pre-labels to an accepted export', async ({
  browser,
  server,
  street,
  folder,
}) => {
  const { url } = server
  const { clipId } = street
  const owner = await foundOffice(url)
  const ada = await hire(url, owner, { name: 'Ada', role: 'annotator' })
  const rita = await hire(url, owner, { name: 'Rita', role: 'reviewer' })
  const bao = await hire(url, owner, { name: 'Bao', role: 'buyer' })
  const records = (): Promise<Records> => storedRecords(url, clipId, owner.headers)
  const [turned, long] = carsNear(await records(), { frame: TURNED, frames: FRAMES })
  if (turned === undefined || long === undefined) throw new Error('The street has no two cars')
  await openBatch(owner, clipId)
  await plantTurn(owner, clipId, turned)
  const began = await records()
  const contexts: BrowserContext[] = []
  const arrive = async (who: Employee): Promise<Workbench> => {
    const page = await signedIn(browser, url, who)
    contexts.push(page.context())
    return workbenchOn(page)
  }

  const annotator = await arrive(ada)
  await test.step('the annotator takes what there is; a turned car keeps it back until it is mended', async () => {
    const { page, keys, saved } = annotator
    await takeNext(annotator)
    const task = page.getByTestId('task')
    await expect(task).toHaveText('In work')
    await expect(page.getByTestId('blocking')).toContainText('1', { timeout: 60_000 })
    await openTask(annotator, 'Control+Enter')
    await keys('Control+Enter')
    await expect(page.getByTestId('blocked')).toContainText('The server found 1 thing')
    await expect(task).toHaveAttribute('data-state', 'annotate')
    await page.getByTestId('standing').getByRole('button').first().click()
    await expect(page.getByTestId('mendPreview')).toContainText('turned up to 180°')
    await keys('m')
    await expect(page.getByTestId('blocking')).toHaveCount(0)
    await saved()
    expect(isTurned(await records(), turned)).toBe(false)
    await openTask(annotator, 'Control+Enter')
    await page.keyboard.type('One car was the wrong way round')
    await keys('Control+Enter')
    await expect(task).toHaveText('In review')
    await keys('Escape')
  })

  const reviewer = await arrive(rita)
  await test.step('the reviewer is given it, may only remark, and sends it back', async () => {
    const { page, keys, saved } = reviewer
    await takeNext(reviewer)
    await expectPresent(annotator, ['Rita'])
    await expect(page.getByTestId('readOnly')).toHaveText('Remarks only')
    await expect(page.getByTestId('task')).toHaveText('In review')
    await lookAt(reviewer, long)
    const before = await records()
    for (const key of ['w', 'g', 'b', 'Shift+B']) await keys(key)
    await expect(page.getByText('In this project reviewers remark')).toHaveCount(1)
    await expect(reviewer.inspector.getByLabel('Length, m')).toBeDisabled()
    await expect(page.getByRole('button', { name: 'New box' })).toBeDisabled()

    await openReview(reviewer)
    await keys('8')
    await page.keyboard.type('half a meter further ahead')
    await keys('Enter')
    await expect(page.getByTestId('remark')).toHaveCount(1)
    await saved()
    expect(boxesOf(await records())).toEqual(boxesOf(before))
    await openTask(reviewer, 'Alt+8')
    await page.keyboard.type('See the remark')
    await keys('Control+Enter')
    await expect(page.getByTestId('task')).toHaveText('Sent back')
    await keys('Escape')
  })

  await test.step('the annotator sees the remark, does what it says, and hands it on again', async () => {
    const { page, keys, saved } = annotator
    await page.reload()
    await annotator.painted()
    await expect(page.getByTestId('task')).toHaveText('Sent back')
    await lookAt(annotator, long)
    await openReview(annotator)
    const remark = page.getByTestId('remark')
    await expect(remark).toContainText('half a meter further ahead')
    await expect(remark).toContainText('Rita')
    await page.mouse.move(0, 0)
    await keys('Shift+W')
    await remark.getByRole('button', { name: 'Done' }).click()
    await expect(remark).toHaveAttribute('data-state', 'done')
    await saved()
    await openTask(annotator, 'Control+Enter')
    await expect(page.getByRole('dialog')).toContainText('See the remark')
    await keys('Control+Enter')
    await expect(page.getByTestId('task')).toHaveText('In review')
    await keys('Escape')
  })

  await test.step('the reviewer compares with the round before and accepts', async () => {
    const { page, keys, saved } = reviewer
    await page.reload()
    await reviewer.painted()
    await lookAt(reviewer, long)
    await openReview(reviewer)
    await page.getByRole('combobox', { name: 'Compare with' }).selectOption('The round before')
    await expect(page.getByTestId('reviewCard')).toContainText(/moved 0\.[2-9]\d m/)
    await keys('9')
    await saved()
    await openTask(reviewer, 'Alt+9')
    await keys('Control+Enter')
    await expect(page.getByTestId('task')).toHaveText('Accepted')
    await keys('Escape')
  })

  const buyer = await arrive(bao)
  const file =
    await test.step('the buyer only looks, reads the report and takes the labels', async () => {
      const { page, keys } = buyer
      await page.goto(`${url}/?clip=${clipId}`)
      await buyer.painted()
      await expect(page.getByTestId('readOnly')).toHaveText('View only')
      await expect(page.getByTestId('task')).toHaveText('Accepted')
      await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0)
      await buyer.selectTrack(long.track.number)
      for (const key of ['w', 'b', '6', '8']) await keys(key)
      await expect(page.getByText('Your role looks at labels')).toHaveCount(1)
      await keys('Control+l')
      const reports = page.getByRole('dialog')
      await reports.getByRole('combobox', { name: 'Page' }).selectOption('acceptance')
      await expect(reports.getByRole('table').first()).toBeVisible({ timeout: 60_000 })
      await keys('Escape')
      await keys('Control+e')
      const dialog = page.getByRole('dialog', { name: 'Export' })
      await dialog.getByRole('checkbox').check()
      const download = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Export' }).click()
      const path = join(folder, 'export.zip')
      await (await download).saveAs(path)
      return path
    })

  await test.step('what went out is what was accepted: mended, moved, and nothing else', async () => {
    const accepted = await records()
    expect(isTurned(accepted, turned)).toBe(false)
    const changed = boxesOf(accepted).filter(
      ([id, box]) => JSON.stringify(box) !== JSON.stringify(new Map(boxesOf(began)).get(id)),
    )
    const ids = [turned, long].map(({ track }) => cuboidId(track.id, TURNED))
    expect(changed.map(([id]) => id).toSorted()).toEqual(ids.toSorted())
    const dataDir = join(folder, 'buyer')
    const again = (await trueline('import', file, '--data', dataDir)) as {
      readonly clipId: string
      readonly refused: readonly unknown[]
    }
    expect(again.refused).toEqual([])
    const theirs = await serve(dataDir, ['--no-demo'])
    const read = await storedRecords(theirs.url, again.clipId)
    await theirs.kill()
    expectSameLabels(labelsIn(read), labelsIn(accepted))
  })
  await Promise.all(contexts.map((context) => context.close()))
})

/** A project where turned boxes keep a clip back and reviewers do not edit, with the clip in its batch. */
async function openBatch(owner: Employee, clipId: string): Promise<void> {
  const { projectId } = (await owner.change('project.make', { name: 'Highway' })) as {
    projectId: string
  }
  const checks = { C3: { blocking: true } }
  await owner.change('project.change', { projectId, checks, mayReviewerEdit: false })
  const { batchId } = (await owner.change('project.makeBatch', { projectId, name: 'First' })) as {
    batchId: string
  }
  await owner.change('project.fillBatch', { batchId, clipIds: [clipId] })
}

/** Has a pre-label look the other way in one frame. */
async function plantTurn(owner: Employee, clipId: string, { cuboid }: Placed): Promise<void> {
  const after = { ...cuboid, rotation: multiply(fromYaw(Math.PI), cuboid.rotation) }
  const patch = [{ recordId: cuboid.id, before: cuboid, after }]
  await owner.change('patch.append', {
    ...{ clipId, baseRevisions: { [cuboid.id]: 1 }, author: 'plant' },
    edit: {
      patchId: patchId('plant'),
      ...{ command: 'plant', kind: 'edit', of: null, madeAtUs: Date.now() * 1000, patch },
    },
  })
}

async function signedIn(browser: Browser, url: string, who: Employee): Promise<Page> {
  // Three windows are drawn at once: smaller ones are drawn sooner.
  const viewport = { width: 1280, height: 800 }
  const context = await browser.newContext({ locale: 'en', viewport })
  const page = await context.newPage()
  await knowsWelcome(page)
  await page.goto(url)
  await page.getByLabel('E-mail').fill(who.email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByTestId('account')).toHaveText(who.name)
  // Others' windows are drawn at the same time.
  await expect(page.getByTestId('view3d')).toHaveAttribute('data-painted-frame', /\d/, SLOWLY)
  return page
}

/** Takes the next task of the queue, and waits until its clip is on the screen. */
async function takeNext({ page, keys, painted }: Workbench): Promise<void> {
  await painted()
  await keys('Control+j')
  const queue = page.getByRole('dialog', { name: 'Tasks' })
  await queue.getByRole('button', { name: 'Take the next one' }).click()
  await expect(queue).toHaveCount(0)
  await painted()
}

/** Selects an object in the frame where one car was turned. */
async function lookAt(workbench: Workbench, { track }: Placed): Promise<void> {
  await workbench.page.getByRole('tab', { name: 'Tracks' }).click()
  await workbench.goToFrame(TURNED)
  await workbench.selectTrack(track.number)
  await workbench.sideViewsShown()
}

/** Opens the sheet of the task by a key, and waits until one can write in it. */
async function openTask({ page, keys }: Workbench, key: string): Promise<void> {
  await keys(key)
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
}

async function openReview({ page }: Workbench): Promise<void> {
  await page.getByRole('tab', { name: 'Review' }).click()
  await expect(page.getByTestId('review')).toBeVisible()
}

async function expectPresent({ page }: Workbench, names: readonly string[]): Promise<void> {
  await expect(page.getByTestId('present')).toHaveText(names, { timeout: 60_000 })
}

function boxesOf(records: Records) {
  return [...records].flatMap(([id, record]) => {
    if (record.kind !== 'cuboid') return []
    const { center, extent, rotation, state } = record
    return [[id, { center, extent, rotation, state }] as const]
  })
}

/** Whether the car looks the other way than in the frame before. */
function isTurned(records: Records, { track }: Placed): boolean {
  const [before, now] = [TURNED - 1, TURNED].map((at) => cuboidIn(records, track, at)!.rotation)
  return Math.abs(before!.reduce((sum, value, axis) => sum + value * now![axis]!, 0)) < 0.7
}
