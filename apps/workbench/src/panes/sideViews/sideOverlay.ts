import {
  CUBOID_EDGES,
  type Cuboid,
  cornersOf,
  distance,
  type Pose,
  poseOf,
  transform,
} from '@trueline/geometry'
import { LOOK_STYLE, lineColor } from '../../scene/cuboidLines.ts'
import { type DrawnCuboid, isGhost } from '../../scene/drawnCuboids.ts'
import { cssColor, type SceneTheme } from '../../scene/theme.ts'
import { FACE_DIRECTION } from '../../tools/faces.ts'
import { type Handle, HEADING_OFFSET_PX } from '../../tools/handleAt.ts'
import { extentInView, viewFromEgo } from '../../tools/sideView.ts'
import { paneFromView, type ViewRect } from './sideLayout.ts'

/** What lies over the points: boxes, handles, measures. */
export type OverlayDrawing = {
  readonly context: CanvasRenderingContext2D
  readonly rects: readonly ViewRect[]
  readonly lock: Cuboid
  readonly drawn: readonly DrawnCuboid[]
  /** What the pointer holds or would take hold of. */
  readonly held: { readonly view: string; readonly handle: Handle } | null
  readonly theme: SceneTheme
  /** A title a view; without them, in views that stand close, there is no scale either, and measures stand in one line. */
  readonly titles: readonly string[] | null
}

type Place = readonly [x: number, y: number]
/** The font of what is written over points. */
export const OVERLAY_FONT =
  '11px Inter, "Segoe UI", "Noto Sans", "Noto Sans SC", system-ui, sans-serif'

/** Draws over all views; the context is scaled to CSS pixels and empty. */
export function drawOverlay(drawing: OverlayDrawing): void {
  const { context, rects, theme, titles } = drawing
  context.font = OVERLAY_FONT
  for (const [index, rect] of rects.entries()) {
    context.save()
    context.beginPath()
    context.rect(0, rect.top, rect.width, rect.height)
    context.clip()
    drawBoxes(drawing, rect)
    if (titles !== null) {
      drawScale(context, rect, theme)
      drawText(drawing, titles[index] ?? '', [8, rect.top + 15])
    }
    context.restore()
    if (index === 0) continue
    context.fillStyle = cssColor(theme.line)
    context.fillRect(0, rect.top, rect.width, 1)
  }
}

function drawBoxes(drawing: OverlayDrawing, rect: ViewRect): void {
  const { context, lock, drawn, theme } = drawing
  const reach = Math.max(...lock.extent) + Math.hypot(rect.width, rect.height) / rect.pxPerMeter
  for (const item of drawn) {
    if (!item.isSelected && distance(item.cuboid.center, lock.center) > reach) continue
    const style = LOOK_STYLE[item.look]
    context.strokeStyle = cssColor(
      lineColor(item, theme),
      item.isSelected || isGhost(item) ? 1 : 0.55,
    )
    context.lineWidth = item.isSelected || isGhost(item) ? 1.5 : 1
    context.setLineDash(style.dashPx > 0 ? [style.dashPx, style.dashPx] : [])
    strokeEdges(drawing, rect, item.cuboid)
    context.setLineDash([])
    if (item.isSelected) drawSelected(drawing, rect, item)
  }
}

function strokeEdges({ context, lock }: OverlayDrawing, rect: ViewRect, cuboid: Cuboid): void {
  const corners = cornersOf(cuboid).map((corner) =>
    paneFromView(rect, viewFromEgo(rect.view, poseOf(lock), corner)),
  )
  context.beginPath()
  for (const [from, to] of CUBOID_EDGES) {
    context.moveTo(...corners[from]!)
    context.lineTo(...corners[to]!)
  }
  context.stroke()
}

/** The selected box: what is held, the heading, the handles and the measures. */
function drawSelected(
  drawing: OverlayDrawing,
  rect: ViewRect,
  { cuboid, look }: DrawnCuboid,
): void {
  const { context, held, theme } = drawing
  const accent = cssColor(theme.accent)
  const at = placesOf(drawing.lock, rect, cuboid)
  const handle = held?.view === rect.view ? held.handle : null
  context.strokeStyle = accent
  if (handle?.kind === 'faces') {
    context.lineWidth = 4
    context.lineCap = 'round'
    for (const face of handle.faces) {
      const { axis, sign } = FACE_DIRECTION[face]
      const other = at.axes.find((candidate) => candidate !== axis)
      if (other === undefined) continue
      context.beginPath()
      context.moveTo(...at.local([axis, sign], [other, -1]))
      context.lineTo(...at.local([axis, sign], [other, 1]))
      context.stroke()
    }
  }
  if (handle?.kind === 'inside') {
    context.fillStyle = cssColor(theme.accent, 0.1)
    fillFace(context, at)
  }
  context.lineWidth = 1.5
  if (rect.view === 'top') drawHeading(drawing, at, handle?.kind === 'heading')
  if (look !== 'final') {
    context.fillStyle = cssColor(theme.ground)
    const [a, b] = at.axes
    for (const [signA, signB] of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ] as const) {
      const [x, y] = at.local([a, signA], [b, signB])
      context.fillRect(x - 3, y - 3, 6, 6)
      context.strokeRect(x - 3, y - 3, 6, 6)
    }
  }
  drawMeasures(drawing, rect, cuboid)
}

