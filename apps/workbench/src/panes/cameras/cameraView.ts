import type { SensorId } from '@trueline/annotation'
import {
  type CameraModel,
  invert,
  type Pixel,
  type Pose,
  project,
  rotate,
  transform,
  unproject,
  type Vec3,
} from '@trueline/geometry'
import type { Frustum } from '@trueline/pointcloud'
import { type Pin, pinsAt } from '../../review/pins.ts'
import { tellPointerSpot } from '../../review/pointerSpot.ts'
import { afterFrame } from '../../scene/afterFrame.ts'
import { type DrawnCuboid, drawnCuboids } from '../../scene/drawnCuboids.ts'
import { createDrawPace } from '../../scene/drawPace.ts'
import { type RoadLine, roadLines } from '../../scene/roadLines.ts'
import { readTheme, type SceneTheme } from '../../scene/theme.ts'
import { gestureStore } from '../../store/gesture.ts'
import { lineGestureStore } from '../../store/lineGesture.ts'
import { cameraAt, seenBounds } from '../../tools/bestCamera.ts'
import { pickCuboids } from '../../tools/pickCuboid.ts'
import type { Workbench } from '../../workbench.ts'
import type { Sight } from '../roadHand.ts'
import { cornerPixels, drawCameraOverlay } from './cameraOverlay.ts'
import {
  fitPart,
  fitWhole,
  type ImageTransform,
  pixelAt,
  placeOf,
  type Size,
  zoomAt,
} from './imageTransform.ts'

/** What one camera's view draws with. */
export type CameraViewParts = {
  readonly workbench: Workbench
  readonly sensorId: SensorId
  /** Its data attributes say what is really painted. */
  readonly tile: HTMLElement
  readonly picture: HTMLCanvasElement
  readonly overlay: HTMLCanvasElement
}

/** What a camera's view shows beside the picture and the cuboids. */
export type CameraOptions = { readonly hasPoints: boolean; readonly isCropped: boolean }

/** A running camera view. */
export type CameraView = {
  readonly setOptions: (options: CameraOptions) => void
  readonly resize: (width: number, height: number) => void
  /** Zooms about a place of the view. */
  readonly zoom: (at: Pixel, factor: number) => void
  readonly pan: (x: number, y: number) => void
  /** Shows the whole picture again. */
  readonly reset: () => void
  /** The boxes that lie at a place of the view, the one that is meant first in front. */
  readonly cuboidsAt: (at: Pixel) => readonly DrawnCuboid[]
  /** How it sees ego space; `null` without a picture or a lens. */
  readonly sight: () => Sight | null
  /** The lines of the road as they are drawn. */
  readonly road: () => readonly RoadLine[]
  /** What is seen through the rectangle between two places of the view, in ego space; `null` without a lens. */
  readonly frustumOf: (from: Pixel, to: Pixel) => Frustum | null
  readonly dispose: () => void
}

const MOST_POINTS = 40_000

