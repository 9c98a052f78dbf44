import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { CuboidRecord } from '@trueline/annotation'
import { bevIou, distance } from '@trueline/geometry'
import { type RasterRecipe, rasterOf } from '@trueline/perception'
import { groundOf } from '@trueline/pointcloud'
import { expectAccessible } from './accessibility.ts'
import { carsNear, type Records, tracksIn } from './documents.ts'
import { dropFiles } from './dropFiles.ts'
import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'
import { watchGpu } from './watchGpu.ts'

test.setTimeout(600_000)

/** The object model made for a window of 12.8 m, which a GPU in software can run too. */
const SMALL_MODEL = join(import.meta.dirname, '../packages/models/objects/small')

const FRAMES = 6

test('the model proposes a car whose label is missing; it is accepted as one edit, and undone', async ({
  workbench,
  server,
  street,
}) => {
  const { page, keys, saved } = workbench
  const records = () => storedRecords(server.url, street.clipId)
  const [missing] = carsNear(await records(), { frame: 0, frames: FRAMES })
  await workbench.selectTrack(missing!.track.number)
  await keys('Shift+B')
  await saved()
  const before = await records()

  await keys('Shift+P')
  const pane = await openProposals(page)
  await looked(pane)
  await expect(page.getByTestId('modelInUse')).toContainText('WebAssembly')
  expect(await records()).toEqual(before)
  await expectAccessible(page, '[data-testid=proposals]')
  await pane.getByRole('slider', { name: 'Car' }).fill('0.2')

  await keys('Alt+Space')
  await saved()
  const accepted = modelBoxes(await records())
  const onMissing = accepted.filter(
    (box) =>
      box.frame === 0 && bevIou(box, missing!.cuboid) > 0.5 && box.trackId !== missing!.track.id,
  )
  expect(onMissing).toHaveLength(1)
  expect(onMissing[0]).toMatchObject({ state: 'accepted', provenance: 'model' })
  expect(onMissing[0]!.pointCount).toBeGreaterThan(20)

  await keys('Control+z')
  await saved()
  expect(await records()).toEqual(before)
  await expect(pane.getByTestId('proposal').first()).toBeVisible()
})

test('a dropped model runs in the browser alone, and WebGPU gives the boxes that WebAssembly gives', async ({
  workbench,
  server,
  street,
  folder,
}) => {
  const { page, keys, saved } = workbench
  const records = () => storedRecords(server.url, street.clipId)
  const [car] = carsNear(await records(), { frame: 0, frames: FRAMES })
  const model = join(folder, 'model')
  await cp(SMALL_MODEL, model, { recursive: true })
  await lookAt(join(model, 'manifest.json'), car!.cuboid)

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url())
  })
  await dropFiles(page, [model])
  await expect(page.getByText('Proposing with Trueline objects from now on')).toBeVisible()
  expect(sent).toEqual([])

  const pane = await openProposals(page)
  const boxesOn = async (backend: 'webgpu' | 'wasm'): Promise<readonly CuboidRecord[]> => {
    await pane.getByRole('combobox', { name: 'What the model runs on' }).selectOption(backend)
    await keys('p')
    await looked(pane)
    for (const slider of await pane.getByRole('slider').all()) await slider.fill('0.1')
    const same = pane.getByRole('button', { name: /^Same/ })
    if ((await same.getAttribute('aria-pressed')) === 'false') await same.click()
    await keys('Alt+Space')
    await saved()
    const boxes = modelBoxes(await records())
    await keys('Control+z')
    await saved()
    await pane.getByRole('button', { name: 'Clear' }).click()
    return boxes
  }
  const onProcessor = await boxesOn('wasm')
  await expect(page.getByTestId('modelInUse')).toContainText('WebAssembly')
  const onGpu = await boxesOn('webgpu')
  await expect(page.getByTestId('modelInUse')).toContainText('software')

  expect(onProcessor.length).toBeGreaterThan(0)
  expect(onGpu).toHaveLength(onProcessor.length)
  for (const [index, box] of onGpu.entries()) {
    const other = onProcessor[index]!
    expect(distance(box.center, other.center)).toBeLessThan(0.01)
    expect(distance(box.extent, other.extent)).toBeLessThan(0.01)
    expect(box.score).toBeCloseTo(other.score!, 3)
  }
})