type Axis = 0 | 1 | 2
/** So many halves of a side along an axis of the box. */
type AlongAxis = readonly [axis: Axis, halves: number]
type Places = {
  readonly axes: readonly [Axis, Axis]
  /** Where a place of the box's middle plane lies, in halves of its sides. */
  readonly local: (a: AlongAxis, b: AlongAxis) => Place
}

function placesOf(lock: Cuboid, rect: ViewRect, cuboid: Cuboid): Places {
  const [right, up] = AXES[rect.view]
  const pose: Pose = poseOf(cuboid)
  return {
    axes: [right, up],
    local(...along) {
      const point: [number, number, number] = [0, 0, 0]
      for (const [axis, halves] of along) point[axis] = (halves * cuboid.extent[axis]) / 2
      return paneFromView(rect, viewFromEgo(rect.view, poseOf(lock), transform(pose, point)))
    },
  }
}

const AXES = { top: [1, 0], side: [0, 2], rear: [1, 2] } as const

function fillFace(context: CanvasRenderingContext2D, { axes: [a, b], local }: Places): void {
  context.beginPath()
  context.moveTo(...local([a, 1], [b, 1]))
  context.lineTo(...local([a, 1], [b, -1]))
  context.lineTo(...local([a, -1], [b, -1]))
  context.lineTo(...local([a, -1], [b, 1]))
  context.fill()
}

function drawHeading({ context, theme }: OverlayDrawing, { local }: Places, isHeld: boolean): void {
  const center = local([0, 0], [1, 0])
  const front = local([0, 1], [1, 0])
  const lengthPx = Math.hypot(front[0] - center[0], front[1] - center[1]) || 1
  const tip: Place = [
    front[0] + ((front[0] - center[0]) / lengthPx) * HEADING_OFFSET_PX,
    front[1] + ((front[1] - center[1]) / lengthPx) * HEADING_OFFSET_PX,
  ]
  context.beginPath()
  context.moveTo(...center)
  context.lineTo(...tip)
  context.stroke()
  context.fillStyle = isHeld ? cssColor(theme.accent) : cssColor(theme.ground)
  context.beginPath()
  context.arc(...tip, isHeld ? 6 : 5, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}

/** The sides' lengths: along the lower rim and beside the right one. */
function drawMeasures(drawing: OverlayDrawing, rect: ViewRect, cuboid: Cuboid): void {
  const { context } = drawing
  const [across, upwards] = extentInView(rect.view, cuboid)
  const [x, y] = paneFromView(rect, viewFromEgo(rect.view, poseOf(drawing.lock), cuboid.center))
  const halfX = (across * rect.pxPerMeter) / 2
  const halfY = (upwards * rect.pxPerMeter) / 2
  context.textAlign = 'center'
  const below = Math.min(rect.top + rect.height - 6, y + halfY + 17)
  if (drawing.titles === null) {
    drawText(drawing, `${across.toFixed(2)} × ${upwards.toFixed(2)}`, [x, below])
    return
  }
  drawText(drawing, `${across.toFixed(2)} m`, [x, below])
  context.textAlign = 'left'
  const beside = Math.min(rect.width - 46, x + halfX + 9)
  drawText(drawing, `${upwards.toFixed(2)} m`, [beside, y + 4])
}

function drawText({ context, theme }: OverlayDrawing, text: string, place: Place): void {
  context.lineWidth = 3
  context.strokeStyle = cssColor(theme.ground, 0.85)
  context.lineJoin = 'round'
  context.strokeText(text, ...place)
  context.fillStyle = cssColor(theme.text)
  context.fillText(text, ...place)
}

/** A bar of one meter, or of ten centimeters where that is much. */
function drawScale(context: CanvasRenderingContext2D, rect: ViewRect, theme: SceneTheme): void {
  const meters = rect.pxPerMeter > 250 ? 0.1 : rect.pxPerMeter < 12 ? 10 : 1
  const y = rect.top + rect.height - 8.5
  context.strokeStyle = cssColor(theme.muted)
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(8.5, y - 4)
  context.lineTo(8.5, y)
  context.lineTo(8.5 + Math.round(meters * rect.pxPerMeter), y)
  context.lineTo(8.5 + Math.round(meters * rect.pxPerMeter), y - 4)
  context.stroke()
  context.fillStyle = cssColor(theme.muted)
  context.textAlign = 'left'
  context.fillText(meters < 1 ? '10 cm' : `${meters} m`, 12, y - 4)
}
