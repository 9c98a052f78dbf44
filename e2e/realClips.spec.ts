import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CuboidRecord, cuboidId, type Track } from '@trueline/annotation'
import { sharedData } from '../scripts/sharedData.ts'
import { expect, test } from './fixtures.ts'
import { importByDialog } from './importByDialog.ts'
import { paintedShare } from './paintedShare.ts'
import { serve } from './server.ts'
import { storedRecords } from './storedRecords.ts'
import { trueline } from './trueline.ts'
import { knowsWelcome, openWorkbench, type Workbench, workbenchOn } from './workbench.ts'

const KITTI = sharedData('clips', 'kitti_drive0052')
const SUSTECH = sharedData('clips', 'sustech_points')
const ABSENT = 'The real clips are absent: ../shared/data does not stand beside the project.'

type Pixel = readonly [x: number, y: number]

type ExpectedBox = {
  readonly obj_id?: string
  readonly points_inside: number
  readonly lwh?: readonly number[]
  /** The eight corners, in an order of its own. */
  readonly corners_px?: readonly Pixel[]
  /** The center, in each camera that sees it. */
  readonly px?: { readonly [camera: string]: Pixel }
}

/** What `expected.json` says of a clip. */
type Expected = {
  readonly frames: {
    readonly [name: string]: { readonly points: number; readonly boxes?: readonly ExpectedBox[] }
  }
}

test('a KITTI drive comes in by the dialog: every sweep and picture is painted', async ({
  page,
  folder,
}) => {
  test.skip(KITTI === null, ABSENT)
  test.setTimeout(400_000)
  const server = await serve(join(folder, 'data'), ['--no-demo'])
  try {
    await knowsWelcome(page)
    await page.goto(server.url)
    await page.getByRole('main').getByRole('button', { name: 'Import …' }).click()
    await importByDialog(page, KITTI ?? '', { boxes: 24 })
    const workbench = workbenchOn(page)
    await workbench.painted(0)
    await checkFrames(workbench, await expectedOf(KITTI), ['image_02'])
  } finally {
    await server.kill()
  }
})

test('the boxes of the KITTI drive stand where its calibration puts them', async ({
  page,
  folder,
}) => {
  test.skip(KITTI === null, ABSENT)
  test.setTimeout(400_000)
  const clip = await serveClip(KITTI ?? '', folder)
  try {
    const workbench = await openWorkbench(page, clip)
    const records = await storedRecords(clip.url, clip.clipId)
    const { frames } = await expectedOf(KITTI)
    for (const [frame, { boxes }] of Object.values(frames).entries()) {
      if (boxes === undefined) continue
      await workbench.goToFrame(frame)
      const tracks = tracksAt(records, frame)
      expect(tracks).toHaveLength(boxes.length)
      for (const { number } of tracks) {
        await workbench.selectTrack(number)
        await workbench.sideViewsShown()
        const { extent } = await workbench.shownBox()
        // No two objects of the drive have one size.
        const box = boxes.find(({ lwh = [] }) => lwh.every((side, axis) => side === extent[axis]))
        expect(box, `a box of ${extent.join(' × ')} m`).toBeDefined()
        expectCount(await workbench.pointsInside(), box?.points_inside ?? -1)
        const { corners } = await workbench.cameraShown('image_02')
        // The oracle lists corners in another order, and none of a box that ends beside the camera.
        for (const pixel of box?.corners_px ?? []) {
          const nearest = Math.min(...corners.map((mine) => (mine ? distance(mine, pixel) : 1e9)))
          expect(
            nearest,
            `a corner at ${pixel.join(', ')} of a box ${extent[0]} m long`,
          ).toBeLessThanOrEqual(1)
        }
      }
    }
  } finally {
    await clip.kill()
  }
})

