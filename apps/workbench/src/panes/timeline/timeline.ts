import { cuboidsOf, type Track } from '@trueline/annotation'
import type { Level } from '@trueline/consistency'
import { findingIndex } from '../../store/findings.ts'
import { categoryColor, frameCount } from '../../store/selectors.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { type ListedTrack, listedTracks } from '../../store/trackList.ts'
import type { Workbench } from '../../workbench.ts'
import { drawTimeline, type TimelineRow } from './drawTimeline.ts'
import { readTimelineTheme } from './timelineTheme.ts'
import {
  frameAtPx,
  frameToPx,
  GUTTER_PX,
  panned,
  ROW_PX,
  RULER_PX,
  showing,
  type TimelineView,
  zoomed,
} from './timelineView.ts'
import { trackRuns } from './trackRuns.ts'

/** What a timeline is made of. */
export type TimelineParts = {
  readonly workbench: Pick<Workbench, 'store'>
  /** Its data attributes say what is really painted. */
  readonly host: HTMLElement
  readonly canvas: HTMLCanvasElement
  /** Lies over the rows; `sizer` makes it as high as they are. */
  readonly scroller: HTMLElement
  readonly sizer: HTMLElement
  /** Stands over the canvas from where the rows' frames begin. */
  readonly playHead: HTMLElement
}

/** A running timeline. Pixels are counted from its left edge, and from the top of the rows as seen. */
export type Timeline = {
  readonly frameAt: (leftPx: number) => number
  /** The track of a row, `null` below the last. */
  readonly trackAt: (topPx: number) => Track | null
  /** Stretches the view about the frame at a pixel. */
  readonly zoom: (leftPx: number, factor: number) => void
  /** Moves the view as far as a pointer went. */
  readonly pan: (byPx: number) => void
  readonly dispose: () => void
}

