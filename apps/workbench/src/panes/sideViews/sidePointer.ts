import { gestureStore } from '../../store/gesture.ts'
import { isSameValue } from '../../store/sameValue.ts'
import { dragHandle, type HandleDrag } from '../../tools/dragHandle.ts'
import {
  commitCuboid,
  editableCuboid,
  fitSelected,
  tellUneditable,
} from '../../tools/editCuboid.ts'
import { ALL_FACES } from '../../tools/faces.ts'
import { type Handle, handleAt } from '../../tools/handleAt.ts'
import { extentInView, type SideViewId } from '../../tools/sideView.ts'
import type { Workbench } from '../../workbench.ts'
import { dropOnEscape, type Place, placeIn } from '../pointer.ts'
import { type ViewRect, viewAt, viewFromPane } from './sideLayout.ts'

/** What the pointer works on. */
export type SidePointerParts = {
  readonly workbench: Workbench
  readonly surface: HTMLElement
  readonly rects: () => readonly ViewRect[]
  /** Tells what the pointer is over or holds. */
  readonly hold: (held: { readonly view: SideViewId; readonly handle: Handle } | null) => void
  readonly zoom: (view: SideViewId, factor: number) => void
}

const CURSOR: { readonly [kind in Handle['kind']]: string } = {
  faces: 'crosshair',
  inside: 'move',
  heading: 'grab',
}

/** Lets the pointer drag the box in the side views; returns what ends that. */
export function watchSidePointer(parts: SidePointerParts): () => void {
  const { workbench, surface, rects, hold } = parts
  const { store } = workbench
  const ended = new AbortController()
  let drag: (HandleDrag & { readonly rect: ViewRect; hasMoved: boolean }) | null = null
  let last: { to: Place; isShift: boolean } | null = null

  const placeOf = (event: MouseEvent): Place => placeIn(surface, event)

  function handleUnder(at: Place): { rect: ViewRect; handle: Handle } | null {
    const rect = viewAt(rects(), at[1])
    const cuboid = editableCuboid(store.getState())
    if (rect === null || cuboid === null) return null
    const [right, up] = extentInView(rect.view, cuboid)
    const handle = handleAt(
      rect.view,
      [at[0] - rect.width / 2, rect.top + rect.height / 2 - at[1]],
      [(right * rect.pxPerMeter) / 2, (up * rect.pxPerMeter) / 2],
    )
    return handle === null ? null : { rect, handle }
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return
    const at = placeOf(event)
    const under = handleUnder(at)
    const cuboid = editableCuboid(store.getState())
    if (under === null || cuboid === null) {
      if (cuboid === null && rects().length > 0) tellUneditable(store.getState())
      return
    }
    surface.setPointerCapture(event.pointerId)
    const { rect, handle } = under
    const from = viewFromPane(rect, at)
    drag = { view: rect.view, rect, handle, from, cuboid, hasMoved: false }
  }

  function onMove(event: PointerEvent): void {
    const at = placeOf(event)
    if (drag !== null) {
      last = { to: at, isShift: event.shiftKey }
      follow()
      return
    }
    const rect = viewAt(rects(), at[1])
    const { activeView, set } = store.getState()
    if (rect !== null && activeView !== rect.view) set({ activeView: rect.view })
    const under = handleUnder(at)
    surface.style.cursor = under === null ? 'default' : CURSOR[under.handle.kind]
    hold(under === null ? null : { view: under.rect.view, handle: under.handle })
  }

  /** Shows the box where the pointer has it; the document stays as it is until release. */
  function follow(): void {
    if (drag === null || last === null) return
    const selected = editableCuboid(store.getState())
    if (selected === null || selected.trackId !== dragged()?.trackId) {
      drop()
      return
    }
    drag.hasMoved = true
    const { trackId, frame } = selected
    const cuboid = dragHandle(drag, viewFromPane(drag.rect, last.to), last.isShift)
    gestureStore.setState({ gesture: { trackId, frame, cuboid } })
  }

  function dragged() {
    const cuboid = editableCuboid(store.getState())
    // A frame step or somebody else's edit in the middle of a drag ends it.
    return isSameValue(cuboid, drag?.cuboid) ? cuboid : null
  }

  function onUp(event: PointerEvent): void {
    const ending = drag
    const before = dragged()
    const { gesture } = gestureStore.getState()
    drag = null
    last = null
    if (ending === null || !ending.hasMoved || before === null || gesture === null) {
      gestureStore.setState({ gesture: null })
      return
    }
    const isSnap = (event.ctrlKey || event.metaKey) && ending.handle.kind === 'faces'
    if (!isSnap || ending.handle.kind !== 'faces') {
      commitCuboid(store.getState(), before, gesture.cuboid)
      gestureStore.setState({ gesture: null })
      return
    }
    const { faces } = ending.handle
    fitSelected(workbench, { modes: ['snapFaces'], from: () => gesture.cuboid, faces })
      .catch(() => commitCuboid(store.getState(), before, gesture.cuboid))
      .finally(() => gestureStore.setState({ gesture: null }))
  }

  function drop(): void {
    drag = null
    last = null
    gestureStore.setState({ gesture: null })
  }

  function onDoubleClick(event: MouseEvent): void {
    const handle = handleUnder(placeOf(event))?.handle
    if (handle === undefined || handle.kind === 'heading') return
    const faces = handle.kind === 'faces' ? handle.faces : ALL_FACES
    // A frame that was left meanwhile has nothing to be told.
    fitSelected(workbench, { modes: ['shrinkFaces'], faces }).catch(() => undefined)
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault()
    const rect = viewAt(rects(), placeOf(event)[1])
    if (rect !== null) parts.zoom(rect.view, Math.exp(-event.deltaY * 0.0015))
  }

  const { signal } = ended
  surface.addEventListener('pointerdown', onDown, { signal })
  surface.addEventListener('pointermove', onMove, { signal })
  surface.addEventListener('pointerup', onUp, { signal })
  surface.addEventListener('pointercancel', drop, { signal })
  surface.addEventListener('pointerleave', () => drag === null && hold(null), { signal })
  surface.addEventListener('dblclick', onDoubleClick, { signal })
  surface.addEventListener('wheel', onWheel, { signal, passive: false })
  dropOnEscape({ isHeld: () => drag !== null, drop }, signal)
  return () => {
    ended.abort()
    if (drag !== null) drop()
  }
}
