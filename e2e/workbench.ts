import { expect, type Locator, type Page } from '@playwright/test'
import type { TrackId } from '@trueline/annotation'

/** The box in the inspector, as it is printed: meters with two decimals, degrees with one. */
export type ShownBox = {
  readonly center: readonly [x: number, y: number, z: number]
  readonly extent: readonly [length: number, width: number, height: number]
  readonly yawDeg: number
}

/** A side view in its pane, as it was painted last. */
export type SideView = {
  /** Where the box's center is, in pixels of the page. */
  readonly middle: readonly [x: number, y: number]
  readonly pxPerMeter: number
}

/** The three views of a box. */
export type SideViewId = 'top' | 'side' | 'rear'

/** A place of the page, in CSS pixels. */
export type Place = readonly [x: number, y: number]

/** Where a camera of the workbench has a picture and the selected box in it. */
export type CameraShown = {
  /** `css = pixel * scale + offset` in the tile. */
  readonly transform: { readonly scale: number; readonly x: number; readonly y: number }
  /** Pixels of the box's corners; `null` where one is not seen. */
  readonly corners: readonly (readonly [x: number, y: number] | null)[]
}

/** The workbench as a person uses it, in one page. */
export type Workbench = {
  readonly page: Page
  readonly view3d: Locator
  readonly sideViews: Locator
  readonly inspector: Locator
  readonly tracks: Locator
  /** The status line's word on whether the server has every edit. */
  readonly saving: Locator
  readonly camera: (sensorId: string) => Locator
  /** The batch page, while it is open. */
  readonly batch: Locator
  /** One frame's column on it. */
  readonly column: (frame: number) => Locator
  /** Waits until a column shows its points, and tells where a view of it is. */
  readonly columnView: (frame: number, view: SideViewId) => Promise<SideView>
  /** Opens the clip anew, as a person's reload does. */
  readonly reload: () => Promise<void>
  /** Presses keys one after the other. */
  readonly keys: (...keys: readonly string[]) => Promise<void>
  /** Goes to a frame by its number and waits until its points are painted. */
  readonly goToFrame: (frame: number) => Promise<void>
  readonly frame: () => Promise<number>
  /** Waits until the 3D view shows a frame's points; `undefined`: the one it is at. */
  readonly painted: (frame?: number) => Promise<void>
  /** Selects a track in the list, found by its number. */
  readonly selectTrack: (number: number) => Promise<void>
  readonly selectedTrackId: () => Promise<TrackId | null>
  /** Waits until the side views show the selected box. */
  readonly sideViewsShown: () => Promise<void>
  /** Points inside the selected box, as the side views count them. */
  readonly pointsInside: () => Promise<number>
  readonly sideView: (view: SideViewId) => Promise<SideView>
  /** Where the middle of a selected box's upper face is seen in the 3D view, once that stands still. */
  readonly placeIn3d: (trackNumber: number) => Promise<Place>
  readonly shownBox: () => Promise<ShownBox>
  /** The word for what became of the box shown. */
  readonly shownState: () => Promise<string>
  readonly cameraShown: (sensorId: string) => Promise<CameraShown>
  /** Drags from one place to another in some steps, with what is to be held. */
  readonly drag: (from: Place, to: Place, held?: readonly string[]) => Promise<void>
  /** Waits until the server has every edit. */
  readonly saved: () => Promise<void>
}

/** How far above its box a label stands in the 3D view. */
const LABEL_GAP_PX = 10

/** What to open, and where. */
export type Opening = { readonly url: string; readonly clipId: string }

/** Opens a clip as a person does who has seen the welcome before, and waits until it is on the screen. */
export async function openWorkbench(page: Page, { url, clipId }: Opening): Promise<Workbench> {
  await knowsWelcome(page)
  await page.goto(`${url}/?clip=${clipId}`)
  const workbench = workbenchOn(page)
  await workbench.painted()
  return workbench
}

/** Makes the page's person one who has seen the welcome before, and reads English. */
export async function knowsWelcome(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const key = 'trueline.preferences'
    if (localStorage.getItem(key) === null) {
      localStorage.setItem(key, JSON.stringify({ language: 'en', hasSeenWelcome: true }))
    }
  })
}