/** The tracks along time: follows the workbench's state and draws what changed, without React. */
export function createTimeline(parts: TimelineParts): Timeline {
  const { workbench, host, canvas, scroller, sizer, playHead } = parts
  const { store } = workbench
  const context = canvas.getContext('2d')
  const size = { width: 1, height: 1 }
  let frames = frameCount(store.getState())
  let view = wholeOf(frames)
  let list: readonly ListedTrack[] = []
  let theme = readTimelineTheme()
  let selectedRow = -1
  let isThemeStale = false
  let isDrawAsked = false
  let drawings = 0

  function ask(): void {
    if (isDrawAsked) return
    isDrawAsked = true
    requestAnimationFrame(draw)
  }

  function draw(): void {
    isDrawAsked = false
    if (context === null || size.height <= RULER_PX) return
    if (isThemeStale) theme = readTimelineTheme()
    isThemeStale = false
    fitCanvas(canvas, context, size)
    const { scrollTop } = scroller
    const from = Math.floor(scrollTop / ROW_PX)
    const rows = list
      .slice(from, from + Math.ceil((size.height - RULER_PX) / ROW_PX) + 1)
      .map(rowOf)
    drawTimeline(context, {
      view,
      frames,
      widthPx: size.width,
      heightPx: size.height,
      rows,
      offsetPx: from * ROW_PX - scrollTop,
      chosen: store.getState().frameRange,
      found: worstByFrame(store.getState()),
      theme,
    })
    drawings++
    Object.assign(host.dataset, {
      rows: list.length,
      paintedRows: JSON.stringify(rows.map(({ number }) => number)),
      first: view.first,
      shown: view.shown,
      drawings,
      found: worstByFrame(store.getState()).size,
    })
  }

  function rowOf({ track }: ListedTrack): TimelineRow {
    const state = store.getState()
    return {
      number: track.number,
      color: categoryColor(state.clip, track.category),
      isSelected: track.id === state.selectedTrackId,
      isHovered: track.id === state.hoveredTrackId,
      isMarked: state.markedTrackIds.has(track.id),
      runs: trackRuns(cuboidsOf(state.annotations, track.id)),
      findings: findingIndex(state.findings).byTrack.get(track.id) ?? null,
    }
  }

  function look(next: TimelineView): void {
    if (next === view) return
    view = next
    placeHead()
    ask()
  }

  function placeHead(): void {
    const { frame } = store.getState()
    const left = frameToPx(view, size.width, frame) - GUTTER_PX
    playHead.style.transform = `translateX(${left}px)`
    playHead.style.width = `${Math.max(2, (size.width - GUTTER_PX) / view.shown)}px`
    host.dataset.frame = String(frame)
  }

  function takeList(): void {
    const state = store.getState()
    const next = listedTracks(state)
    if (next !== list) sizer.style.height = `${next.length * ROW_PX}px`
    list = next
    const row = list.findIndex(({ track }) => track.id === state.selectedTrackId)
    if (row !== selectedRow) {
      selectedRow = row
      showSelectedRow()
    }
    ask()
  }

  function showSelectedRow(): void {
    const heightPx = size.height - RULER_PX
    if (selectedRow === -1 || heightPx < ROW_PX) return
    const top = selectedRow * ROW_PX
    const lowest = top + ROW_PX - heightPx
    scroller.scrollTop = Math.min(top, Math.max(lowest, scroller.scrollTop))
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.clip?.id !== before.clip?.id) {
      frames = frameCount(state)
      view = wholeOf(frames)
      placeHead()
    }
    if (state.frame !== before.frame) {
      look(showing(view, state.frame, frames))
      placeHead()
    }
    if (state.preferences !== before.preferences) isThemeStale = true
    const hasChanged =
      listedTracks(state) !== list ||
      isThemeStale ||
      state.annotations !== before.annotations ||
      state.clip !== before.clip ||
      state.selectedTrackId !== before.selectedTrackId ||
      state.hoveredTrackId !== before.hoveredTrackId ||
      state.markedTrackIds !== before.markedTrackIds ||
      state.frameRange !== before.frameRange ||
      state.findings !== before.findings
    if (hasChanged) takeList()
  })
  const observer = new ResizeObserver(() => {
    const wasClosed = size.height <= RULER_PX
    Object.assign(size, { width: scroller.clientWidth, height: host.clientHeight })
    if (wasClosed) showSelectedRow()
    placeHead()
    ask()
  })
  observer.observe(host)
  // A scroll bar that comes or goes changes the width of the rows alone.
  observer.observe(sizer)
  scroller.addEventListener('scroll', ask)
  takeList()

  return {
    frameAt: (leftPx) => frameAtPx(view, { widthPx: size.width, frames }, leftPx),
    trackAt: (topPx) => list[Math.floor((topPx + scroller.scrollTop) / ROW_PX)]?.track ?? null,
    zoom(leftPx, factor) {
      const about = view.first + framesIn(leftPx - GUTTER_PX)
      look(zoomed(view, { factor, about, frames }))
    },
    pan: (byPx) => look(panned(view, -framesIn(byPx), frames)),
    dispose() {
      unsubscribe()
      observer.disconnect()
      scroller.removeEventListener('scroll', ask)
    },
  }

  function framesIn(px: number): number {
    return (px * view.shown) / Math.max(1, size.width - GUTTER_PX)
  }
}

function worstByFrame({ findings }: WorkbenchState): ReadonlyMap<number, Level> {
  return findingIndex(findings).worstByFrame
}

function wholeOf(frames: number): TimelineView {
  return { first: 0, shown: Math.max(1, frames) }
}

/** Gives the canvas as many pixels as the screen has for it. */
function fitCanvas(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const wide = Math.round(width * devicePixelRatio)
  const high = Math.round(height * devicePixelRatio)
  // Setting either, even to what it is, clears the canvas and its room.
  if (canvas.width !== wide || canvas.height !== high)
    Object.assign(canvas, { width: wide, height: high })
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
}
