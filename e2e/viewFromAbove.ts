import { expect } from '@playwright/test'
import type { Lane, LaneId } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import type { Place, Workbench } from './workbench.ts'

/** The 3D view seen from straight above, with the hands of somebody who finds lanes in it. */
export type ViewFromAbove = {
  /** Where a place of world space is seen, in pixels of the page. */
  readonly placeOf: (point: Vec3) => Place
  /** Whether a place of world space is in the view, with room around it. */
  readonly isSeen: (point: Vec3) => boolean
  /** Clicks on a lane, again where others lie on it, until it is selected. */
  readonly select: (id: LaneId) => Promise<void>
  /** Where the selected line's corners are, once it has so many of them. */
  readonly corners: (count: number) => Promise<readonly Place[]>
}

/** In pixels: how near to its edge the view is not used. */
const MARGIN_PX = 12
/** What lies on one another at one place is never more. */
const MOST_ON_ONE_ANOTHER = 6

/** Looks from above and so far away that `range` meters around a place of world space are seen. */
export async function viewFromAbove(
  { page, view3d }: Workbench,
  given: {
    readonly lanes: () => Promise<readonly Lane[]>
    readonly middle: Vec3
    readonly range: number
  },
): Promise<ViewFromAbove> {
  const fromAbove = page.getByRole('button', { name: 'From above' })
  await fromAbove.click()
  await expect(view3d).toHaveAttribute('data-projection', 'flat')
  const box = (await view3d.locator('canvas').first().boundingBox())!
  const center: Place = [box.x + box.width / 2, box.y + box.height / 2]
  // What lies over the view at its top takes what is pressed there.
  const bar = (await fromAbove.boundingBox())!
  const halfHeight = center[1] - (bar.y + bar.height) - MARGIN_PX
  const selectedNow = () => view3d.getAttribute('data-selected-fixed')
  let map = await calibrated()
  // The wheel zooms about the pointer.
  const wanted = (halfHeight - MARGIN_PX) / given.range
  for (let turn = 0; turn < 40 && map.scale > wanted; turn++) {
    await page.mouse.move(...center)
    await page.mouse.wheel(0, 60)
    map = await calibrated()
  }
  const at = map.placeOf(given.middle)
  // From where no line lies, beside the road.
  const from: Place = [box.x + 3 * MARGIN_PX, center[1]]
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move(from[0] + center[0] - at[0], from[1] + center[1] - at[1], { steps: 6 })
  await page.mouse.up()
  map = await calibrated()

  function isSeen(point: Vec3): boolean {
    const [x, y] = map.placeOf(point)
    return (
      Math.abs(x - center[0]) < box.width / 2 - MARGIN_PX && Math.abs(y - center[1]) < halfHeight
    )
  }

  /** Where the selected lane's corners are, once they stand still. */
  async function steadyCorners(count: number): Promise<readonly Place[]> {
    let last = ''
    await expect
      .poll(async () => {
        const before = last
        last = (await view3d.getAttribute('data-line-corners')) ?? '[]'
        return last === before && (JSON.parse(last) as unknown[]).length === count
      })
      .toBe(true)
    return (JSON.parse(last) as Place[]).map(([x, y]): Place => [box.x + x, box.y + y])
  }

  /** The view as the corners of a lane that is selected tell it; around the middle some lane is found. */
  async function calibrated(): Promise<Calibration> {
    for (let off = 0; off < 30; off++) {
      const id = await selectedNow()
      const lane = (await given.lanes()).find((one) => one.id === id)
      if (lane !== undefined) {
        const corners = lane.knots ?? lane.centerLine
        return calibrationOf(corners, await steadyCorners(corners.length))
      }
      await page.mouse.click(center[0] + 6 * (off % 2 === 0 ? off : -off), center[1])
      await settled()
    }
    throw new Error('No lane lies about the middle of the view')
  }

  /** Until what a click did is drawn. */
  async function settled(): Promise<void> {
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
  }

  return {
    placeOf: (point) => map.placeOf(point),
    isSeen,
    corners: async (count) => steadyCorners(count),
    async select(id) {
      const lane = (await given.lanes()).find((one) => one.id === id)!
      const seen = lane.centerLine.filter(isSeen)
      const half = seen.length >> 1
      const places = [seen[half]!, seen[half >> 1]!, seen[half + (half >> 1)]!]
      for (const place of places) {
        for (let turn = 0; turn < MOST_ON_ONE_ANOTHER; turn++) {
          if ((await selectedNow()) === id) return
          await page.mouse.click(...map.placeOf(place))
          await settled()
        }
      }
      expect(await selectedNow()).toBe(id)
    },
  }
}

type Calibration = {
  readonly placeOf: (point: Vec3) => Place
  /** Pixels a meter. */
  readonly scale: number
}

/**
 * How a level view without perspective shows places, told by some of them: turned, scaled and shifted, and mirrored as
 * y runs down a page.
 */
function calibrationOf(points: readonly Vec3[], places: readonly Place[]): Calibration {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [x0, y0] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]
  const [u0, v0] = [mean(places.map(([u]) => u)), mean(places.map(([, v]) => v))]
  let [along, across, square] = [0, 0, 0]
  for (const [index, [px, py]] of points.entries()) {
    const [x, y] = [px - x0, py - y0]
    const [u, v] = [places[index]![0] - u0, -(places[index]![1] - v0)]
    along += x * u + y * v
    across += x * v - y * u
    square += x * x + y * y
  }
  const [cos, sin] = [along / square, across / square]
  return {
    placeOf: ([x, y]) => {
      const [dx, dy] = [x - x0, y - y0]
      return [u0 + cos * dx - sin * dy, v0 - (sin * dx + cos * dy)]
    },
    scale: Math.hypot(cos, sin),
  }
}
