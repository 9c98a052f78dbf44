import { cuboidOf, isShown } from '@trueline/annotation'
import { type Cuboid, countPointsInCuboid } from '@trueline/geometry'
import type { StoreApi } from 'zustand/vanilla'
import { texts } from '../../i18n/i18n.ts'
import { type DrawnCuboid, drawnCuboids } from '../../scene/drawnCuboids.ts'
import { cssColor, type SceneTheme } from '../../scene/theme.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { cameraAt } from '../../tools/bestCamera.ts'
import type { Handle } from '../../tools/handleAt.ts'
import type { SideViewId } from '../../tools/sideView.ts'
import { drawCameraOverlay } from '../cameras/cameraOverlay.ts'
import { drawOverlay, OVERLAY_FONT } from '../sideViews/sideOverlay.ts'
import { batchGestureStore } from './batchGesture.ts'
import type { Board } from './board.ts'
import type { ColumnLayout } from './columnLayout.ts'
import type { ColumnPicture, ColumnPlace } from './columnSource.ts'
import { type Pixels, paintPoints } from './paintPoints.ts'

/** Points are put as pixels: a canvas the processor keeps takes them as they are. */
export const CANVAS: CanvasRenderingContext2DSettings = { alpha: false, willReadFrequently: true }

/** A word on the points stands so far below the upper rim. */
const WORD_PX = 24

/** What one column is drawn with. */
export type ColumnParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly place: ColumnPlace
  readonly canvas: HTMLCanvasElement
  readonly board: Pick<Board, 'source' | 'queue' | 'layout' | 'theme'>
}

/** A column's drawing. */
export type ColumnView = {
  /** Asks for a drawing; many questions before it are one. */
  readonly ask: () => void
  readonly hold: (held: { readonly view: SideViewId; readonly handle: Handle } | null) => void
  readonly dispose: () => void
}

/** Draws a box in its three views and its picture, on one canvas, when asked. */
export function createColumnView({ store, place, canvas, board }: ColumnParts): ColumnView {
  const context = canvas.getContext('2d', CANVAS)
  const painter = createPainter()
  let held: { readonly view: SideViewId; readonly handle: Handle } | null = null
  // What another frame was drawn as is not shown for this one.
  canvas.dataset.painted = 'waiting'

  function draw(): void {
    const layout = board.layout()
    const pixelRatio = ratioOf(canvas, layout)
    if (context === null || pixelRatio === null) return
    const { trackId, frame } = place
    const state = { ...store.getState(), frame }
    const lock = cuboidOf(state.annotations, trackId, frame)
    const theme = board.theme()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = cssColor(theme.ground)
    context.fillRect(0, 0, canvas.width, canvas.height)
    canvas.dataset.painted = 'nothing'
    canvas.dataset.picture = 'none'
    if (lock === undefined) return
    const box = batchGestureStore.getState().after?.get(frame) ?? lock
    const near = board.source.points(place)
    if (near !== null) {
      const look = pointLook(state, theme)
      painter.paint(context, { points: near.points, layout, lock, box, pixelRatio, ...look })
      canvas.dataset.painted = 'points'
      canvas.dataset.pointCount = String(countPointsInCuboid(near.points, box))
    }
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    const say = (text: string, top: number): void =>
      drawWord(context, { text, x: layout.size.width / 2, top, theme })
    if (near === null) {
      const hasFailed = board.source.hasFailed(place)
      if (hasFailed) canvas.dataset.painted = 'failed'
      say(texts.t(hasFailed ? 'batch.failed' : 'batch.reading'), WORD_PX)
    } else if (near.points.length === 0) say(texts.t('batch.noPoints'), WORD_PX)
    const drawn = drawnCuboids(state, { trackId, frame, cuboid: box })
    const own = isShown(lock) ? drawn : drawn.filter((one) => one.trackId !== trackId)
    drawOverlay({ context, rects: layout.rects, lock, drawn: own, held, theme, titles: null })
    const { top, size } = layout.picture
    if (size.height === 0) return
    const found = board.source.picture(lock)
    canvas.dataset.picture = found.state
    context.fillStyle = cssColor(theme.line)
    context.fillRect(0, top, size.width, 1)
    const alone = own.filter((one) => one.trackId === trackId)
    if (found.state === 'shown') {
      drawPicture(context, { state, layout, picture: found.picture, drawn: alone, theme })
    } else say(texts.t(`batch.picture_${found.state}`), top + size.height / 2)
  }

  const ask = (): void => board.queue.ask(draw)
  return {
    ask,
    hold(next) {
      if (JSON.stringify(next) === JSON.stringify(held)) return
      held = next
      ask()
    },
    dispose: () => board.queue.drop(draw),
  }
}

