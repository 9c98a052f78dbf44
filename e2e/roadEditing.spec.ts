import {
  annotationsOf,
  createLane,
  emptyAnnotations,
  type Lane,
  type Link,
  laneId,
  linkFixed,
  type MapElement,
} from '@trueline/annotation'
import { invert, type Pose, transform, type Vec3 } from '@trueline/geometry'
import { expect, test } from './fixtures.ts'
import { plant } from './plant.ts'
import { storedRecords } from './storedRecords.ts'
import { openWorkbench, type Place } from './workbench.ts'

test.setTimeout(300_000)

/** Screenshots go here, for somebody to look at; none are made without it. */
const SHOTS = process.env.TRUELINE_SHOTS

test('a road is fixed by its findings, and more of it drawn, linked, cut, bent in a camera and deleted', async ({
  page,
  server,
  street,
}) => {
  const clip = { url: server.url, clipId: street.clipId }
  const worldFromEgo = await firstPose(clip.url, clip.clipId)
  const inWorld = (points: readonly Vec3[]) => points.map((point) => transform(worldFromEgo, point))
  const near = laneOfPoints(
    'near',
    inWorld([
      [4, 0, 0],
      [9, 0, 0],
      [14, 0, 0],
    ]),
  )
  const far = laneOfPoints(
    'far',
    inWorld([
      [14.8, 0.2, 0],
      [20, 0, 0],
      [28, 0, 0],
    ]),
  )
  const [link] = linkFixed(annotationsOf([near, far]), {
    ...{ linkKind: 'successor', from: near.id, to: far.id },
  })
  await plant(
    clip,
    [near, far, link!.after!].map((after) => ({ before: null, after })),
  )
  const workbench = await openWorkbench(page, clip)
  const { view3d, inspector, keys, saved } = workbench
  const records = async () => [...(await storedRecords(clip.url, clip.clipId)).values()]
  const lanes = async () => (await records()).filter((one): one is Lane => one.kind === 'lane')
  const elements = async () =>
    (await records()).filter((one): one is MapElement => one.kind === 'mapElement')
  const links = async () => (await records()).filter((one): one is Link => one.kind === 'link')
  const laneNow = async (id: string) => (await lanes()).find((one) => one.id === id)!
  const shot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` })
  }
  await expect(view3d).toHaveAttribute('data-road-lines', '2')

  await test.step('ends that do not meet are found; N selects the lane, M lets them meet', async () => {
    await page.getByRole('tab', { name: 'Findings' }).click()
    const gap = page.getByTestId('findings').locator('[data-check=F2]')
    await expect(gap).toHaveCount(1, { timeout: 60_000 })
    await gap.getByRole('button').click()
    await expect(inspector.getByRole('heading', { name: 'Lane' })).toBeVisible()
    await expect(page.getByTestId('mendPreview')).toContainText('Let the ends meet')
    await shot('finding')
    await keys('m')
    // The worker makes the mend.
    await expect(gap).toHaveCount(0)
    await saved()
    expect((await laneNow('near')).centerLine.at(-1)).toEqual((await laneNow('far')).centerLine[0])
  })

  const box = (await view3d.locator('canvas').first().boundingBox())!
  const corners = async (): Promise<readonly Place[]> => {
    await expect(view3d).toHaveAttribute('data-line-corners', /,/)
    const seen = JSON.parse((await view3d.getAttribute('data-line-corners')) ?? '[]') as Place[]
    return seen.map(([x, y]): Place => [Math.round(box.x + x), Math.round(box.y + y)])
  }

  await test.step('a lane beside shares its boundary', async () => {
    await inspector.getByRole('button', { name: 'Lane left' }).click()
    await saved()
    expect(await lanes()).toHaveLength(3)
    const beside = (await lanes()).find(({ id }) => id !== 'near' && id !== 'far')!
    expect(beside.right).toEqual((await laneNow('near')).left)
    await shot('beside')
  })

  await test.step('a stop line is drawn across, and linked with the lane', async () => {
    const [, middle, end] = await corners()
    await page.getByRole('combobox', { name: 'Draw of the road' }).selectOption('stopLine')
    await expect(view3d).toHaveAttribute('data-tool', 'drawElement')
    const [x, y] = [Math.round((middle![0] + end![0]) / 2), Math.round((middle![1] + end![1]) / 2)]
    await page.mouse.click(x - 40, y)
    await page.mouse.click(x + 40, y)
    await expect(view3d).toHaveAttribute('data-draft-points', '2')
    await keys('Enter')
    await saved()
    const stop = (await elements()).find(({ elementKind }) => elementKind === 'stopLine')!
    expect(stop).toMatchObject({ state: 'added', shape: { kind: 'line' } })
    await inspector.getByRole('button', { name: 'Link to …' }).click()
    await page.mouse.click(...middle!)
    await saved()
    expect(await links()).toContainEqual(
      expect.objectContaining({ linkKind: 'controls', from: stop.id, to: 'near' }),
    )
    await keys('Escape')
    await shot('stopLine')
    await inspector.getByRole('button', { name: 'Take the link away' }).click()
    await saved()
    expect((await links()).some(({ linkKind }) => linkKind === 'controls')).toBe(false)
    await keys('Control+z')
    await saved()
  })

  await test.step('a corner is dragged in a camera, on the ground', async () => {
    const tile = page.locator('[data-testid=camera][data-line-corners]').first()
    const before = (await elements()).find(({ elementKind }) => elementKind === 'stopLine')!
    await expect(tile).toBeVisible()
    const frame = (await tile.boundingBox())!
    const seen = JSON.parse((await tile.getAttribute('data-line-corners')) ?? '[]') as Place[]
    const from: Place = [Math.round(frame.x + seen[0]![0]), Math.round(frame.y + seen[0]![1])]
    await workbench.drag(from, [from[0] - 15, from[1]])
    await expect
      .poll(async () => (await elements()).find(({ id }) => id === before.id)?.shape)
      .not.toEqual(before.shape)
    await saved()
    const after = (await elements()).find(({ id }) => id === before.id)!
    if (after.shape.kind !== 'line' || before.shape.kind !== 'line') throw new Error('no line')
    const [was, is] = [before, after].map(({ shape }) =>
      transform(invert(worldFromEgo), shape.kind === 'line' ? shape.points[0]! : [0, 0, 0]),
    )
    // To the left in the picture, which is along y; it stays on the ground.
    expect(is![1]).toBeGreaterThan(was![1] + 0.02)
    expect(Math.abs(is![2] - was![2])).toBeLessThan(0.3)
    await shot('camera')
  })

  await test.step('deleted it is gone with its links, and comes back', async () => {
    await keys('b')
    await saved()
    expect((await links()).some(({ linkKind }) => linkKind === 'controls')).toBe(false)
    expect((await elements()).some(({ elementKind }) => elementKind === 'stopLine')).toBe(false)
    await keys('Control+z')
    await saved()
    expect((await elements()).some(({ elementKind }) => elementKind === 'stopLine')).toBe(true)
  })
})

function laneOfPoints(name: string, centerLine: readonly Vec3[]): Lane {
  const [change] = createLane(emptyAnnotations, {
    ...{ laneId: laneId(name), laneKind: 'driving', centerLine },
  })
  return change!.after as Lane
}

/** Where the ego stands in a clip's first frame. */
async function firstPose(url: string, clipId: string): Promise<Pose> {
  const input = encodeURIComponent(JSON.stringify({ clipId }))
  const answer = await fetch(`${url}/trpc/clip.open?input=${input}`)
  const { result } = (await answer.json()) as {
    result: { data: { clip: { frames: { worldFromEgo: Pose }[] } } }
  }
  return result.data.clip.frames[0]!.worldFromEgo
}
