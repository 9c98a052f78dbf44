import { fromDegrees } from '@trueline/geometry'
import { groundHeightAt } from '@trueline/pointcloud'
import type { DrawnCuboid } from '../../scene/drawnCuboids.ts'
import type { RoadLine } from '../../scene/roadLines.ts'
import { createBox } from '../../tools/createBox.ts'
import { groundArea, meetsLevel } from '../../tools/groundArea.ts'
import { pickCuboids } from '../../tools/pickCuboid.ts'
import { pickablesOf } from '../../tools/pickInTurn.ts'
import { pickLines } from '../../tools/pickLine.ts'
import { addCorner, type LineHand, takeCorner } from '../lineHand.ts'
import { createPicking } from '../picking.ts'
import { dropOnEscape, type Place, placeIn, showRectangle } from '../pointer.ts'
import { clickRoad, hoverRoad, isLinkTool, isRoadTool, type RoadView } from '../roadHand.ts'
import type { Orbit } from './orbit.ts'
import type { View3dParts } from './view3d.ts'

/** A press that moves further is a drag. */
const CLICK_PX = 4
/** By this much a cuboid is larger for the pointer than it is; and a ray wider, to meet a point. */
const PICK_SLACK = fromDegrees(0.12)
const POINT_SPREAD = fromDegrees(0.5)

type Parts = View3dParts & {
  readonly orbit: Orbit
  readonly cuboids: () => readonly DrawnCuboid[]
  readonly road: () => readonly RoadLine[]
}
type Press = {
  readonly at: Place
  readonly isDrawing: boolean
  /** The corner of a line that was pressed on. */
  readonly corner: LineHand | null
}