/** Says something where there is nothing to see. */
function drawWord(
  context: CanvasRenderingContext2D,
  { text, x, top, theme }: { text: string; x: number; top: number; theme: SceneTheme },
): void {
  context.font = OVERLAY_FONT
  context.textAlign = 'center'
  context.fillStyle = cssColor(theme.muted)
  context.fillText(text, x, top)
}

/** Makes a canvas as large as its layout says; `null` where it has no size. */
export function ratioOf(canvas: HTMLCanvasElement, { size }: ColumnLayout): number | null {
  if (size.width < 8 || size.height < 8) return null
  const pixelRatio = Math.min(2, devicePixelRatio)
  const width = Math.round(size.width * pixelRatio)
  const height = Math.round(size.height * pixelRatio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  return pixelRatio
}

/** How points are painted, by the theme and the person's own settings. */
export function pointLook({ preferences }: WorkbenchState, theme: SceneTheme) {
  const colors = { ground: theme.ground, outside: theme.muted, inside: theme.accent }
  return { pointSizePx: preferences.pointSizePx, colors }
}

/** What a column's points are painted with. */
type Painting = {
  readonly points: Float32Array
  readonly layout: ColumnLayout
  readonly lock: Cuboid
  readonly box: Cuboid
  readonly pixelRatio: number
  readonly pointSizePx: number
  readonly colors: Parameters<typeof paintPoints>[1]['colors']
}

/** Paints points into pixels of its own, which are kept from drawing to drawing. */
export function createPainter() {
  let image: ImageData | null = null
  return {
    paint(context: CanvasRenderingContext2D, painting: Painting): void {
      const { layout, pixelRatio, pointSizePx, ...rest } = painting
      const { width } = context.canvas
      const height = Math.round(layout.picture.top * pixelRatio)
      if (image?.width !== width || image.height !== height) image = new ImageData(width, height)
      const pixels: Pixels = { values: new Uint32Array(image.data.buffer), width, height }
      // In views this small a point of the usual size hides its neighbours.
      const sizePx = Math.max(1, Math.round(pointSizePx * pixelRatio * 0.75))
      paintPoints(pixels, { ...rest, rects: layout.rects, pixelRatio, sizePx })
      context.putImageData(image, 0, 0)
    },
  }
}

function drawPicture(
  context: CanvasRenderingContext2D,
  drawing: {
    readonly state: WorkbenchState
    readonly layout: ColumnLayout
    readonly picture: ColumnPicture
    readonly drawn: readonly DrawnCuboid[]
    readonly theme: SceneTheme
  },
): void {
  const { state, layout, picture, drawn, theme } = drawing
  const { top, size } = layout.picture
  const camera = state.clip && cameraAt(state.clip, state.frame, picture.sensorId)
  context.save()
  context.translate(0, top)
  context.beginPath()
  context.rect(0, 0, size.width, size.height)
  context.clip()
  context.drawImage(picture.bitmap, 0, 0, picture.size.width, picture.size.height)
  if (camera?.model) {
    const lens = { ...camera, model: camera.model }
    const image = picture.transform
    drawCameraOverlay({
      context,
      image,
      camera: lens,
      drawn,
      road: [],
      points: null,
      pins: [],
      theme,
    })
  }
  context.restore()
}