/** One camera: its picture of the frame, with cuboids and points where its lens puts them. */
export function createCameraView(parts: CameraViewParts): CameraView {
  const { workbench, sensorId, tile, picture, overlay } = parts
  const { store, frames, fitter } = workbench
  const layers = { picture: picture.getContext('2d'), overlay: overlay.getContext('2d') }
  let view: Size = { width: 1, height: 1 }
  let options: CameraOptions = { hasPoints: false, isCropped: false }
  /** The frame whose picture is shown; its cuboids are drawn, not those of one still on its way. */
  let shown: number | null = null
  let own: ImageTransform | null = null
  let points: { readonly frame: number; readonly rows: Float32Array } | null = null
  let drawn: readonly DrawnCuboid[] = []
  let road: readonly RoadLine[] = []
  let lastDrawMs = 0
  let isDrawAsked = false
  let isPictureStale = true
  const pace = createDrawPace(() => lastDrawMs, ask)

  function ask(): void {
    if (isDrawAsked) return
    isDrawAsked = true
    requestAnimationFrame(draw)
  }

  function askAll(): void {
    isPictureStale = true
    ask()
  }

  function seek(): void {
    // The 3D view comes first.
    afterFrame(() => {
      const { clip, frame } = store.getState()
      if (clip === null || frame === shown) return
      frames.loadImage(frame, sensorId).then(
        (image) => {
          const now = store.getState()
          if (now.clip !== clip || now.frame !== frame) return
          tile.dataset.state = image === null ? 'none' : 'shown'
          shown = frame
          seekPoints()
          askAll()
        },
        () => {
          if (store.getState().frame === frame) tile.dataset.state = 'failed'
        },
      )
    })
  }

  function seekPoints(): void {
    const camera = cameraNow()
    if (!options.hasPoints || camera === null || shown === null || points?.frame === shown) return
    const frame = shown
    fitter.project({ frame, camera, limit: MOST_POINTS }).then(
      (rows) => {
        if (shown !== frame) return
        points = { frame, rows }
        ask()
      },
      // The 3D view tells when points cannot be read.
      () => undefined,
    )
  }

  function cameraNow() {
    const { clip } = store.getState()
    return clip === null || shown === null ? null : cameraAt(clip, shown, sensorId)
  }

  function imageSize(): Size | null {
    const { clip } = store.getState()
    const image =
      shown === null
        ? undefined
        : clip?.frames[shown]?.images.find((candidate) => candidate.sensorId === sensorId)
    return image === undefined ? null : { width: image.widthPx, height: image.heightPx }
  }

  /** Where a place of the view looks, in ego space; `null` without a picture or a lens. */
  function directionAt(at: Pixel): Vec3 | null {
    const image = transformNow()
    const camera = cameraNow()
    if (image === null || camera === null || camera.model === null) return null
    return rotate(camera.egoFromSensor.rotation, unproject(camera.model, pixelAt(image, at)))
  }

  function transformNow(): ImageTransform | null {
    const size = imageSize()
    if (size === null) return null
    const selected = drawn.find(({ isSelected }) => isSelected)
    const camera = cameraNow()
    if (options.isCropped && selected !== undefined && camera !== null) {
      const part = seenBounds(camera, selected.cuboid)
      if (part !== null) return fitPart(part, view)
    }
    return own ?? fitWhole(size, view)
  }

  function draw(): void {
    isDrawAsked = false
    const start = performance.now()
    const state = store.getState()
    drawn =
      shown === null
        ? []
        : drawnCuboids({ ...state, frame: shown }, gestureStore.getState().gesture)
    const image = transformNow()
    const size = imageSize()
    if (image === null || size === null || shown === null) {
      for (const layer of Object.values(layers)) clear(layer)
      return
    }
    if (isPictureStale || options.isCropped) paintPicture(image, size)
    paintOverlay(image)
    tile.dataset.transform = JSON.stringify(image)
    const painted = String(shown)
    lastDrawMs = performance.now() - start
    requestAnimationFrame(() => {
      tile.dataset.paintedFrame = painted
    })
  }

  function clear(layer: CanvasRenderingContext2D | null): void {
    layer?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    layer?.clearRect(0, 0, view.width, view.height)
  }

  function paintPicture(image: ImageTransform, size: Size): void {
    const bitmap = shown === null ? null : frames.peekImage(shown, sensorId)
    // One that was dropped meanwhile is read again; until then the canvas keeps it.
    if (bitmap === null || layers.picture === null) return
    isPictureStale = false
    clear(layers.picture)
    layers.picture.imageSmoothingEnabled = image.scale < 3
    layers.picture.drawImage(
      bitmap,
      image.x - 0.5 * image.scale,
      image.y - 0.5 * image.scale,
      size.width * image.scale,
      size.height * image.scale,
    )
  }

  function roadNow(frame: number, theme: SceneTheme): readonly RoadLine[] {
    const { gesture } = lineGestureStore.getState()
    return roadLines({ ...store.getState(), frame }, theme, gesture)
  }

  function pinsNow(frame: number): readonly Pin[] {
    const isSeen = ({ at }: Pin): boolean => at.kind === 'ego' || at.sensorId === sensorId
    return pinsAt({ ...store.getState(), frame }).filter(isSeen)
  }

  function paintOverlay(image: ImageTransform): void {
    clear(layers.overlay)
    const camera = cameraNow()
    const model = camera?.model ?? null
    delete tile.dataset.selectedCorners
    delete tile.dataset.selectedTrack
    delete tile.dataset.lineCorners
    if (layers.overlay === null || camera === null || model === null) return
    const theme = readTheme()
    const rows = options.hasPoints && points?.frame === shown ? points.rows : null
    const lens = { ...camera, model }
    road = shown === null ? [] : roadNow(shown, theme)
    drawCameraOverlay({
      context: layers.overlay,
      image,
      camera: lens,
      drawn,
      road,
      points: rows,
      pins: shown === null ? [] : pinsNow(shown),
      theme,
    })
    const line = road.find(({ isSelected }) => isSelected)
    if (line !== undefined)
      tile.dataset.lineCorners = JSON.stringify(line.corners.map(pixelIn(lens, image)))
    const selected = drawn.find(({ isSelected }) => isSelected)
    if (selected === undefined) return
    tile.dataset.selectedCorners = JSON.stringify(cornerPixels(lens, selected))
    tile.dataset.selectedTrack = selected.trackId
  }

  const unsubscribeStore = store.subscribe((state, before) => {
    if (state.clip !== before.clip) {
      shown = null
      delete tile.dataset.paintedFrame
    }
    if (state.clip !== before.clip || state.frame !== before.frame) seek()
    if (state.preferences.theme !== before.preferences.theme) ask()
    const hasNewBoxes =
      state.annotations !== before.annotations ||
      state.mendPreview !== before.mendPreview ||
      state.review !== before.review ||
      state.selectedTrackId !== before.selectedTrackId ||
      state.hoveredTrackId !== before.hoveredTrackId ||
      state.hasRoad !== before.hasRoad ||
      state.selectedFixedId !== before.selectedFixedId
    if (hasNewBoxes) ask()
  })
  const unsubscribeGesture = gestureStore.subscribe(() => pace.ask())
  const unsubscribeLine = lineGestureStore.subscribe(() => pace.ask())
  const untellSpot = tellPointerSpot(tile, (x, y) => {
    const image = transformNow()
    return image === null ? null : { kind: 'image', sensorId, pixel: pixelAt(image, [x, y]) }
  })
  seek()

  return {
    setOptions(next) {
      options = next
      seekPoints()
      askAll()
    },
    resize(width, height) {
      view = { width, height }
      for (const canvas of [picture, overlay]) {
        canvas.width = Math.round(width * devicePixelRatio)
        canvas.height = Math.round(height * devicePixelRatio)
      }
      own = null
      askAll()
    },
    zoom(at, factor) {
      const size = imageSize()
      const now = transformNow()
      if (size === null || now === null) return
      const whole = fitWhole(size, view)
      const next = zoomAt(now, at, { factor, smallest: whole.scale })
      own = next.scale === whole.scale ? null : next
      askAll()
    },
    pan(x, y) {
      const now = transformNow()
      if (now === null || own === null) return
      own = { ...now, x: now.x + x, y: now.y + y }
      askAll()
    },
    reset() {
      own = null
      askAll()
    },
    cuboidsAt(at) {
      const image = transformNow()
      const camera = cameraNow()
      if (image === null || camera === null || camera.model === null) return []
      const direction = directionAt(at)
      if (direction === null) return []
      const { translation } = camera.egoFromSensor
      const slack = Math.atan(3 / (image.scale * camera.model.focalPx[0]))
      return pickCuboids(drawn, { origin: translation, direction }, slack)
    },
    sight() {
      const image = transformNow()
      const camera = cameraNow()
      if (image === null || camera === null || camera.model === null) return null
      const { model, egoFromSensor } = camera
      return {
        pixelOf: pixelIn({ model, egoFromSensor }, image),
        rayAt: (x, y) => ({
          origin: egoFromSensor.translation,
          direction: rotate(egoFromSensor.rotation, unproject(model, pixelAt(image, [x, y]))),
        }),
      }
    },
    road: () => road,
    frustumOf(from, to) {
      const corners = [from, [to[0], from[1]], to, [from[0], to[1]]].map((at) =>
        directionAt(at as Pixel),
      )
      const [a, b, c, d] = corners
      const origin = cameraNow()?.egoFromSensor.translation
      return origin && a && b && c && d ? { origin, corners: [a, b, c, d] } : null
    },
    dispose() {
      untellSpot()
      unsubscribeStore()
      unsubscribeGesture()
      unsubscribeLine()
      pace.dispose()
    },
  }
}

/** Where the view shows points of ego space; `null` for those behind the camera. */
function pixelIn(
  { model, egoFromSensor }: { readonly model: CameraModel; readonly egoFromSensor: Pose },
  image: ImageTransform,
): (point: Vec3) => Pixel | null {
  const cameraFromEgo = invert(egoFromSensor)
  return (point) => {
    const pixel = project(model, transform(cameraFromEgo, point))
    return pixel === null ? null : placeOf(image, pixel)
  }
}