/** The workbench in a page that stands at it already. */
export function workbenchOn(page: Page): Workbench {
  const view3d = page.getByTestId('view3d')
  const sideViews = page.getByTestId('sideViews')
  const inspector = page.getByRole('region', { name: 'Inspector' })
  const tracks = page.getByRole('listbox', { name: 'Tracks' })
  const saving = page.getByTestId('saving')
  const slider = page.getByRole('slider', { name: 'Frame' })
  const selected = tracks.getByRole('option', { selected: true })
  const number = async (label: string): Promise<number> =>
    Number(await inspector.getByLabel(label, { exact: true }).inputValue())

  async function frame(): Promise<number> {
    return Number(await slider.getAttribute('aria-valuenow'))
  }

  async function selectedTrackId(): Promise<TrackId | null> {
    if ((await selected.count()) === 0) return null
    const id = await selected.getAttribute('id')
    return (id?.replace(/^track-/, '') ?? null) as TrackId | null
  }

  const batch = page.getByTestId('batch')
  const column = (at: number): Locator =>
    page.locator(`[data-testid=batchColumn][data-frame="${at}"]`)

  async function painted(wanted?: number): Promise<void> {
    await expect(view3d).toHaveAttribute('data-painted-frame', /\d/)
    const at = wanted ?? (await frame())
    await expect(view3d).toHaveAttribute('data-painted-frame', String(at))
  }

  async function keys(...pressed: readonly string[]): Promise<void> {
    for (const key of pressed) await page.keyboard.press(key)
  }

  return {
    page,
    view3d,
    sideViews,
    inspector,
    tracks,
    saving,
    frame,
    painted,
    keys,
    batch,
    column,
    async columnView(at, view) {
      const canvas = column(at).locator('canvas')
      await expect(canvas).toHaveAttribute('data-painted', 'points')
      const layout = await batch.locator('[data-layout]').last().getAttribute('data-layout')
      return viewIn(canvas, (JSON.parse(layout ?? '{}') as { readonly rects: Rects }).rects, view)
    },
    camera: (sensorId) => page.locator(`[data-testid=camera][data-sensor="${sensorId}"]`),
    async reload() {
      await page.reload()
      await painted()
    },
    async goToFrame(wanted) {
      const field = page.getByRole('textbox', { name: /^Frame, / })
      await field.fill(String(wanted))
      await field.press('Enter')
      await painted(wanted)
    },
    async selectTrack(trackNumber) {
      const search = page.getByRole('searchbox')
      await search.fill(String(trackNumber))
      const row = tracks.getByRole('option').filter({
        has: page.getByTestId('trackNumber').getByText(String(trackNumber), { exact: true }),
      })
      await row.first().click()
      await search.fill('')
      await search.press('Escape')
      // The list has other rows now, and the one under the pointer would be labelled in the 3D view.
      await page.mouse.move(0, 0)
      await expect(inspector.getByLabel(/^Number,/)).toHaveValue(String(trackNumber))
    },
    selectedTrackId,
    async sideViewsShown() {
      await expect(sideViews).toHaveAttribute('data-state', 'shown')
      await expect(sideViews).toHaveAttribute('data-painted-track', (await selectedTrackId()) ?? '')
      await expect(sideViews).toHaveAttribute('data-painted-frame', String(await frame()))
    },
    pointsInside: async () => Number(await sideViews.getAttribute('data-point-count')),
    async sideView(view) {
      const layout = (await sideViews.getAttribute('data-layout')) ?? '[]'
      return viewIn(sideViews, JSON.parse(layout) as Rects, view)
    },
    async placeIn3d(trackNumber) {
      const label = view3d.getByText(new RegExp(`^#${trackNumber} `))
      let last = ''
      await expect
        .poll(async () => {
          const before = last
          last = JSON.stringify(await label.boundingBox())
          return last === before && last !== 'null'
        })
        .toBe(true)
      const { x, y, width, height } = JSON.parse(last) as DOMRect
      return [x + width / 2, y + height + LABEL_GAP_PX]
    },
    async shownBox() {
      return {
        center: [
          await number('Centre x, m'),
          await number('Centre y, m'),
          await number('Centre z, m'),
        ],
        extent: [await number('Length, m'), await number('Width, m'), await number('Height, m')],
        yawDeg: await number('Yaw, °'),
      }
    },
    shownState: async () =>
      (await inspector.locator('[data-state]').first().getAttribute('data-state')) ?? '',
    async cameraShown(sensorId) {
      const tile = page.locator(`[data-testid=camera][data-sensor="${sensorId}"]`)
      await expect(tile).toHaveAttribute('data-painted-frame', String(await frame()))
      await expect(tile).toHaveAttribute('data-selected-track', (await selectedTrackId()) ?? '')
      const [transform, corners] = await Promise.all([
        tile.getAttribute('data-transform'),
        tile.getAttribute('data-selected-corners'),
      ])
      return { transform: JSON.parse(transform ?? 'null'), corners: JSON.parse(corners ?? '[]') }
    },
    async drag(from, to, held = []) {
      await page.mouse.move(...from)
      for (const key of held) await page.keyboard.down(key)
      await page.mouse.down()
      await page.mouse.move(...to, { steps: 8 })
      await page.mouse.up()
      for (const key of held.toReversed()) await page.keyboard.up(key)
    },
    saved: () => expect(saving).toHaveAttribute('data-state', 'saved'),
  }
}

/** Where views lie in what they are drawn on. */
type Rects = readonly {
  readonly view: SideViewId
  readonly top: number
  readonly width: number
  readonly height: number
  readonly pxPerMeter: number
}[]

async function viewIn(surface: Locator, rects: Rects, view: SideViewId): Promise<SideView> {
  const rect = rects.find((one) => one.view === view)
  const bounds = await surface.boundingBox()
  if (rect === undefined || bounds === null) throw new Error(`The ${view} view is not shown`)
  return {
    middle: [bounds.x + rect.width / 2, bounds.y + rect.top + rect.height / 2],
    pxPerMeter: rect.pxPerMeter,
  }
}
