import { CUBOID_EDGES, type Cuboid, cornersOf } from '../cuboid.ts'
import { clipPolygon, convexHull } from '../polygon.ts'
import { type Pose, transform } from '../pose.ts'
import { mix, type Vec3 } from '../vec3.ts'
import type { CameraModel, Pixel } from './camera.ts'
import type { ImageSize } from './intrinsics.ts'
import { project } from './project.ts'

/** A visible stretch of a cuboid's edge: straight through a pinhole, a curve through other lenses. */
export type ProjectedEdge = {
  /** Index in `CUBOID_EDGES`; an edge may have no stretch, or several. */
  readonly edge: number
  /** Two pixels or more, on or off the image, in the edge's direction. */
  readonly polyline: readonly Pixel[]
}

/** An upright box in an image, in pixels. */
export type PixelBounds = {
  readonly leftPx: number
  readonly topPx: number
  readonly rightPx: number
  readonly bottomPx: number
}

/** Nothing nearer to the camera's plane is drawn: there the picture of a line runs to infinity. */
const NEAR = 0.1
/** Pieces of an edge that a lens bends, before pieces that bend visibly are halved. */
const PIECES = 16
/** How far a piece may run beside the curve it stands for, and how often it is halved for that. */
const BEND_PX = 0.25
const HALVINGS = 5
/** Halvings of the search for where an edge leaves the lens' field. */
const FIELD_HALVINGS = 30

/**
 * The visible stretches of a cuboid's twelve edges, cut at the near plane and at the end of the lens'
 * field; not cut at the image's border.
 */
export function projectCuboidEdges(
  model: CameraModel,
  cameraFromEgo: Pose,
  cuboid: Cuboid,
): readonly ProjectedEdge[] {
  const corners = cornersOf(cuboid).map((corner) => transform(cameraFromEgo, corner))
  const edges: ProjectedEdge[] = []
  for (const [edge, [from, to]] of CUBOID_EDGES.entries()) {
    const line = clipNear(model, corners[from]!, corners[to]!)
    if (line === null) continue
    for (const polyline of trace(model, line)) edges.push({ edge, polyline })
  }
  return edges
}

/**
 * The visible stretches of a line, cut at the near plane and at the end of the lens' field; not cut at
 * the image's border.
 *
 * @param line In ego space.
 */
export function projectLine(
  model: CameraModel,
  cameraFromEgo: Pose,
  line: readonly Vec3[],
): readonly (readonly Pixel[])[] {
  const points = line.map((point) => transform(cameraFromEgo, point))
  return points.slice(1).flatMap((to, index) => {
    const stretch = clipNear(model, points[index]!, to)
    return stretch === null ? [] : trace(model, stretch)
  })
}

/**
 * The smallest box around the part of a cuboid that is on the image; `null` where none of it is.
 *
 * Exact for a pinhole camera. Other lenses bend the outline; the hull of its sampled edges is taken.
 */
export function projectedBounds(
  model: CameraModel,
  cameraFromEgo: Pose,
  cuboid: Cuboid,
): PixelBounds | null {
  const edges = projectCuboidEdges(model, cameraFromEgo, cuboid)
  return boundsOnImage(
    model,
    edges.flatMap(({ polyline }) => polyline),
  )
}

/** The smallest box around pixels, on or off the image; of none an empty one from +∞ to -∞. */
export function boundsOf(pixels: readonly Pixel[]): PixelBounds {
  let [leftPx, topPx, rightPx, bottomPx] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of pixels) {
    leftPx = Math.min(leftPx, x)
    topPx = Math.min(topPx, y)
    rightPx = Math.max(rightPx, x)
    bottomPx = Math.max(bottomPx, y)
  }
  return { leftPx, topPx, rightPx, bottomPx }
}

