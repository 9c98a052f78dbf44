import type { Level } from '@trueline/consistency'
import type { TimelineTheme } from './timelineTheme.ts'
import {
  frameToPx,
  GUTTER_PX,
  ROW_PX,
  RULER_PX,
  rulerStep,
  type TimelineView,
} from './timelineView.ts'
import { type Run, type RunKind, trackGaps } from './trackRuns.ts'

/** One row as it is drawn. */
export type TimelineRow = {
  readonly number: number
  readonly color: string
  readonly isSelected: boolean
  readonly isHovered: boolean
  readonly isMarked: boolean
  readonly runs: readonly Run[]
  /** What the checks found of it: how much, and the worst by frame. */
  readonly findings: {
    readonly count: number
    readonly worst: Level
    readonly frames: ReadonlyMap<number, Level>
  } | null
}

/** What the timeline shows now. */
export type TimelinePicture = {
  readonly view: TimelineView
  readonly frames: number
  readonly widthPx: number
  readonly heightPx: number
  /** Rows that may be seen, and how far the first of them is scrolled beyond the ruler. */
  readonly rows: readonly TimelineRow[]
  readonly offsetPx: number
  readonly chosen: readonly number[]
  /** The worst that the checks found in each frame. */
  readonly found: ReadonlyMap<number, Level>
  readonly theme: TimelineTheme
}

/** Draws the timeline but for the play head, which moves without a redraw. */
export function drawTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { widthPx, heightPx, theme, rows, offsetPx } = picture
  context.clearRect(0, 0, widthPx, heightPx)
  context.textBaseline = 'middle'
  rows.forEach((row, index) => {
    drawRow(context, picture, { row, top: RULER_PX + offsetPx + index * ROW_PX })
  })
  context.fillStyle = theme.panel
  context.fillRect(0, 0, widthPx, RULER_PX)
  drawChosen(context, picture)
  drawRuler(context, picture)
  drawFound(context, picture, { found: picture.found, top: RULER_PX - 3 })
}

function drawRow(
  context: CanvasRenderingContext2D,
  picture: TimelinePicture,
  { row, top }: { readonly row: TimelineRow; readonly top: number },
): void {
  const { theme, widthPx, view } = picture
  if (row.isSelected || row.isHovered) {
    context.fillStyle = row.isSelected ? theme.accentSoft : theme.hover
    context.fillRect(0, top, widthPx, ROW_PX)
  }
  context.save()
  context.beginPath()
  context.rect(GUTTER_PX, top, widthPx - GUTTER_PX, ROW_PX)
  context.clip()
  const x = (frame: number): number => frameToPx(view, widthPx, frame)
  for (const gap of trackGaps(row.runs)) {
    drawGap(context, theme, { left: x(gap.first), right: x(gap.last + 1), top })
  }
  for (const run of row.runs) {
    const left = x(run.first)
    const right = x(run.last + 1)
    if (right < GUTTER_PX || left > widthPx) continue
    drawRun(context, { ...run, color: row.color, theme }, { left, right, top })
  }
  if (row.findings !== null)
    drawFound(context, picture, { found: row.findings.frames, top: top + 1 })
  context.restore()
  context.fillStyle = row.color
  context.fillRect(8, top + 6, 8, 8)
  context.fillStyle = row.isSelected ? theme.strong : theme.text
  context.font = '11px system-ui, sans-serif'
  context.textAlign = 'left'
  context.fillText(String(row.number), 24, top + ROW_PX / 2 + 0.5)
  if (row.findings !== null) {
    context.fillStyle = levelColor(row.findings.worst, theme)
    context.font = '10px system-ui, sans-serif'
    context.textAlign = 'right'
    context.fillText(String(row.findings.count), GUTTER_PX - 6, top + ROW_PX / 2 + 0.5)
  }
  if (row.isMarked) {
    context.fillStyle = theme.doubt
    context.fillRect(1, top + 3, 3, ROW_PX - 6)
  }
}

/** Marks the frames in which something was found. */
function drawFound(
  context: CanvasRenderingContext2D,
  { view, widthPx, theme }: TimelinePicture,
  { found, top }: { readonly found: ReadonlyMap<number, Level>; readonly top: number },
): void {
  const cell = (widthPx - GUTTER_PX) / view.shown
  const width = Math.max(2, cell - 1)
  for (const [frame, level] of found) {
    const left = frameToPx(view, widthPx, frame)
    if (left + width < GUTTER_PX || left > widthPx) continue
    context.fillStyle = levelColor(level, theme)
    context.fillRect(Math.max(GUTTER_PX, left), top, width, level === 'hint' ? 1 : 2.5)
  }
}