test('on a GPU the raster is made there, as on the processor; without it the next run goes on', async ({
  workbench,
  server,
  street,
  folder,
}) => {
  const { page, keys } = workbench
  const [car] = carsNear(await storedRecords(server.url, street.clipId), {
    frame: 0,
    frames: FRAMES,
  })
  const model = join(folder, 'model')
  await cp(SMALL_MODEL, model, { recursive: true })
  const { input } = await lookAt(join(model, 'manifest.json'), car!.cuboid)
  await dropFiles(page, [model])
  const pane = await openProposals(page)
  const backend = pane.getByRole('combobox', { name: 'What the model runs on' })
  await backend.selectOption('wasm')
  await keys('p')
  await looked(pane)

  const gpu = await watchGpu(page.workers().find((one) => one.url().includes('propose'))!)
  await backend.selectOption('webgpu')
  await keys('p')
  await looked(pane)
  await expect(page.getByTestId('modelInUse')).toContainText('software')
  await expect(page.getByTestId('modelInUse')).not.toContainText('raster')
  const [points, onGpu] = [await gpu.read('points'), await gpu.read('raster')]
  const onProcessor = rasterOf(points, groundOf(points), input)
  expect(onProcessor.filter((value) => value > 0).length).toBeGreaterThan(500)
  expect(onGpu).toHaveLength(onProcessor.length)
  const cells = input.columns * input.rows
  const heightsFrom = input.heightEdges.length * cells
  expect(onGpu.slice(0, heightsFrom)).toEqual(onProcessor.slice(0, heightsFrom))
  const off = onGpu.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - onProcessor[at]!)),
    0,
  )
  expect(off).toBeLessThan(1e-5)

  const proposals = await pane.getByTestId('proposal').count()
  expect(proposals).toBeGreaterThan(0)
  await gpu.lose()
  await expect(pane.getByTestId('proposal')).toHaveCount(proposals)
  await keys('p')
  await expect(page.getByTestId('modelInUse')).toContainText('WebAssembly')
  await looked(pane)
  await expect(pane.getByTestId('proposal')).toHaveCount(proposals)
})

test('a model that does not fit is refused with where, found and expected, and the editor goes on', async ({
  workbench,
  folder,
}) => {
  const { page, keys } = workbench
  const model = join(folder, 'model')
  await cp(SMALL_MODEL, model, { recursive: true })
  const path = join(model, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  manifest.input.input = 'points'
  await writeFile(path, JSON.stringify(manifest))
  await dropFiles(page, [model])
  await expect(page.getByText(/The network wants other inputs: .*points/)).toBeVisible()
  await keys('4')
  await workbench.painted(1)
})

async function openProposals(page: Page) {
  await page.getByText('Proposals', { exact: true }).click()
  return page.getByTestId('proposals')
}

/** Waits until the model has looked at all it was asked to. */
async function looked(pane: Locator): Promise<void> {
  await expect(pane.locator('[data-state=idle]')).toBeVisible({ timeout: 300_000 })
}

/** The boxes that a model made, by place. */
function modelBoxes(records: Records): readonly CuboidRecord[] {
  const made = new Set(
    tracksIn(records)
      .filter(({ provenance }) => provenance === 'model')
      .map(({ id }) => id),
  )
  return [...records.values()]
    .filter((record) => record.kind === 'cuboid')
    .filter(({ trackId, provenance, state }) =>
      made.has(trackId) ? state === 'accepted' : provenance === 'model' && state === 'fixed',
    )
    .toSorted((a, b) => a.center[0] - b.center[0] || a.center[1] - b.center[1])
}

/** Moves the window of a raster model's manifest to a box, and gives the manifest. */
async function lookAt(
  path: string,
  { center }: CuboidRecord,
): Promise<{ readonly input: RasterRecipe }> {
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  const half = (manifest.input.columns * manifest.input.cell) / 2
  manifest.input.minX = center[0] - half
  manifest.input.minY = center[1] - half
  await writeFile(path, JSON.stringify(manifest))
  return manifest
}
