import { cuboidOf, isShown, type TrackId } from '@trueline/annotation'
import { type Cuboid, countPointsInCuboid } from '@trueline/geometry'
import type { StoreApi } from 'zustand/vanilla'
import { texts } from '../../i18n/i18n.ts'
import { type DrawnCuboid, drawnCuboids } from '../../scene/drawnCuboids.ts'
import type { SceneTheme } from '../../scene/theme.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { cameraAt } from '../../tools/bestCamera.ts'
import type { Handle } from '../../tools/handleAt.ts'
import type { SideViewId } from '../../tools/sideView.ts'
import { drawCameraOverlay } from '../cameras/cameraOverlay.ts'
import { drawOverlay } from '../sideViews/sideOverlay.ts'
import { batchGestureStore } from './batchGesture.ts'
import type { ColumnLayout } from './columnLayout.ts'
import type { ColumnPicture, ColumnSource } from './columnSource.ts'
import { type Pixels, paintPoints } from './paintPoints.ts'

/** What one column is drawn with. */
export type ColumnParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly source: ColumnSource
  readonly place: { readonly trackId: TrackId; readonly frame: number }
  readonly canvas: HTMLCanvasElement
  readonly layout: () => ColumnLayout
  readonly theme: () => SceneTheme
}

/** A column's drawing. */
export type ColumnView = {
  /** Asks for a drawing; many questions before it are one. */
  readonly ask: () => void
  readonly hold: (held: { readonly view: SideViewId; readonly handle: Handle } | null) => void
  readonly dispose: () => void
}

/** Draws a box in its three views and its picture, on one canvas, when asked. */
export function createColumnView(parts: ColumnParts): ColumnView {
  const { canvas } = parts
  const context = canvas.getContext('2d', { alpha: false })
  const painter = createPainter()
  let held: { readonly view: SideViewId; readonly handle: Handle } | null = null
  let asked: number | null = null

  function ask(): void {
    asked ??= requestAnimationFrame(draw)
  }

  function draw(): void {
    asked = null
    const layout = parts.layout()
    const pixelRatio = ratioOf(canvas, layout)
    if (context === null || pixelRatio === null) return
    const { trackId, frame } = parts.place
    const state = { ...parts.store.getState(), frame }
    const lock = cuboidOf(state.annotations, trackId, frame)
    const theme = parts.theme()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = `rgb(${theme.ground.join(' ')})`
    context.fillRect(0, 0, canvas.width, canvas.height)
    canvas.dataset.painted = 'nothing'
    if (lock === undefined) return
    const box = batchGestureStore.getState().after?.get(frame) ?? lock
    const near = parts.source.points(frame)
    if (near !== null) {
      painter.paint(context, {
        points: near.points,
        layout,
        lock,
        box,
        pixelRatio,
        ...pointLook(state, theme),
      })
      canvas.dataset.painted = 'points'
      canvas.dataset.pointCount = String(countPointsInCuboid(near.points, box))
    }
    if (near === null && parts.source.hasFailed(frame)) {
      canvas.dataset.painted = 'failed'
      context.fillStyle = `rgb(${theme.muted.join(' ')})`
      context.font = `${12 * pixelRatio}px system-ui, sans-serif`
      context.textAlign = 'center'
      context.fillText(texts.t('batch.failed'), canvas.width / 2, 24 * pixelRatio)
    }
    const drawn = drawnCuboids(state, { trackId, frame, cuboid: box })
    const own = isShown(lock) ? drawn : drawn.filter((one) => one.trackId !== trackId)
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    drawOverlay({ context, rects: layout.rects, lock, drawn: own, held, theme, titles: null })
    const picture = parts.source.picture(frame)
    const alone = own.filter((one) => one.trackId === trackId)
    if (picture !== null) drawPicture(context, { state, layout, picture, drawn: alone, theme })
  }

  return {
    ask,
    hold(next) {
      if (JSON.stringify(next) === JSON.stringify(held)) return
      held = next
      ask()
    },
    dispose() {
      if (asked !== null) cancelAnimationFrame(asked)
    },
  }
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
    drawCameraOverlay({ context, image, camera: lens, drawn, points: null, theme })
  }
  context.restore()
}