function levelColor(level: Level, theme: TimelineTheme): string {
  return level === 'hint' ? theme.muted : theme.doubt
}

type Span = { readonly left: number; readonly right: number; readonly top: number }

/** Draws the frames between two labels of a track that has none there. */
export function drawGap(
  context: CanvasRenderingContext2D,
  theme: TimelineTheme,
  { left, right, top }: Span,
): void {
  context.strokeStyle = theme.doubt
  context.setLineDash([2, 3])
  line(context, [left, right], top + ROW_PX / 2)
  context.setLineDash([])
}

/** Draws a run into its stretch of a row. */
export function drawRun(
  context: CanvasRenderingContext2D,
  {
    kind,
    first,
    last,
    color,
    theme,
  }: Run & { readonly color: string; readonly theme: TimelineTheme },
  { left, right, top }: Span,
): void {
  const middle = top + ROW_PX / 2
  const width = Math.max(1, right - left - 1)
  const cell = (right - left) / (last - first + 1)
  switch (kind) {
    case 'proposed':
      context.fillStyle = color
      context.globalAlpha = 0.2
      context.fillRect(left, top + 5, width, 10)
      context.globalAlpha = 1
      context.strokeStyle = color
      context.setLineDash([3, 2])
      context.strokeRect(left + 0.5, top + 5.5, width - 1, 9)
      context.setLineDash([])
      return
    case 'interpolated':
      context.fillStyle = color
      context.fillRect(left, middle - 1, right - left, 2)
      return
    case 'rejected':
      context.strokeStyle = theme.muted
      line(context, [left, right], middle)
      return
    case 'accepted':
      context.fillStyle = theme.accepted
      context.globalAlpha = 0.75
      context.fillRect(left, top + 6, width, 8)
      context.globalAlpha = 1
      return
    case 'final':
      context.fillStyle = theme.strong
      context.fillRect(left, top + 5, width, 10)
      context.fillStyle = color
      context.fillRect(left, top + 8, width, 4)
      return
    case 'human':
      context.fillStyle = color
      context.fillRect(left, top + 6, width, 8)
      if (cell >= 6)
        drawKeys(context, { left, cell, count: last - first + 1, middle, color: theme.strong })
  }
}

function drawKeys(
  context: CanvasRenderingContext2D,
  keys: { left: number; cell: number; count: number; middle: number; color: string },
): void {
  context.fillStyle = keys.color
  for (let index = 0; index < keys.count; index++) {
    const x = keys.left + (index + 0.5) * keys.cell - 0.5
    context.beginPath()
    context.moveTo(x, keys.middle - 3)
    context.lineTo(x + 3, keys.middle)
    context.lineTo(x, keys.middle + 3)
    context.lineTo(x - 3, keys.middle)
    context.fill()
  }
}

function drawChosen(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { chosen, view, widthPx, heightPx, theme } = picture
  for (const frame of chosen) {
    const left = Math.max(GUTTER_PX, frameToPx(view, widthPx, frame))
    const right = frameToPx(view, widthPx, frame + 1)
    if (right <= GUTTER_PX) continue
    context.globalAlpha = 0.14
    context.fillStyle = theme.accent
    context.fillRect(left, 0, right - left, heightPx)
    context.globalAlpha = 1
    context.fillRect(left, RULER_PX - 3, right - left, 3)
  }
}

function drawRuler(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { view, widthPx, frames, theme } = picture
  const step = rulerStep((widthPx - GUTTER_PX) / view.shown)
  context.fillStyle = theme.muted
  context.strokeStyle = theme.line
  context.font = '10px system-ui, sans-serif'
  context.textAlign = 'left'
  const from = Math.ceil(view.first / step) * step
  for (let frame = from; frame < Math.min(frames, view.first + view.shown); frame += step) {
    const x = Math.round(frameToPx(view, widthPx, frame)) + 0.5
    context.beginPath()
    context.moveTo(x, RULER_PX - 6)
    context.lineTo(x, RULER_PX)
    context.stroke()
    context.fillText(String(frame), x + 3, RULER_PX / 2)
  }
  line(context, [0, widthPx], RULER_PX - 0.5)
}

function line(
  context: CanvasRenderingContext2D,
  [from, to]: readonly [number, number],
  y: number,
): void {
  context.beginPath()
  context.moveTo(from, y)
  context.lineTo(to, y)
  context.stroke()
}

/** For the legend: every kind in the order of how far it is along. */
export const RUN_KINDS: readonly RunKind[] = [
  'proposed',
  'accepted',
  'human',
  'interpolated',
  'final',
  'rejected',
]
