import {
  type CameraModel,
  cornersOf,
  invert,
  type Pixel,
  type Pose,
  project,
  projectCuboidEdges,
  projectLine,
  transform,
} from '@trueline/geometry'
import type { Pin } from '../../review/pins.ts'
import { colorMap, DARK_MAP } from '../../scene/colorMap.ts'
import { LOOK_STYLE, lineColor } from '../../scene/cuboidLines.ts'
import type { DrawnCuboid } from '../../scene/drawnCuboids.ts'
import type { RoadLine } from '../../scene/roadLines.ts'
import { cssColor, type SceneTheme } from '../../scene/theme.ts'
import type { CameraAtFrame } from '../../tools/bestCamera.ts'
import { type ImageTransform, placeOf } from './imageTransform.ts'

/** What lies over a picture. */
export type CameraDrawing = {
  readonly context: CanvasRenderingContext2D
  readonly image: ImageTransform
  readonly camera: CameraAtFrame & { readonly model: CameraModel }
  readonly drawn: readonly DrawnCuboid[]
  readonly road: readonly RoadLine[]
  /** Rows of x px, y px, distance, or `null` where points are not shown. */
  readonly points: Float32Array | null
  /** Remarks that are to be seen. */
  readonly pins: readonly Pin[]
  readonly theme: SceneTheme
}

const FARTHEST = 70
const COLORS = colorMap(DARK_MAP, 32).map((rgb) => cssColor(rgb))
/** The corners of the front face, which has a cross of its own. */
const FRONT_DIAGONALS = [
  [0, 5],
  [1, 4],
] as const

/** Draws points and cuboids through the camera's own lens; the context is scaled to CSS pixels and empty. */
export function drawCameraOverlay(drawing: CameraDrawing): void {
  const { context, image, camera } = drawing
  const [left, top] = placeOf(image, [-0.5, -0.5])
  context.save()
  context.beginPath()
  context.rect(left, top, camera.model.widthPx * image.scale, camera.model.heightPx * image.scale)
  // A box that reaches out of the picture ends where the picture does.
  context.clip()
  if (drawing.points !== null) drawPoints(drawing, drawing.points)
  for (const line of drawing.road) drawRoadLine(drawing, line)
  for (const item of drawing.drawn) drawCuboid(drawing, item)
  for (const pin of drawing.pins) drawPin(drawing, pin)
  context.restore()
}

/** Where the eight corners of a cuboid are seen, in pixels; `null` for one that is not. */
export function cornerPixels(
  { egoFromSensor, model }: CameraDrawing['camera'],
  item: DrawnCuboid,
): readonly (Pixel | null)[] {
  const cameraFromEgo = invert(egoFromSensor)
  return cornersOf(item.cuboid).map((corner) => project(model, transform(cameraFromEgo, corner)))
}

/** Further away lines run together. */
const ROAD_REACH = 80

function drawRoadLine({ context, image, camera }: CameraDrawing, line: RoadLine): void {
  const [x, y] = camera.egoFromSensor.translation
  const isNear = line.points.some((point) => Math.hypot(point[0] - x, point[1] - y) < ROAD_REACH)
  if (!isNear) return
  const cameraFromEgo = invert(camera.egoFromSensor)
  context.strokeStyle = cssColor(line.color, line.alpha)
  context.lineWidth = line.widthPx
  context.setLineDash(line.dashPx > 0 ? [line.dashPx, line.dashPx] : [])
  context.beginPath()
  for (const stretch of projectLine(camera.model, cameraFromEgo, line.points)) {
    trace({ context, image }, stretch)
  }
  context.stroke()
  context.setLineDash([])
}

function drawCuboid({ context, image, camera, theme }: CameraDrawing, item: DrawnCuboid): void {
  const { dashPx, widthPx, alpha } = LOOK_STYLE[item.look]
  const cameraFromEgo = invert(camera.egoFromSensor)
  const edges = projectCuboidEdges(camera.model, cameraFromEgo, item.cuboid)
  if (edges.length === 0) return
  context.strokeStyle = cssColor(lineColor(item, theme), alpha)
  context.lineWidth = widthPx + (item.isSelected || item.isHovered ? 0.8 : 0)
  context.setLineDash(dashPx > 0 ? [dashPx, dashPx] : [])
  context.beginPath()
  for (const { polyline } of edges) trace({ context, image }, polyline)
  context.stroke()
  context.setLineDash([])
  drawFront({ context, image, camera }, item, cameraFromEgo)
}

/** A remark: a drop that points at what it is about. */
function drawPin({ context, image, camera, theme }: CameraDrawing, { at, remark }: Pin): void {
  const cameraFromEgo = invert(camera.egoFromSensor)
  const pixel =
    at.kind === 'image' ? at.pixel : project(camera.model, transform(cameraFromEgo, at.point))
  if (pixel === null) return
  const [x, y] = placeOf(image, pixel)
  context.fillStyle = cssColor(theme.doubt, remark.state === 'done' ? 0.5 : 1)
  context.beginPath()
  context.arc(x, y - 12, 5, 0.75 * Math.PI, 0.25 * Math.PI)
  context.lineTo(x, y)
  context.closePath()
  context.fill()
}

/** Adds a line through pixels to the path that is drawn. */
function trace(
  { context, image }: Pick<CameraDrawing, 'context' | 'image'>,
  pixels: readonly Pixel[],
): void {
  for (const [index, pixel] of pixels.entries()) {
    const place = placeOf(image, pixel)
    if (index === 0) context.moveTo(...place)
    else context.lineTo(...place)
  }
}

/** A thin cross on the front face tells which way the object looks. */
function drawFront(
  { context, image, camera }: Pick<CameraDrawing, 'context' | 'image' | 'camera'>,
  { cuboid }: DrawnCuboid,
  cameraFromEgo: Pose,
): void {
  const corners = cornersOf(cuboid).map((corner) => transform(cameraFromEgo, corner))
  context.lineWidth = 0.8
  context.beginPath()
  for (const [from, to] of FRONT_DIAGONALS) {
    const a = project(camera.model, corners[from]!)
    const b = project(camera.model, corners[to]!)
    if (a === null || b === null || corners[from]![2] < 0.1 || corners[to]![2] < 0.1) continue
    context.moveTo(...placeOf(image, a))
    context.lineTo(...placeOf(image, b))
  }
  context.stroke()
}

/** Draws rows of x px, y px and distance in meters, the nearer the brighter. */
export function drawPoints(
  { context, image }: Pick<CameraDrawing, 'context' | 'image'>,
  points: Float32Array,
): void {
  const size = Math.min(4, Math.max(1.5, image.scale * 1.6))
  // By color, so that the context changes it a few times and not for each point.
  const rowsByColor: number[][] = COLORS.map(() => [])
  for (let row = 0; row < points.length; row += 3) {
    const ratio = Math.min(1, points[row + 2]! / FARTHEST)
    rowsByColor[Math.round((1 - ratio) * (COLORS.length - 1))]!.push(row)
  }
  for (const [index, rows] of rowsByColor.entries()) {
    context.fillStyle = COLORS[index]!
    for (const row of rows) {
      const [x, y] = placeOf(image, [points[row]!, points[row + 1]!])
      context.fillRect(x - size / 2, y - size / 2, size, size)
    }
  }
}