test('a SUSTechPOINTS scene shows its points, three pictures, and every box where it belongs', async ({
  page,
  folder,
}) => {
  test.skip(SUSTECH === null, ABSENT)
  test.setTimeout(400_000)
  const clip = await serveClip(SUSTECH ?? '', folder)
  try {
    const workbench = await openWorkbench(page, clip)
    const expected = await expectedOf(SUSTECH)
    await checkFrames(workbench, expected, ['front', 'left', 'right'])
    const records = await storedRecords(clip.url, clip.clipId)
    for (const [frame, { boxes = [] }] of Object.values(expected.frames).entries()) {
      await workbench.goToFrame(frame)
      const tracks = tracksAt(records, frame)
      expect(tracks).toHaveLength(boxes.length)
      for (const { obj_id: id, points_inside: points, px = {} } of boxes) {
        const track = tracks.find(({ extras }) => objectIdIn(extras) === id)
        expect(track, `a track for object ${id}`).toBeDefined()
        await workbench.selectTrack(track?.number ?? -1)
        await workbench.sideViewsShown()
        expectCount(await workbench.pointsInside(), points)
        for (const [camera, pixel] of Object.entries(px)) {
          const { corners } = await workbench.cameraShown(camera)
          const center = centerFrom(corners)
          expect(distance(center, pixel), `object ${id} in ${camera}`).toBeLessThanOrEqual(1)
        }
      }
    }
  } finally {
    await clip.kill()
  }
})

async function expectedOf(folder: string | null): Promise<Expected> {
  return JSON.parse(await readFile(join(folder ?? '', 'expected.json'), 'utf8')) as Expected
}

async function serveClip(source: string, folder: string) {
  const dataDir = join(folder, 'data')
  const { clipId } = (await trueline('import', source, '--data', dataDir)) as { clipId: string }
  const server = await serve(dataDir, ['--no-demo'])
  return { url: server.url, clipId, kill: server.kill }
}

/** Steps through the clip: every sweep has as many points as in its file, every picture is there. */
async function checkFrames(
  workbench: Workbench,
  { frames }: Expected,
  cameras: readonly string[],
): Promise<void> {
  for (const [frame, { points }] of Object.values(frames).entries()) {
    if (frame > 0) await workbench.keys('4')
    await workbench.painted(frame)
    await expect(workbench.view3d).toHaveAttribute('data-point-count', String(points))
    await expect(workbench.view3d).toHaveAttribute('data-points-drawn', String(points))
    for (const camera of cameras) {
      const tile = workbench.camera(camera)
      await expect(tile).toHaveAttribute('data-painted-frame', String(frame))
      await expect(tile).toHaveAttribute('data-state', 'shown')
    }
  }
  expect(await paintedShare(workbench.view3d)).toBeGreaterThan(0.05)
  for (const camera of cameras) {
    // A photograph hardly has a color twice.
    expect(await paintedShare(workbench.camera(camera))).toBeGreaterThan(0.3)
  }
}

function tracksAt(
  records: Awaited<ReturnType<typeof storedRecords>>,
  frame: number,
): readonly Track[] {
  return [...records.values()].filter(
    (record): record is Track => record.kind === 'track' && records.has(cuboidId(record.id, frame)),
  )
}

function objectIdIn(extras: CuboidRecord['extras']): unknown {
  const own: unknown = extras.sustech
  return typeof own === 'object' && own !== null ? Reflect.get(own, 'objectId') : undefined
}

/** A count may be off by a hundredth or by two points. */
function expectCount(count: number, expected: number): void {
  expect(Math.abs(count - expected)).toBeLessThanOrEqual(Math.max(2, expected * 0.01))
}

/** Where a box's center is seen: where the pictures of its diagonals meet, as a pinhole keeps lines straight. */
function centerFrom(corners: readonly (Pixel | null)[]): Pixel {
  const diagonals = [0, 1, 2, 3].flatMap((corner) => {
    const from = corners[corner]
    // The top ring stands over the bottom one in the same order: opposite is two further on.
    const to = corners[4 + ((corner + 2) % 4)]
    return from && to ? [{ from, to }] : []
  })
  const [a, b] = diagonals.toSorted((one, other) => lengthOf(other) - lengthOf(one))
  if (a === undefined || b === undefined) throw new Error('Too few corners are seen')
  const way = [a.to[0] - a.from[0], a.to[1] - a.from[1]] as const
  const other = [b.to[0] - b.from[0], b.to[1] - b.from[1]] as const
  const across = way[0] * other[1] - way[1] * other[0]
  const share = ((b.from[0] - a.from[0]) * other[1] - (b.from[1] - a.from[1]) * other[0]) / across
  return [a.from[0] + share * way[0], a.from[1] + share * way[1]]
}

function lengthOf({ from, to }: { readonly from: Pixel; readonly to: Pixel }): number {
  return distance(from, to)
}

function distance(a: Pixel, b: Pixel): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}
