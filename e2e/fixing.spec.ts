import { join } from 'node:path'
import { type CuboidRecord, cuboidId, type Track } from '@trueline/annotation'
import { carsNear, cuboidIn, type Records, tracksIn } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { expectSameLabels, type Label, labelsIn } from './labels.ts'
import { storedRecords } from './storedRecords.ts'
import { trueline } from './trueline.ts'
import type { Workbench } from './workbench.ts'

const FRAMES = 6

test('a clip is fixed by keyboard, exported and read back: only what was edited has changed', async ({
  workbench,
  server,
  street,
  folder,
}) => {
  test.setTimeout(600_000)
  const { page, keys, saved } = workbench
  const records = () => storedRecords(server.url, street.clipId)
  const before = await records()
  const cars = carsNear(before, { frame: 2, frames: FRAMES }).map(({ track }) => track)
  const [fitted, deleted, evened, divided] = cars as [Track, Track, Track, Track]
  /** The pre-labels that the session changes. */
  const edits: (readonly [Track, number])[] = [
    [fitted, 2],
    [deleted, 2],
    [deleted, 3],
    ...[1, 2, 3, 4].map((frame) => [evened, frame] as const),
  ]
  const boxAt = async (track: Track, frame: number): Promise<CuboidRecord> => {
    const cuboid = cuboidIn(await records(), track, frame)
    if (cuboid === null) throw new Error(`Track ${track.number} has no box in frame ${frame}`)
    return cuboid
  }

  await test.step('find the most doubtful track; move, turn and resize its box', async () => {
    // What the checks say of a track orders the list.
    await expect(page.getByTestId('checking')).toHaveAttribute('data-state', 'done')
    await keys('2')
    await workbench.sideViewsShown()
    const id = await workbench.selectedTrackId()
    const track = tracksIn(before).find((one) => one.id === id)
    if (track === undefined) throw new Error('Nothing is selected')
    await expect(workbench.tracks.getByRole('option').first()).toHaveAttribute(
      'aria-selected',
      'true',
    )
    const frame = await workbench.frame()
    edits.push([track, frame])
    const box = await boxAt(track, frame)
    await keys('Shift+W', 'q', 'q', 'Alt+Shift+D')
    await saved()
    const fixed = await boxAt(track, frame)
    const step = Math.max(0.1, box.extent[0] * 0.1)
    const wider = Math.max(0.1, box.extent[1] * 0.1)
    expect(fixed.extent).toEqual([
      box.extent[0],
      expect.closeTo(box.extent[1] + wider, 9),
      box.extent[2],
    ])
    expect(yawDeg(fixed) - yawDeg(box)).toBeCloseTo(1, 6)
    // A step ahead, then half of what the right face went outwards.
    const moved = Math.hypot(fixed.center[0] - box.center[0], fixed.center[1] - box.center[1])
    expect(moved).toBeCloseTo(Math.hypot(step, wider / 2), 1)
    expect(fixed).toMatchObject({ state: 'fixed', provenance: 'human', proposal: box.proposal })
    await expectShown(workbench, fixed)
  })

  await test.step('fit a near car to its points', async () => {
    await goTo(workbench, { track: fitted, frame: 2 })
    // Turning keeps the size, fitting does not.
    const { extent } = await boxAt(fitted, 2)
    await keys('Shift+E', 'x')
    await expect.poll(async () => (await boxAt(fitted, 2)).extent).not.toEqual(extent)
    await saved()
    const fit = await boxAt(fitted, 2)
    expect(fit.state).toBe('fixed')
    expect(fit.pointCount).toBeGreaterThan(20)
    await expectShown(workbench, fit)
    await expect.poll(() => workbench.pointsInside()).toBe(fit.pointCount)
  })

  await test.step('delete a box; take it back, do it again, take it back; so after a reload too', async () => {
    await goTo(workbench, { track: deleted, frame: 2 })
    await keys('b')
    await saved()
    expect((await boxAt(deleted, 2)).state).toBe('rejected')
    await keys('Control+z')
    await saved()
    expect(await boxAt(deleted, 2)).toEqual(cuboidIn(before, deleted, 2))
    await keys('Control+y')
    await saved()
    expect((await boxAt(deleted, 2)).state).toBe('rejected')
    await workbench.reload()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
    await keys('Control+z')
    await saved()
    expect(await boxAt(deleted, 2)).toEqual(cuboidIn(before, deleted, 2))
    await keys('Control+y')
    await saved()
    expect((await boxAt(deleted, 2)).state).toBe('rejected')
  })

  const added = await test.step('add a box by one click where the deleted one was', async () => {
    await goTo(workbench, { track: deleted, frame: 3 })
    const [x, y] = await workbench.placeIn3d(deleted.number)
    await keys('b', 'Shift+C')
    await page.mouse.click(x, y + 8)
    await expect.poll(() => workbench.selectedTrackId()).not.toBe(deleted.id)
    await saved()
    const id = await workbench.selectedTrackId()
    const track = tracksIn(await records()).find((one) => one.id === id)
    if (track === undefined) throw new Error('No box was added')
    expect(await boxAt(track, 3)).toMatchObject({ state: 'added', provenance: 'human' })
    return track
  })

  await test.step('give the new object its category, and copy it to the next frame', async () => {
    await chooseInPalette(workbench, 'Van', /^Van$/)
    await keys('k')
    await workbench.painted(4)
    await saved()
    const now = await records()
    expect(now.get(added.id)).toMatchObject({ category: 'Van' })
    const [from, to] = [cuboidIn(now, added, 3), cuboidIn(now, added, 4)]
    expect(to).toMatchObject({ provenance: 'interpolated', extent: from?.extent })
  })

  await test.step('interpolate between two accepted keyframes', async () => {
    await goTo(workbench, { track: evened, frame: 0 })
    await keys('Space')
    await goTo(workbench, { track: evened, frame: FRAMES - 1 })
    await keys('Space', 'i')
    await saved()
    const now = await records()
    const made = Array.from({ length: FRAMES }, (_, at) => cuboidIn(now, evened, at)?.provenance)
    const between = Array.from({ length: FRAMES - 2 }, () => 'interpolated')
    expect(made.slice(1, -1)).toEqual(between)
    expect(made.at(0)).not.toBe('interpolated')
    for (const frame of [0, FRAMES - 1]) expect((await boxAt(evened, frame)).state).toBe('accepted')
  })

  await test.step('split a track, merge it again', async () => {
    await goTo(workbench, { track: divided, frame: 3 })
    await keys('y')
    await saved()
    const split = await records()
    const later = tracksIn(split).find((track) => !before.has(track.id) && track.id !== added.id)
    if (later === undefined) throw new Error('No track came of the split')
    expect(framesOf(split, later)).toEqual([3, 4, 5])
    expect(framesOf(split, divided)).toEqual([0, 1, 2])
    await goTo(workbench, { track: later, frame: 3 })
    await keys('u')
    await goTo(workbench, { track: divided, frame: 2 })
    await keys('j')
    await saved()
    const merged = await records()
    expect(merged.has(later.id)).toBe(false)
    for (const frame of framesOf(before, divided)) {
      const { center, extent, rotation } = cuboidIn(before, divided, frame) ?? {}
      expect(await boxAt(divided, frame)).toMatchObject({ center, extent, rotation })
    }
  })

  await test.step('finalise a track: nothing changes it any more', async () => {
    await goTo(workbench, { track: fitted, frame: 2 })
    await keys('h')
    await saved()
    const final = await boxAt(fitted, 2)
    expect(final.state).toBe('final')
    await keys('w')
    await expect(page.getByText('This box is final.')).toBeVisible()
    expect(await boxAt(fitted, 2)).toEqual(final)
  })

  const after = await records()
  await test.step('the screen shows what the server has', async () => {
    for (const track of [fitted, evened, added]) {
      for (const frame of framesOf(after, track)) {
        await goTo(workbench, { track, frame })
        await expectShown(workbench, await boxAt(track, frame))
      }
    }
  })

  const file = await test.step('export by keyboard', async () => {
    await keys('Control+e')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    const sensors = dialog.getByRole('checkbox')
    await sensors.focus()
    await keys('Space')
    await expect(sensors).toBeChecked()
    await dialog.getByRole('button', { name: 'Export' }).focus()
    const download = page.waitForEvent('download')
    await keys('Enter')
    const path = join(folder, 'export.zip')
    await (await download).saveAs(path)
    return path
  })

  const again = (await trueline(
    ...['import', file, '--data', join(folder, 'data'), '--name', 'again'],
  )) as { readonly clipId: string; readonly refused: readonly unknown[] }
  expect(again.refused).toEqual([])
  const read = labelsIn(await storedRecords(server.url, again.clipId))
  expectSameLabels(read, labelsIn(after))
  const changed = new Set(
    [...edits, ...framesOf(after, added).map((frame) => [added, frame] as const)].map(
      ([{ id }, frame]) => cuboidId(id, frame),
    ),
  )
  const isUntouched = ({ id }: Label): boolean => !changed.has(id)
  expectSameLabels(labelsIn(after).filter(isUntouched), labelsIn(before).filter(isUntouched))
  expect(labelsIn(before).length - labelsIn(before).filter(isUntouched).length).toBe(8)
})

