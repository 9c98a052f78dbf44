import { createLane, emptyAnnotations, type Lane, laneId } from '@trueline/annotation'
import { invert, type Pose, transform } from '@trueline/geometry'
import { expect, test } from './fixtures.ts'
import { plant } from './plant.ts'
import { storedRecords } from './storedRecords.ts'
import type { Place, Workbench } from './workbench.ts'

test.setTimeout(300_000)

test('a lane that somebody drew is seen, told more of, bent on the ground, deleted and taken back', async ({
  workbench,
  server,
  street,
}) => {
  const { page, view3d, inspector } = workbench
  const { clipId } = street
  const { url } = server
  const stored = async (): Promise<Lane> => {
    const lane = (await storedRecords(url, clipId)).get(laneId('l'))
    if (lane?.kind !== 'lane') throw new Error('The lane is gone')
    return lane
  }
  const worldFromEgo = await firstPose(url, clipId)
  const ahead = [4, 9, 14, 24].map((x) => transform(worldFromEgo, [x, 0, 0]))
  const [change] = createLane(emptyAnnotations, {
    laneId: laneId('l'),
    laneKind: 'driving',
    centerLine: ahead,
  })
  await plant({ url, clipId }, [{ before: null, after: change!.after! }])
  await expect(view3d).toHaveAttribute('data-road-lines', '1')

  const box = await selectAhead(workbench)

  await inspector.getByLabel('Kind').selectOption('bus')
  await workbench.saved()
  expect(await stored()).toMatchObject({ laneKind: 'bus', provenance: 'human' })

  const before = await stored()
  await expect(view3d).toHaveAttribute('data-line-corners', /,/)
  const cornerAt = async (index: number): Promise<Place> => {
    const corners = JSON.parse((await view3d.getAttribute('data-line-corners')) ?? '[]') as Place[]
    const [x, y] = corners[index]!
    return [Math.round(box.x + x), Math.round(box.y + y)]
  }
  const from = await cornerAt(1)
  await workbench.drag(from, [from[0] + 60, from[1]])
  await expect.poll(async () => (await stored()).centerLine[1]).not.toEqual(before.centerLine[1])
  await workbench.saved()
  const bent = await stored()
  const inEgo = transform(invert(worldFromEgo), bent.centerLine[1]!)
  // To the right of the way ahead, which is against y; nothing else of it moved.
  expect(inEgo[1]).toBeLessThan(-0.2)
  expect(bent.centerLine.toSpliced(1, 1)).toEqual(before.centerLine.toSpliced(1, 1))
  await workbench.keys('Control+z')
  await workbench.saved()
  expect((await stored()).centerLine).toEqual(before.centerLine)

  await expect.poll(() => cornerAt(1)).toEqual(from)
  const [a, b] = [await cornerAt(1), await cornerAt(2)]
  await page.mouse.dblclick(Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2))
  await workbench.saved()
  await expect.poll(async () => (await stored()).centerLine).toHaveLength(5)
  // The new corner is drawn before it is taken out.
  await expect(view3d).toHaveAttribute('data-line-corners', /^(\[[^[]*){6}$/)
  await page.keyboard.down('Alt')
  await page.mouse.click(...(await cornerAt(2)))
  await page.keyboard.up('Alt')
  await workbench.saved()
  await expect.poll(async () => (await stored()).centerLine).toEqual(before.centerLine)

  await workbench.keys('b')
  await workbench.saved()
  expect((await storedRecords(url, clipId)).has(laneId('l'))).toBe(false)
  await expect(view3d).toHaveAttribute('data-road-lines', '0')
  await workbench.keys('Control+z')
  await workbench.saved()
  await expect(view3d).toHaveAttribute('data-road-lines', '1')
})

test('a lane is drawn along the ground, goes on from another’s end, and is linked to it', async ({
  workbench,
  server,
  street,
}) => {
  const { page, view3d, inspector } = workbench
  const { clipId } = street
  const { url } = server
  const pose = await firstPose(url, clipId)
  const centerLine = [5, 9].map((x) => transform(pose, [x, 0, 0]))
  const before = { laneId: laneId('l'), laneKind: 'driving', centerLine } as const
  const [change] = createLane(emptyAnnotations, before)
  await plant({ url, clipId }, [{ before: null, after: change!.after! }])
  await expect(view3d).toHaveAttribute('data-road-lines', '1')
  const box = await selectAhead(workbench)
  await expect(view3d).toHaveAttribute('data-line-corners', /,/)
  const corners = JSON.parse((await view3d.getAttribute('data-line-corners')) ?? '[]') as Place[]
  const [x, y] = corners[1]!

  await workbench.keys('Shift+j')
  await expect(view3d).toHaveAttribute('data-tool', 'drawLane')
  const places: readonly Place[] = [
    [x, y],
    [x + 30, y - 40],
    [x + 70, y - 60],
  ]
  for (const [index, place] of places.entries()) {
    await page.mouse.click(Math.round(box.x + place[0]), Math.round(box.y + place[1]))
    await expect(view3d).toHaveAttribute('data-draft-points', String(index + 1))
  }
  await workbench.keys('Enter')
  await workbench.saved()
  const records = [...(await storedRecords(url, clipId)).values()]
  const drawn = records.find((one): one is Lane => one.kind === 'lane' && one.id !== 'l')
  expect(drawn).toMatchObject({ state: 'added', laneKind: 'driving' })
  expect(drawn!.centerLine).toHaveLength(3)
  expect(drawn!.centerLine[0]).toEqual(centerLine[1])
  const links = records.filter((one) => one.kind === 'link')
  expect(links).toMatchObject([{ linkKind: 'successor', from: 'l', to: drawn!.id }])
  await expect(inspector.getByText('comes from')).toBeVisible()

  await workbench.keys('Control+z')
  await workbench.saved()
  await expect(view3d).toHaveAttribute('data-road-lines', '1')
})

/** Clicks up the middle of the 3D view until a lane is selected; returns where the view is. */
async function selectAhead({ page, view3d, inspector }: Workbench) {
  const box = (await view3d.locator('canvas').first().boundingBox())!
  const heading = inspector.getByRole('heading', { name: 'Lane' })
  for (let share = 0.5; share < 0.9 && !(await heading.isVisible()); share += 0.05) {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height * share)
  }
  await expect(heading).toBeVisible()
  return box
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
