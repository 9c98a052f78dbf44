import { type CuboidRecord, cuboidOf, isShown } from '@trueline/annotation'
import { type Cuboid, countPointsInCuboid } from '@trueline/geometry'
import { Color, type Scene, type WebGLRenderer } from 'three'
import { texts } from '../../i18n/i18n.ts'
import { afterFrame } from '../../scene/afterFrame.ts'
import { type DrawnCuboid, drawnCuboids } from '../../scene/drawnCuboids.ts'
import { createPaintClock } from '../../scene/paintClock.ts'
import { readTheme, unitColor } from '../../scene/theme.ts'
import { gestureStore } from '../../store/gesture.ts'
import { selectedCuboid } from '../../store/selectors.ts'
import type { Handle } from '../../tools/handleAt.ts'
import { covers, grownBy, nearPointsStore } from '../../tools/nearPoints.ts'
import type { SideViewId } from '../../tools/sideView.ts'
import type { Workbench } from '../../workbench.ts'
import { selectedHand } from './boxHand.ts'
import { createNearCloud } from './nearCloud.ts'
import { layOut, type ViewRect, type Zooms } from './sideLayout.ts'
import { drawOverlay } from './sideOverlay.ts'
import { watchSidePointer } from './sidePointer.ts'

/** What the side views draw with. */
export type SideViewsParts = {
  readonly workbench: Workbench
  readonly renderer: WebGLRenderer
  readonly scene: Scene
  readonly invalidate: () => void
  /** The pane; its data attributes say what is really painted. */
  readonly pane: HTMLElement
  /** Lies over the points; takes the pointer. */
  readonly overlay: HTMLCanvasElement
}

/** The running side views. */
export type SideViews = {
  readonly draw: () => void
  readonly resize: (width: number, height: number) => void
  readonly dispose: () => void
}

/** Beyond its faces so far the points around a cuboid are at hand. */
const MARGIN = 4
const SMALLEST_ZOOM = 0.15
const LARGEST_ZOOM = 12

/** The box the views are locked to, its points there. */
type Lock = { readonly record: CuboidRecord; readonly shownSize: Cuboid }

