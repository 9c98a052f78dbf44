import type { StoreApi } from 'zustand/vanilla'
import { isSameValue } from '../../store/sameValue.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { dragHandle, type HandleDrag } from '../../tools/dragHandle.ts'
import { ALL_FACES } from '../../tools/faces.ts'
import { type Handle, handleAt } from '../../tools/handleAt.ts'
import { extentInView, type SideViewId } from '../../tools/sideView.ts'
import { dropOnEscape, type Place, placeIn } from '../pointer.ts'
import type { BoxChange, BoxHand } from './boxHand.ts'
import { type ViewRect, viewAt, viewFromPane } from './sideLayout.ts'

/** What the pointer works on. */
export type SidePointerParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly hand: BoxHand
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

/** A drag, and what it does to a box by now; `null` before it has moved. */
type Drag = HandleDrag & { readonly rect: ViewRect; change: BoxChange | null }

/** Lets the pointer drag a box in its three views; returns what ends that. */
export function watchSidePointer(parts: SidePointerParts): () => void {
  const { store, hand, surface, rects, hold } = parts
  const ended = new AbortController()
  let drag: Drag | null = null

  const placeOf = (event: MouseEvent): Place => placeIn(surface, event)

  function handleUnder(at: Place): { rect: ViewRect; handle: Handle } | null {
    const rect = viewAt(rects(), at[1])
    const cuboid = hand.cuboid()
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
    hand.down(event, under !== null)
    const cuboid = hand.cuboid()
    if (under === null || cuboid === null) {
      if (cuboid === null && rects().length > 0) hand.tellUneditable()
      return
    }
    surface.setPointerCapture(event.pointerId)
    const { rect, handle } = under
    const from = viewFromPane(rect, at)
    drag = { view: rect.view, rect, handle, from, cuboid, change: null }
  }

  function onMove(event: PointerEvent): void {
    const at = placeOf(event)
    if (drag !== null) {
      follow(drag, at, event.shiftKey)
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
  function follow(held: Drag, at: Place, isShift: boolean): void {
    if (!isStillThere(held)) {
      drop()
      return
    }
    const to = viewFromPane(held.rect, at)
    const change: BoxChange = (cuboid) => dragHandle({ ...held, cuboid }, to, isShift)
    held.change = change
    hand.show(change)
  }

  /** A frame step or somebody else's edit in the middle of a drag ends it. */
  function isStillThere({ cuboid }: Drag): boolean {
    return isSameValue(hand.cuboid(), cuboid)
  }

  function onUp(event: PointerEvent): void {
    const ending = drag
    drag = null
    const change = ending?.change ?? null
    if (ending === null || change === null || !isStillThere(ending)) {
      if (ending !== null) hand.clear()
      return
    }
    const { handle } = ending
    if (handle.kind === 'faces' && (event.ctrlKey || event.metaKey)) {
      hand
        .fit({ modes: ['snapFaces'], from: change, faces: handle.faces })
        .catch(() => hand.place(change))
        .finally(hand.clear)
      return
    }
    hand.place(change)
    hand.clear()
  }

  function drop(): void {
    drag = null
    hand.clear()
  }

  function onDoubleClick(event: MouseEvent): void {
    const handle = handleUnder(placeOf(event))?.handle
    if (handle === undefined || handle.kind === 'heading') return
    const faces = handle.kind === 'faces' ? handle.faces : ALL_FACES
    // A frame that was left meanwhile has nothing to be told.
    hand.fit({ modes: ['shrinkFaces'], faces }).catch(() => undefined)
  }

  function onWheel(event: WheelEvent): void {
    const rect = viewAt(rects(), placeOf(event)[1])
    // Sideways, and with Shift, what the views stand in is scrolled.
    if (rect === null || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
    event.preventDefault()
    parts.zoom(rect.view, Math.exp(-event.deltaY * 0.0015))
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
