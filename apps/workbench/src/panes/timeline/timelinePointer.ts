import { goToFrame, selectTrack } from '../../actions/navigateActions.ts'
import { toggleMark } from '../../actions/objectActions.ts'
import type { Workbench } from '../../workbench.ts'
import { hintAt } from './hintAt.ts'
import type { Timeline } from './timeline.ts'
import { GUTTER_PX, ROW_PX, RULER_PX } from './timelineView.ts'

/** What the pointer acts on. */
export type PointerParts = {
  readonly workbench: Workbench
  readonly timeline: Timeline
  /** The whole timeline; `ruler` and `scroller` lie in it, one over the other. */
  readonly host: HTMLElement
  readonly ruler: HTMLElement
  readonly scroller: HTMLElement
  /** Says what stands under the pointer. */
  readonly hint: HTMLElement
}

/** A press that moves further is a drag. */
const CLICK_PX = 4

type Press =
  | { readonly kind: 'scrub' }
  | { readonly kind: 'choose'; readonly from: number }
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'row'; readonly x: number; readonly y: number }

/** Lets the pointer scrub, choose frames, pick rows, zoom and move; returns what ends that. */
export function watchTimelinePointer(parts: PointerParts): () => void {
  const { workbench, timeline, host, ruler, scroller, hint } = parts
  const { store } = workbench
  const ended = new AbortController()
  let press: Press | null = null

  function placeOf(event: MouseEvent): { readonly left: number; readonly top: number } {
    const bounds = host.getBoundingClientRect()
    return { left: event.clientX - bounds.left, top: event.clientY - bounds.top - RULER_PX }
  }

  function onDown(event: PointerEvent): void {
    const { left } = placeOf(event)
    const isOnRuler = event.target === ruler
    const isOnScrollBar = !isOnRuler && left >= scroller.clientWidth
    if (press !== null || isOnScrollBar || event.button > 1) return
    const frame = timeline.frameAt(left)
    const { clientX: x, clientY: y } = event
    if (event.button === 1) press = { kind: 'pan', x, y }
    else if (!isOnRuler) press = { kind: 'row', x, y }
    else press = event.shiftKey ? { kind: 'choose', from: frame } : { kind: 'scrub' }
    host.setPointerCapture(event.pointerId)
    hint.hidden = true
    drag(press, event)
  }

  function onMove(event: PointerEvent): void {
    if (press === null) hover(event)
    else press = drag(press, event)
  }

  /** Does what the pointer asks for on its way; the press as it is from there. */
  function drag(current: Press, event: PointerEvent): Press {
    const frame = timeline.frameAt(placeOf(event).left)
    switch (current.kind) {
      case 'scrub':
        if (frame !== store.getState().frame) goToFrame(workbench, frame)
        return current
      case 'choose':
        store.getState().set({ frameRange: framesBetween(current.from, frame) })
        return current
      case 'pan':
        timeline.pan(event.clientX - current.x)
        scroller.scrollTop -= event.clientY - current.y
        return { ...current, x: event.clientX, y: event.clientY }
      case 'row':
        return current
    }
  }

  function onUp(event: PointerEvent): void {
    const ending = press
    press = null
    if (ending?.kind !== 'row') return
    const isClick = Math.hypot(event.clientX - ending.x, event.clientY - ending.y) <= CLICK_PX
    if (isClick) pick(event)
  }

  function pick(event: PointerEvent): void {
    const { left, top } = placeOf(event)
    const track = timeline.trackAt(top)
    if (track === null) return
    if (event.ctrlKey || event.metaKey) toggleMark(workbench, track.id)
    else if (left < GUTTER_PX) selectTrack(workbench, track.id)
    else {
      store.getState().set({
        selectedTrackId: track.id,
        frame: timeline.frameAt(left),
        isPlaying: false,
      })
    }
  }

  function hover(event: PointerEvent): void {
    const { left, top } = placeOf(event)
    const isOnRuler = event.target === ruler
    const track = isOnRuler ? null : timeline.trackAt(top)
    const { hoveredTrackId, set } = store.getState()
    if ((track?.id ?? null) !== hoveredTrackId) set({ hoveredTrackId: track?.id ?? null })
    const text = hintAt(store.getState(), {
      track,
      frame: left < GUTTER_PX ? null : timeline.frameAt(left),
    })
    hint.hidden = text === null || left >= scroller.clientWidth
    if (text === null) return
    if (hint.textContent !== text) hint.textContent = text
    // Beside the pointer, and on its other side where there is no room.
    const isRight = left + hint.offsetWidth + 24 > host.clientWidth
    const isLow = top + RULER_PX + 3 * ROW_PX > host.clientHeight
    const x = isRight ? left - hint.offsetWidth - 8 : left + 12
    const y = top + RULER_PX + (isLow ? -hint.offsetHeight - 4 : 16)
    hint.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(0, y))}px)`
  }

  function onLeave(): void {
    hint.hidden = true
    if (store.getState().hoveredTrackId !== null) store.getState().set({ hoveredTrackId: null })
  }

  /** Other rows stand under the pointer then. */
  function onScroll(): void {
    hint.hidden = true
  }

  function onWheel(event: WheelEvent): void {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? ROW_PX : 1
    const down = event.deltaY * unit
    // Some systems turn the wheel's direction themselves while Shift is held.
    const across = (event.deltaX || (event.shiftKey ? event.deltaY : 0)) * unit
    if (event.ctrlKey || event.metaKey) timeline.zoom(placeOf(event).left, Math.exp(down * 0.0025))
    else if (across !== 0) timeline.pan(-across)
    else if (event.target === ruler) scroller.scrollTop += down
    else return
    event.preventDefault()
  }

  function onMouseDown(event: MouseEvent): void {
    // The middle button would start the browser's own scrolling.
    if (event.button === 1) event.preventDefault()
  }

  const { signal } = ended
  host.addEventListener('pointerdown', onDown, { signal })
  host.addEventListener('pointermove', onMove, { signal })
  host.addEventListener('pointerup', onUp, { signal })
  host.addEventListener('pointercancel', () => (press = null), { signal })
  host.addEventListener('pointerleave', onLeave, { signal })
  scroller.addEventListener('scroll', onScroll, { signal })
  host.addEventListener('wheel', onWheel, { signal, passive: false })
  host.addEventListener('mousedown', onMouseDown, { signal })
  return () => ended.abort()
}

function framesBetween(a: number, b: number): readonly number[] {
  const first = Math.min(a, b)
  return Array.from({ length: Math.abs(a - b) + 1 }, (_, index) => first + index)
}