/** The smallest box around the part of the pixels' convex hull that is on the image; `null` for none. */
export function boundsOnImage(size: ImageSize, pixels: readonly Pixel[]): PixelBounds | null {
  const right = size.widthPx - 0.5
  const bottom = size.heightPx - 0.5
  const all = boundsOf(pixels)
  const isInside =
    all.leftPx >= -0.5 && all.topPx >= -0.5 && all.rightPx <= right && all.bottomPx <= bottom
  // The hull is cut off nowhere: its outermost points are the pixels'.
  if (pixels.length > 2 && isInside) return all
  const outline = convexHull(pixels)
  const onImage = clipPolygon(outline, [-0.5, -0.5, right, -0.5, right, bottom, -0.5, bottom])
  if (onImage.length === 0) return null
  const xs = onImage.filter((_, index) => index % 2 === 0)
  const ys = onImage.filter((_, index) => index % 2 === 1)
  return {
    leftPx: Math.min(...xs),
    topPx: Math.min(...ys),
    rightPx: Math.max(...xs),
    bottomPx: Math.max(...ys),
  }
}

type Line = readonly [from: Vec3, to: Vec3]

/** The stretch before the near plane; a fisheye has none, it sees sideways and backwards. */
function clipNear(model: CameraModel, from: Vec3, to: Vec3): Line | null {
  switch (model.lens) {
    case 'kannalaBrandt':
    case 'polynomialFisheye':
      return [from, to]
    case 'pinhole':
    case 'brownConrady':
      return cutNear(from, to)
  }
}

function cutNear(from: Vec3, to: Vec3): Line | null {
  const isFromNear = from[2] < NEAR
  const isToNear = to[2] < NEAR
  if (isFromNear && isToNear) return null
  if (!isFromNear && !isToNear) return [from, to]
  const cut = mix(from, to, (NEAR - from[2]) / (to[2] - from[2]))
  const atPlane: Vec3 = [cut[0], cut[1], NEAR]
  return isFromNear ? [atPlane, to] : [from, atPlane]
}

/** The line's picture: a polyline for each stretch inside the lens' field. */
function trace(model: CameraModel, line: Line): readonly (readonly Pixel[])[] {
  const first = project(model, line[0])
  if (model.lens === 'pinhole') {
    const last = project(model, line[1])
    return first === null || last === null ? [] : [[first, last]]
  }
  const at = (ratio: number): Pixel | null => project(model, mix(line[0], line[1], ratio))
  const stretches: Pixel[][] = first === null ? [] : [[first]]
  let before = first
  for (let piece = 1; piece <= PIECES; piece++) {
    const from = (piece - 1) / PIECES
    const to = piece / PIECES
    const pixel = at(to)
    if (before === null && pixel !== null) {
      const border = borderOf(at, to, from)
      stretches.push([border.pixel ?? pixel])
      bendInto(stretches.at(-1)!, at, [border.ratio, to])
    } else if (before !== null && pixel === null) {
      bendInto(stretches.at(-1)!, at, [from, borderOf(at, from, to).ratio])
    } else if (before !== null) {
      bendInto(stretches.at(-1)!, at, [from, to])
    }
    before = pixel
  }
  return stretches.filter((stretch) => stretch.length > 1)
}

type PixelAt = (ratio: number) => Pixel | null

/** The last place of the field on the way from a seen ratio to an unseen one. */
function borderOf(at: PixelAt, seen: number, unseen: number) {
  let inside = seen
  let outside = unseen
  for (let halving = 0; halving < FIELD_HALVINGS; halving++) {
    const middle = (inside + outside) / 2
    if (at(middle) === null) outside = middle
    else inside = middle
  }
  return { ratio: inside, pixel: at(inside) }
}

/** Adds the stretch after its first pixel, halved where it bends. */
function bendInto(stretch: Pixel[], at: PixelAt, range: readonly [from: number, to: number]): void {
  const halve = ([from, to]: readonly [number, number], halvings: number): void => {
    const start = at(from)
    const middle = at((from + to) / 2)
    const end = at(to)
    if (start === null || end === null) return
    if (middle !== null && halvings > 0) {
      const offX = middle[0] - (start[0] + end[0]) / 2
      const offY = middle[1] - (start[1] + end[1]) / 2
      if (Math.hypot(offX, offY) > BEND_PX) {
        halve([from, (from + to) / 2], halvings - 1)
        halve([(from + to) / 2, to], halvings - 1)
        return
      }
    }
    stretch.push(end)
  }
  halve(range, HALVINGS)
}
