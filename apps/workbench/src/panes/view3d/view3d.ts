import { lanesOf, mapElementsOf } from '@trueline/annotation'
import { invert, transform, type Vec3 } from '@trueline/geometry'
import { Color, type Scene, type WebGLRenderer } from 'three'
import { type Pin, pinsAt } from '../../review/pins.ts'
import { tellPointerSpot } from '../../review/pointerSpot.ts'
import { type DrawnCuboid, drawnCuboids } from '../../scene/drawnCuboids.ts'
import { createDrawPace } from '../../scene/drawPace.ts'
import { createPaintClock } from '../../scene/paintClock.ts'
import { type RoadLine, roadLines, roadSegments } from '../../scene/roadLines.ts'
import { createStage } from '../../scene/stage.ts'
import { standardMapSegments } from '../../scene/standardMapSegments.ts'
import { readTheme, unitColor } from '../../scene/theme.ts'
import { trajectoryLines } from '../../scene/trajectoryLines.ts'
import { findingAtHand } from '../../store/findings.ts'
import { gestureStore } from '../../store/gesture.ts'
import { lineGestureStore } from '../../store/lineGesture.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { draftPoints } from '../../tools/laneDraft.ts'
import type { LoadedFrame, Workbench } from '../../workbench.ts'
import { followGroundCanvas } from './groundCanvas.ts'
import { showLabel } from './label3d.ts'
import { followMergedClip } from './mergedClip.ts'
import { followObjectCloud } from './objectCloud.ts'
import { createOrbit, type Orbit } from './orbit.ts'
import { createPins3d } from './pins3d.ts'
import { watchPointer } from './pointer3d.ts'
import { followUnlabelled } from './unlabelled.ts'

/** What a 3D view draws with, and where it tells what it shows. */
export type View3dParts = {
  readonly workbench: Workbench
  readonly renderer: WebGLRenderer
  readonly scene: Scene
  /** Asks for a drawing. */
  readonly invalidate: () => void
  /** The pane; its data attributes say what is really painted. */
  readonly pane: HTMLElement
  readonly label: HTMLElement
  readonly rectangle: HTMLElement
}

/** A running 3D view. */
export type View3d = {
  readonly orbit: Orbit
  /** Draws; called by the loop, never by the view itself. */
  readonly draw: (seconds: number) => void
  readonly resize: (width: number, height: number) => void
  readonly dispose: () => void
}

/** In meters: so much is shown around a place on the road. */
const SPOT_RADIUS = 8