/** Three views locked to the selected cuboid: follow the state and draw what changed, without React. */
export function createSideViews(parts: SideViewsParts): SideViews {
  const { workbench, renderer, scene, invalidate, pane, overlay } = parts
  const { store, fitter } = workbench
  const cloud = createNearCloud()
  const clock = createPaintClock(renderer.getContext() as WebGL2RenderingContext)
  const context = overlay.getContext('2d')
  const size = { width: 1, height: 1 }
  let zooms: Zooms = { top: 1, side: 1, rear: 1 }
  let lock: Lock | null = null
  let rects: readonly ViewRect[] = []
  let held: { readonly view: SideViewId; readonly handle: Handle } | null = null
  let theme = readTheme()
  let isStyleStale = true
  scene.add(cloud.object)

  /** Locks the views to the selected cuboid once its points are there. */
  function seek(): void {
    const record = selectedCuboid(store.getState())
    if (record === null || !isShown(record)) {
      release()
      return
    }
    const { near } = nearPointsStore.getState()
    const isAtHand =
      near?.trackId === record.trackId &&
      near.frame === record.frame &&
      covers(near.region, MARGIN, record)
    if (isAtHand) {
      take(record)
      return
    }
    // The 3D view comes first.
    afterFrame(() => {
      const current = selectedCuboid(store.getState())
      if (current !== record) return
      const { frame, trackId } = record
      fitter.near({ frame, cuboid: record, margin: MARGIN }).then(
        (points) => {
          // A later edit of the same box needs no other points; a later frame does.
          const now = cuboidOf(store.getState().annotations, trackId, frame)
          if (now === undefined || selectedCuboid(store.getState()) !== now) return
          nearPointsStore.setState({
            near: { trackId, frame, region: grownBy(record, MARGIN), points },
          })
          cloud.show(points)
          take(now)
        },
        () => {
          if (selectedCuboid(store.getState()) === record) pane.dataset.state = 'failed'
        },
      )
    })
  }

  function take(record: CuboidRecord): void {
    const isSameTrack = lock?.record.trackId === record.trackId
    lock = { record, shownSize: isSameTrack && lock !== null ? lock.shownSize : record }
    pane.dataset.state = 'shown'
    layAgain()
  }

  function release(): void {
    lock = null
    rects = []
    const { selectedTrackId } = store.getState()
    pane.dataset.state = selectedTrackId === null ? 'none' : 'absent'
    delete pane.dataset.layout
    delete pane.dataset.paintedFrame
    delete pane.dataset.paintedTrack
    invalidate()
  }

  function layAgain(): void {
    if (lock === null) return
    rects = layOut(size, zooms, lock.shownSize)
    pane.dataset.layout = JSON.stringify(rects)
    invalidate()
  }

  const unsubscribeStore = store.subscribe((state, before) => {
    if (state.preferences !== before.preferences) {
      isStyleStale = true
      invalidate()
    }
    if (selectedCuboid(state) !== selectedCuboid(before) || state.clip !== before.clip) seek()
    else if (state.selectedTrackId !== before.selectedTrackId) seek()
    else if (state.annotations !== before.annotations) invalidate()
    else if (state.mendPreview !== before.mendPreview || state.review !== before.review)
      invalidate()
  })
  const unsubscribeGesture = gestureStore.subscribe(invalidate)
  const unwatchPointer = watchSidePointer({
    store,
    hand: selectedHand(workbench),
    surface: overlay,
    rects: () => rects,
    hold(next) {
      if (JSON.stringify(next) === JSON.stringify(held)) return
      held = next
      invalidate()
    },
    zoom(view, factor) {
      const zoom = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, zooms[view] * factor))
      zooms = { ...zooms, [view]: zoom }
      layAgain()
    },
  })
  seek()

  function refreshStyle(): void {
    if (!isStyleStale) return
    isStyleStale = false
    theme = readTheme()
    cloud.style(theme, store.getState().preferences.pointSizePx)
    renderer.setClearColor(new Color(...unitColor(theme.ground)))
  }

  function paintOverlay(drawn: readonly DrawnCuboid[], box: Cuboid): void {
    if (context === null || lock === null) return
    const points = nearPointsStore.getState().near?.points
    const count = points === undefined ? 0 : countPointsInCuboid(points, box)
    pane.dataset.pointCount = String(count)
    const titles = rects.map(({ view }) => {
      if (view === 'top') return texts.t('sideViews.topWithPoints', { count })
      return texts.t(`sideViews.${view}`)
    })
    drawOverlay({ context, rects, lock: lock.record, drawn, held, theme, titles })
  }

  return {
    draw() {
      refreshStyle()
      const ratio = renderer.getPixelRatio()
      context?.setTransform(ratio, 0, 0, ratio, 0, 0)
      context?.clearRect(0, 0, size.width, size.height)
      if (lock === null) {
        renderer.setViewport(0, 0, size.width, size.height)
        renderer.clear()
        return
      }
      const { record } = lock
      const { gesture } = gestureStore.getState()
      const state = { ...store.getState(), frame: record.frame }
      const drawn = drawnCuboids(state, gesture)
      const box = drawn.find(({ trackId }) => trackId === record.trackId)?.cuboid ?? record
      cloud.draw({ renderer, scene, rects, height: size.height, lock: record, box })
      paintOverlay(drawn, box)
      clock.afterPaint(() => {
        if (lock?.record !== record) return
        pane.dataset.paintedFrame = String(record.frame)
        pane.dataset.paintedTrack = record.trackId
      })
    },
    resize(width, height) {
      Object.assign(size, { width, height })
      const ratio = renderer.getPixelRatio()
      overlay.width = Math.round(width * ratio)
      overlay.height = Math.round(height * ratio)
      layAgain()
      invalidate()
    },
    dispose() {
      unsubscribeStore()
      unsubscribeGesture()
      unwatchPointer()
      nearPointsStore.setState({ near: null })
      scene.remove(cloud.object)
      cloud.dispose()
    },
  }
}