function framesOf(records: Records, track: Track): readonly number[] {
  return Array.from({ length: FRAMES }, (_, frame) => frame).filter((frame) =>
    cuboidIn(records, track, frame),
  )
}

function yawDeg({ rotation }: CuboidRecord): number {
  return (2 * Math.atan2(rotation[2], rotation[3]) * 180) / Math.PI
}

/** Goes to a track and a frame by the palette. */
async function goTo(
  workbench: Workbench,
  { track, frame }: { readonly track: Track; readonly frame: number },
): Promise<void> {
  await chooseInPalette(workbench, `#${track.number}`, new RegExp(`^Track ${track.number},`))
  await expect.poll(() => workbench.selectedTrackId()).toBe(track.id)
  await chooseInPalette(workbench, `f ${frame}`, new RegExp(`^Frame ${frame}$`))
  await workbench.painted(frame)
  await workbench.sideViewsShown()
}

/** Opens the palette, types, and takes what then is chosen. */
async function chooseInPalette(
  { page, keys }: Workbench,
  text: string,
  choice: RegExp,
): Promise<void> {
  await keys('Control+k')
  const palette = page.getByRole('dialog', { name: 'All commands' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(text)
  await expect(palette.getByRole('option', { selected: true })).toHaveText(choice)
  await keys('Enter')
  await expect(palette).toBeHidden()
}

/** The inspector shows a box as it is stored, to the decimals it prints. */
async function expectShown(workbench: Workbench, cuboid: CuboidRecord): Promise<void> {
  const printed = ([x, y, z]: readonly [number, number, number]) =>
    [x, y, z].map((v) => Number(v.toFixed(2)))
  await expect
    .poll(async () => {
      const { yawDeg: shown, ...box } = await workbench.shownBox()
      // −180.0° and 180.0° are one heading.
      const off = Math.abs(shown - yawDeg(cuboid)) % 360
      return { ...box, isTurned: Math.min(off, 360 - off) > 0.051 }
    })
    .toEqual({
      center: printed(cuboid.center),
      extent: printed(cuboid.extent),
      isTurned: false,
    })
}