/** Lets the pointer pick, hover, focus and draw new boxes; returns what ends that. */
export function watchPointer(parts: Parts): () => void {
  const { workbench, pane, orbit, rectangle, cuboids, road, invalidate } = parts
  const { store } = workbench
  const canvas = parts.renderer.domElement
  const ended = new AbortController()
  let press: Press | null = null
  let hover: Place | null = null
  /** Presses of one click: the second of a double click picks nothing. */
  let clicks = 1

  const placeOf = (event: MouseEvent): Place => placeIn(canvas, event)
  const roadView = (): RoadView => ({ workbench, sight: orbit, road: road() })

  const picking = createPicking(store, (at) =>
    pickablesOf(cuboidsAt(at), pickLines(road(), orbit.pixelOf, at)),
  )

  function cuboidsAt([x, y]: Place): readonly DrawnCuboid[] {
    return pickCuboids(cuboids(), orbit.rayAt(x, y), PICK_SLACK)
  }

  function showHover(): void {
    if (hover === null) return
    const { hoveredTrackId, set } = store.getState()
    const next = cuboidsAt(hover)[0]?.trackId ?? null
    hover = null
    if (next !== hoveredTrackId) set({ hoveredTrackId: next })
  }

  function endPress(): void {
    press?.corner?.drop()
    press = null
    rectangle.hidden = true
    orbit.setEnabled(true)
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0 || event.target !== canvas) return
    clicks = 1
    const isCreating = store.getState().tool === 'createCuboid'
    const isDrawing = event.ctrlKey || event.metaKey || isCreating
    const at = placeOf(event)
    const isSelecting = store.getState().tool === 'select' && !isDrawing
    const corner = isSelecting ? takeCorner(workbench, orbit, at) : null
    press = { at, isDrawing, corner }
    // A link may be drawn from end to end: where it begins is chosen first.
    const isLinking = isLinkTool(store.getState().tool)
    if (isLinking && store.getState().selectedFixedId === null) create(clickRoad(roadView(), at))
    if (!isDrawing && corner === null && !isLinking) return
    orbit.setEnabled(false)
    canvas.setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent): void {
    const at = placeOf(event)
    if (press?.isDrawing && isDrag(press.at, at)) showRectangle(rectangle, press.at, at)
    if (press?.corner && isDrag(press.at, at)) press.corner.moveTo(at)
    if (isLinkTool(store.getState().tool)) hoverRoad(roadView(), at)
    if (press !== null || event.buttons !== 0) return
    if (hover === null) requestAnimationFrame(showHover)
    hover = at
  }

  function onUp(event: PointerEvent): void {
    const ending = press
    if (ending === null) return
    const at = placeOf(event)
    const isDragged = isDrag(ending.at, at)
    // What was in the hand is let go of here, not dropped.
    press = null
    endPress()
    if (isDragged) ending.corner?.release()
    else if (ending.corner !== null && event.altKey) {
      ending.corner.remove()
      return
    }
    if (isLinkTool(store.getState().tool)) {
      create(clickRoad(roadView(), at))
      return
    }
    if (isDragged) {
      if (ending.isDrawing) create(createInRectangle(parts, ending.at, at))
      return
    }
    if (ending.isDrawing && store.getState().tool === 'createCuboid') {
      create(createAtPoint(parts, at))
      return
    }
    if (isRoadTool(store.getState().tool)) {
      create(clickRoad(roadView(), at))
      return
    }
    if (ending.isDrawing && cuboidsAt(at).length === 0) create(createAtPoint(parts, at))
    else if (clicks === 1 && !picking.pick(at)) {
      store.setState({ selectedTrackId: null, selectedFixedId: null })
    }
  }

  function onDoubleClick(event: MouseEvent): void {
    const place = placeOf(event)
    if (isRoadTool(store.getState().tool)) return
    picking.takeBack()
    if (addCorner(workbench, orbit, place)) return
    const met = cuboidsAt(place)
    const item = met.find(({ isSelected }) => isSelected) ?? met[0]
    if (item === undefined) return
    orbit.flyTo(item.cuboid.center, Math.hypot(...item.cuboid.extent) / 2)
    invalidate()
  }

  function onLeave(): void {
    hover = null
    if (store.getState().hoveredTrackId !== null) store.getState().set({ hoveredTrackId: null })
  }

  const { signal } = ended
  // Before the viewer's own listeners, so that a rectangle does not turn it.
  pane.addEventListener('pointerdown', onDown, { signal, capture: true })
  pane.addEventListener('mousedown', ({ detail }) => (clicks = detail), { signal, capture: true })
  pane.addEventListener('pointermove', onMove, { signal })
  pane.addEventListener('pointerup', onUp, { signal, capture: true })
  pane.addEventListener('pointercancel', endPress, { signal })
  pane.addEventListener('pointerleave', onLeave, { signal })
  pane.addEventListener('pointerenter', () => store.getState().set({ activeView: 'view3d' }), {
    signal,
  })
  canvas.addEventListener('dblclick', onDoubleClick, { signal })
  dropOnEscape({ isHeld: () => press !== null, drop: endPress }, signal)
  return () => ended.abort()
}

function isDrag(from: Place, to: Place): boolean {
  return Math.hypot(to[0] - from[0], to[1] - from[1]) > CLICK_PX
}

/** A frame that was left or a clip that was closed meanwhile has nothing to be told. */
function create(creating: Promise<void>): void {
  creating.catch(() => undefined)
}

async function createAtPoint({ workbench, orbit }: Parts, [x, y]: Place): Promise<void> {
  const { frame } = workbench.store.getState()
  const ray = orbit.rayAt(x, y)
  const met = await workbench.fitter.locate({ frame, ...ray, spread: POINT_SPREAD })
  const point = met ?? meetsLevel(ray, await groundLevel(workbench))
  if (point !== null) await createBox(workbench, { kind: 'point', point })
}

async function createInRectangle({ workbench, orbit }: Parts, a: Place, b: Place): Promise<void> {
  const corners: readonly Place[] = [a, [b[0], a[1]], b, [a[0], b[1]]]
  const rays = corners.map(([x, y]) => orbit.rayAt(x, y))
  const area = groundArea(rays, await groundLevel(workbench))
  await createBox(workbench, { kind: 'area', corners: area })
}

/** The height of the ground by the ego. */
async function groundLevel({ store, fitter }: Parts['workbench']): Promise<number> {
  const ground = await fitter.ground(store.getState().frame)
  return groundHeightAt(ground, 4, 0) ?? groundHeightAt(ground, 0, 0) ?? 0
}
