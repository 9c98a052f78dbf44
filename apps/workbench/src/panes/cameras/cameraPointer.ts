import type { Pixel } from '@trueline/geometry'
import { createBox } from '../../tools/createBox.ts'
import { pickablesOf } from '../../tools/pickInTurn.ts'
import { pickLines } from '../../tools/pickLine.ts'
import type { Workbench } from '../../workbench.ts'
import { addCorner, type LineHand, takeCorner } from '../lineHand.ts'
import { createPicking } from '../picking.ts'
import { dropOnEscape, placeIn, showRectangle } from '../pointer.ts'
import { clickRoad, hoverRoad, isLinkTool, isRoadTool, type RoadView } from '../roadHand.ts'
import type { CameraView } from './cameraView.ts'

/** A press that moves further is a drag. */
const CLICK_PX = 4

/** A camera's tile, and what the pointer does there. */
export type CameraPointerParts = {
  readonly workbench: Workbench
  readonly tile: HTMLElement
  /** Shown while a rectangle is drawn. */
  readonly rectangle: HTMLElement
  readonly view: CameraView
}

type Press = {
  readonly from: Pixel
  last: Pixel
  hasMoved: boolean
  readonly isDrawing: boolean
  /** The corner of a line that was pressed on. */
  readonly corner: LineHand | null
}

/**
 * A click picks, the wheel zooms, a drag moves the picture; a drag with Ctrl, or with the tool for new
 * boxes, draws a rectangle, and what fills it gets a box. Lines of the road are bent and drawn as in 3D, on the
 * ground. Returns what ends that.
 */
export function watchCameraPointer(parts: CameraPointerParts): () => void {
  const { workbench, tile, rectangle, view } = parts
  const { store } = workbench
  const ended = new AbortController()
  const { signal } = ended
  let press: Press | null = null
  /** Presses of one click: the second of a double click picks nothing. */
  let clicks = 1
  const picking = createPicking(store, (at) => {
    const sight = view.sight()
    const lines = sight === null ? [] : pickLines(view.road(), sight.pixelOf, at)
    return pickablesOf(view.cuboidsAt(at), lines)
  })

  const placeOf = (event: MouseEvent): Pixel => placeIn(tile, event)

  function roadView(): RoadView | null {
    const sight = view.sight()
    return sight === null ? null : { workbench, sight, road: view.road() }
  }

  function endPress(): void {
    press?.corner?.drop()
    press = null
    rectangle.hidden = true
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return
    clicks = 1
    const isCreating = store.getState().tool === 'createCuboid'
    const at = placeOf(event)
    const isDrawing = event.ctrlKey || event.metaKey || isCreating
    const sight = view.sight()
    const isSelecting = store.getState().tool === 'select' && !isDrawing
    const corner = isSelecting && sight !== null ? takeCorner(workbench, sight, at) : null
    press = { from: at, last: at, hasMoved: false, isDrawing, corner }
    tile.setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent): void {
    const at = placeOf(event)
    if (press === null) {
      const onto = isLinkTool(store.getState().tool) ? roadView() : null
      if (onto !== null) hoverRoad(onto, at)
      const next = view.cuboidsAt(at)[0]?.trackId ?? null
      if (next !== store.getState().hoveredTrackId) store.setState({ hoveredTrackId: next })
      return
    }
    const isNear = Math.hypot(at[0] - press.from[0], at[1] - press.from[1]) <= CLICK_PX
    if (!press.hasMoved && isNear) return
    press.hasMoved = true
    if (press.corner !== null) press.corner.moveTo(at)
    else if (press.isDrawing) showRectangle(rectangle, press.from, at)
    else view.pan(at[0] - press.last[0], at[1] - press.last[1])
    press.last = at
  }

  function onUp(event: PointerEvent): void {
    const ending = press
    if (ending === null) return
    const at = placeOf(event)
    // What was in the hand is let go of here, not dropped.
    press = null
    endPress()
    if (ending.corner !== null && (ending.hasMoved || event.altKey)) {
      if (ending.hasMoved) ending.corner.release()
      else ending.corner.remove()
      return
    }
    if (ending.isDrawing && ending.hasMoved) {
      const seed = view.frustumOf(ending.from, at)
      // A frame that was left meanwhile has nothing to be told.
      if (seed !== null) createBox(workbench, { kind: 'frustum', ...seed }).catch(() => undefined)
      return
    }
    if (ending.hasMoved) return
    pick(at)
  }

  function pick(at: Pixel): void {
    if (isRoadTool(store.getState().tool)) {
      const onto = roadView()
      // A frame that was left meanwhile has nothing to be told.
      if (onto !== null) clickRoad(onto, at).catch(() => undefined)
      return
    }
    if (clicks === 1) picking.pick(at)
  }

  function onDoubleClick(event: MouseEvent): void {
    const sight = view.sight()
    if (sight === null || isRoadTool(store.getState().tool)) return
    picking.takeBack()
    // Else it shows the whole picture again.
    if (addCorner(workbench, sight, placeOf(event))) event.stopPropagation()
  }

  tile.addEventListener('pointerenter', () => store.setState({ activeView: 'camera' }), { signal })
  tile.addEventListener('pointerleave', () => store.setState({ hoveredTrackId: null }), { signal })
  tile.addEventListener('pointerdown', onDown, { signal })
  tile.addEventListener('mousedown', ({ detail }) => (clicks = detail), { signal })
  tile.addEventListener('pointermove', onMove, { signal })
  tile.addEventListener('pointerup', onUp, { signal })
  tile.addEventListener('pointercancel', endPress, { signal })
  tile.addEventListener('dblclick', onDoubleClick, { signal })
  dropOnEscape({ isHeld: () => press !== null, drop: endPress }, signal)
  tile.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      view.zoom(placeOf(event), Math.exp(-event.deltaY * 0.0015))
    },
    { signal, passive: false },
  )
  return () => ended.abort()
}