/** The 3D view: follows the workbench's state and draws what changed, without React. */
export function createView3d(parts: View3dParts): View3d {
  const { workbench, renderer, scene, invalidate, pane } = parts
  const { store, frames, fitter } = workbench
  const stage = createStage()
  const orbit = createOrbit(renderer.domElement, invalidate)
  const clock = createPaintClock(renderer.getContext() as WebGL2RenderingContext)
  const pace = createDrawPace(clock.lastPaintMs, invalidate)
  const size = { width: 1, height: 1 }
  const stale = { style: true, frame: false, boxes: true, road: true, size: true }
  let loaded: LoadedFrame | null = null
  /** The frame whose painting has come to its end. */
  let onScreen: LoadedFrame | null = null
  let drawn: readonly DrawnCuboid[] = []
  let road: readonly RoadLine[] = []
  let pins: readonly Pin[] = []
  let pointsDrawn = 0
  let theme = readTheme()
  scene.add(stage.object)
  const pinned = createPins3d(pane, ({ remark: { trackId } }) =>
    store.setState({ selectedTrackId: trackId }),
  )

  function changed(...what: readonly (keyof typeof stale)[]): void {
    for (const part of what) stale[part] = true
    invalidate()
  }

  function take(frame: LoadedFrame): void {
    loaded = frame
    delete pane.dataset.loading
    changed('frame', 'boxes', 'road')
    colorByCameras()
    dimGround()
  }

  function seek(): void {
    const { clip, frame } = store.getState()
    if (clip === null) return
    const now = frames.peek(frame)
    if (now !== null) {
      take(now)
      return
    }
    pane.dataset.loading = 'true'
    frames.load(frame).then(
      (late) => {
        if (isCurrent(clip, frame)) take(late)
      },
      () => {
        if (!isCurrent(clip, frame)) return
        pane.dataset.loading = 'failed'
      },
    )
  }

  /** Another clip's frame is another one, whatever its number. */
  function forget(): void {
    loaded = null
    onScreen = null
    stage.forgetHeights()
    delete pane.dataset.paintedFrame
    delete pane.dataset.pointCount
  }

  function isCurrent(clip: WorkbenchState['clip'], frame: number): boolean {
    const state = store.getState()
    return state.clip === clip && state.frame === frame
  }

  function colorByCameras(): void {
    const { clip, frame, preferences } = store.getState()
    if (clip === null || preferences.pointColoring !== 'camera') return
    const images = clip.frames[frame]?.images ?? []
    const pictures = images.map(async ({ sensorId, calibration }) => {
      const picture = await frames.loadImage(frame, sensorId)
      const sensor = clip.sensors.find(({ id }) => id === sensorId)
      if (picture === null || sensor?.modality !== 'camera') return []
      return [{ camera: calibration ?? sensor, picture }]
    })
    Promise.all(pictures).then(
      (cameras) => {
        if (!isCurrent(clip, frame)) return
        stage.cameraColors.show(cameras.flat())
        invalidate()
      },
      // A picture that cannot be read is told by the cameras' pane; its points stay gray.
      () => undefined,
    )
  }

  function dimGround(): void {
    const { clip, frame, preferences } = store.getState()
    if (!preferences.isGroundDimmed) return
    fitter.ground(frame).then(
      (ground) => {
        if (!isCurrent(clip, frame)) return
        stage.showGround(ground)
        invalidate()
      },
      () => undefined,
    )
  }

  const unsubscribeStore = store.subscribe((state, before) => {
    if (state.clip !== before.clip) forget()
    if (state.clip !== before.clip || state.frame !== before.frame) seek()
    if (state.preferences !== before.preferences) {
      changed('style', 'frame', 'boxes', 'road')
      colorByCameras()
      dimGround()
    }
    const hasNewBoxes =
      state.annotations !== before.annotations ||
      state.mendPreview !== before.mendPreview ||
      state.review !== before.review ||
      state.selectedTrackId !== before.selectedTrackId ||
      state.hoveredTrackId !== before.hoveredTrackId ||
      state.hasTrajectory !== before.hasTrajectory
    if (hasNewBoxes) changed('boxes')
    const hasNewRoad =
      lanesOf(state.annotations) !== lanesOf(before.annotations) ||
      mapElementsOf(state.annotations) !== mapElementsOf(before.annotations) ||
      state.hasRoad !== before.hasRoad ||
      state.hasStandardMap !== before.hasStandardMap ||
      state.selectedFixedId !== before.selectedFixedId ||
      state.mendPreview !== before.mendPreview
    if (hasNewRoad) changed('road')
    if (state.selectedTrackId !== before.selectedTrackId) bringIntoView()
    if (state.findingCursor !== before.findingCursor) bringSpotIntoView()
  })
  const unsubscribeGesture = gestureStore.subscribe(() => {
    stale.boxes = true
    pace.ask()
  })
  const unsubscribeLine = lineGestureStore.subscribe(() => {
    stale.road = true
    pace.ask()
  })
  const unfollowMerged = followMergedClip({ store, stage, invalidate })
  const unfollowCanvas = followGroundCanvas({ store, stage, invalidate })
  const unfollowObject = followObjectCloud({ store, stage, invalidate })
  const unfollowUnlabelled = followUnlabelled({ workbench, stage, invalidate })
  const untellSpot = tellPointerSpot(renderer.domElement, (x, y) => ({
    ...{ kind: 'ray', ...orbit.rayAt(x, y) },
  }))
  const unwatchPointer = watchPointer({ ...parts, orbit, cuboids: () => drawn, road: () => road })
  seek()

  function bringIntoView(): void {
    const state = store.getState()
    if (state.activeView === 'view3d') return
    const selected = drawnCuboids(state, null).find(({ isSelected }) => isSelected)
    if (selected === undefined) return
    showPlace(selected.cuboid.center, Math.hypot(...selected.cuboid.extent) / 2)
  }

  /** Where on the road the finding shows that was gone to. */
  function bringSpotIntoView(): void {
    const state = store.getState()
    const spot = findingAtHand(state)?.finding.spot
    const pose = state.clip?.frames[state.frame]?.worldFromEgo
    if (spot === undefined || pose === undefined) return
    showPlace(pose === null ? spot : transform(invert(pose), spot), SPOT_RADIUS)
  }

  /** Goes to a place in the frame's ego space, unless it is seen well as it is. */
  function showPlace(place: Vec3, radius: number): void {
    const pixel = orbit.pixelOf(place)
    const isSeen =
      pixel !== null &&
      Math.abs(pixel[0] / size.width - 0.5) < 0.42 &&
      Math.abs(pixel[1] / size.height - 0.5) < 0.42
    if (!isSeen) orbit.flyTo(place, radius)
  }

  function refresh(): void {
    const state = store.getState()
    const pixelRatio = renderer.getPixelRatio()
    if (stale.style) {
      theme = readTheme()
      stage.style(theme, state.preferences)
      renderer.setClearColor(new Color(...unitColor(theme.ground)))
    }
    if (stale.size) stage.resize({ ...size, pixelRatio, isFlat: orbit.isFlat() })
    if (stale.frame && loaded !== null) {
      pointsDrawn = stage.showFrame(loaded, state.preferences.pointBudget)
      pane.dataset.pointsDrawn = String(pointsDrawn)
    }
    if (stale.boxes) {
      // The boxes of a frame wait for its points.
      const { gesture } = gestureStore.getState()
      drawn = loaded === null ? [] : drawnCuboids({ ...state, frame: loaded.frame }, gesture)
      stage.showCuboids(drawn)
      pins = loaded === null ? [] : pinsAt({ ...state, frame: loaded.frame })
      stage.showWay(loaded === null ? [] : trajectoryLines(state, loaded.frame, theme.accent))
    }
    if (stale.road) {
      const { gesture } = lineGestureStore.getState()
      road = loaded === null ? [] : roadLines({ ...state, frame: loaded.frame }, theme, gesture)
      const map = loaded === null ? [] : standardMapSegments(state, theme)
      stage.showRoad([...map, ...roadSegments(road)])
      pane.dataset.mapPieces = String(map.length)
      pane.dataset.roadLines = String(road.length)
      pane.dataset.draftPoints = String(draftPoints().length)
    }
    stale.style = false
    stale.size = false
    stale.frame = false
    stale.boxes = false
    stale.road = false
  }

  /** What line is selected and where its corners are seen, for who wants to take hold of one. */
  function tellCorners(): void {
    const selected = road.find(({ isSelected }) => isSelected)
    if (selected === undefined) {
      delete pane.dataset.selectedFixed
      delete pane.dataset.lineCorners
      return
    }
    pane.dataset.selectedFixed = selected.id
    pane.dataset.lineCorners = JSON.stringify(selected.corners.map(orbit.pixelOf))
  }

  return {
    orbit,
    draw(seconds) {
      stale.size ||= orbit.isFlat() !== (pane.dataset.projection === 'flat')
      pane.dataset.projection = orbit.isFlat() ? 'flat' : 'perspective'
      if (orbit.update(seconds)) invalidate()
      refresh()
      renderer.render(scene, orbit.camera())
      tellCorners()
      pinned.show(pins, orbit)
      showLabel({ element: parts.label, state: store.getState(), drawn, orbit })
      const painted = loaded
      if (painted === null || painted === onScreen) {
        clock.afterPaint(() => undefined)
        return
      }
      clock.afterPaint(() => {
        onScreen = painted
        pane.dataset.paintedFrame = String(painted.frame)
        pane.dataset.pointCount = String(painted.pointCount)
        const { frame, pointCount: all } = painted
        store.setState({ painted: { frame, drawn: pointsDrawn, all } })
      })
    },
    resize(width, height) {
      Object.assign(size, { width, height })
      orbit.resize(width, height)
      changed('size')
    },
    dispose() {
      unsubscribeStore()
      unsubscribeGesture()
      unsubscribeLine()
      unfollowMerged()
      unfollowCanvas()
      unfollowObject()
      unfollowUnlabelled()
      unwatchPointer()
      pinned.dispose()
      untellSpot()
      pace.dispose()
      orbit.dispose()
      scene.remove(stage.object)
      stage.dispose()
    },
  }
}
