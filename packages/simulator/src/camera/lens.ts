import { type BrownConradyCamera, type PinholeCamera, project, unproject } from '@trueline/geometry'
import type { RayGrid } from '../raster/rayGrid.ts'

/** The lenses that are simulated. */
export type Lens = PinholeCamera | BrownConradyCamera

/** Faces nearer to the lens plane than this are cut there to find where they may be seen. */
const NEAR = 0.05
const PAD_PX = 2
/** Directions are float32: without it the picture's last column would see nothing. */
const ROUNDING_PX = 0.01

/** Rays between every so many pixels are interpolated: off by less than a hundredth of a pixel. */
const KNOT_PX = 4

/**
 * The rays of a camera: `samples` × `samples` of them in each pixel, with z = 1.
 *
 * The middle of a pixel lies at whole coordinates, so that its samples lie evenly about them.
 */
export function cameraGrid(lens: Lens, samples: number): RayGrid {
  const rows = lens.heightPx * samples
  const columns = lens.widthPx * samples
  const directions = directionsOf(lens, samples)
  const view = emptyRect()
  for (let at = 0; at < directions.length; at += 3) grow(view, directions[at]!, directions[at + 1]!)

  /** Writes the samples that may see a rectangle of the plane z = 1. */
  const writeWindow = (window: Int32Array, rect: Rect): boolean => {
    const left = Math.max(rect.left, view.left)
    const right = Math.min(rect.right, view.right)
    const top = Math.max(rect.top, view.top)
    const bottom = Math.min(rect.bottom, view.bottom)
    if (left > right || top > bottom) return false
    const pixels = emptyRect()
    // A barrel lens shows a straight edge farthest out where it is nearest to the axes.
    for (const x of [left, right, Math.min(right, Math.max(left, 0))]) {
      for (const y of [top, bottom, Math.min(bottom, Math.max(top, 0))]) {
        const pixel = project(lens, [x, y, 1]) ?? [Number.NaN, Number.NaN]
        grow(pixels, pixel[0], pixel[1])
      }
    }
    const pad = lens.lens === 'pinhole' ? ROUNDING_PX : PAD_PX
    window[0] = Math.max(0, Math.ceil((pixels.top - pad + 0.5) * samples - 0.5))
    window[1] = Math.min(rows - 1, Math.floor((pixels.bottom + pad + 0.5) * samples - 0.5))
    window[2] = Math.max(0, Math.ceil((pixels.left - pad + 0.5) * samples - 0.5))
    window[3] = Math.min(columns - 1, Math.floor((pixels.right + pad + 0.5) * samples - 0.5))
    return window[0] <= window[1] && window[2] <= window[3]
  }

  return {
    rows,
    columns,
    isFlat: true,
    directions,
    seesFace: (corners, count, window) => {
      const rect = faceRect(corners, count)
      return rect !== null && writeWindow(window, rect)
    },
    seesBall: (ball, window) => {
      const rect = ballRect(ball, view)
      return rect !== null && writeWindow(window, rect)
    },
  }
}

/** The ray of every sample, interpolated between those of a coarse grid of pixels. */
function directionsOf(lens: Lens, samples: number): Float32Array {
  const across = Math.ceil(lens.widthPx / KNOT_PX) + 2
  const down = Math.ceil(lens.heightPx / KNOT_PX) + 2
  const knots = new Float64Array(2 * across * down)
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const [x, y, z] = unproject(lens, [(column - 0.5) * KNOT_PX, (row - 0.5) * KNOT_PX])
      knots[2 * (row * across + column)] = x / z
      knots[2 * (row * across + column) + 1] = y / z
    }
  }
  const columns = lens.widthPx * samples
  const directions = new Float32Array(3 * lens.heightPx * samples * columns)
  for (let at = 0; at < directions.length; at += 3) {
    const ray = at / 3
    const column = (((ray % columns) + 0.5) / samples - 0.5) / KNOT_PX + 0.5
    const row = ((Math.floor(ray / columns) + 0.5) / samples - 0.5) / KNOT_PX + 0.5
    const [i, j] = [Math.floor(row), Math.floor(column)]
    const [v, u] = [row - i, column - j]
    const low = 2 * (i * across + j)
    const high = low + 2 * across
    for (let axis = 0; axis < 2; axis++) {
      const upper = knots[low + axis]! * (1 - u) + knots[low + 2 + axis]! * u
      const lower = knots[high + axis]! * (1 - u) + knots[high + 2 + axis]! * u
      directions[at + axis] = upper * (1 - v) + lower * v
    }
    directions[at + 2] = 1
  }
  return directions
}

type Rect = { left: number; right: number; top: number; bottom: number }

function emptyRect(): Rect {
  return { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
}

function grow(rect: Rect, x: number, y: number): void {
  if (x < rect.left) rect.left = x
  if (x > rect.right) rect.right = x
  if (y < rect.top) rect.top = y
  if (y > rect.bottom) rect.bottom = y
}

/** The rectangle of the plane z = 1 around what of a face lies before the lens. */
function faceRect(corners: Float64Array, count: number): Rect | null {
  const rect = emptyRect()
  for (let i = 0; i < count; i++) {
    const a = 3 * i
    const az = corners[a + 2]!
    if (az >= NEAR) grow(rect, corners[a]! / az, corners[a + 1]! / az)
    const b = i + 1 === count ? 0 : a + 3
    const bz = corners[b + 2]!
    if (az < NEAR === bz < NEAR) continue
    const share = (NEAR - az) / (bz - az)
    grow(
      rect,
      (corners[a]! + (corners[b]! - corners[a]!) * share) / NEAR,
      (corners[a + 1]! + (corners[b + 1]! - corners[a + 1]!) * share) / NEAR,
    )
  }
  return rect.left > rect.right ? null : rect
}

/** The rectangle of the plane z = 1 around a ball; `null` when it lies outside the view. */
function ballRect(ball: Float64Array, view: Rect): Rect | null {
  const [x, y, z, radius] = [ball[0]!, ball[1]!, ball[2]!, ball[3]!]
  if (z + radius < NEAR) return null
  // Distance from each side plane of the view, which all pass through the eye.
  if (x - view.right * z > radius * Math.hypot(1, view.right)) return null
  if (view.left * z - x > radius * Math.hypot(1, view.left)) return null
  if (y - view.bottom * z > radius * Math.hypot(1, view.bottom)) return null
  if (view.top * z - y > radius * Math.hypot(1, view.top)) return null
  const near = z - radius
  if (near < NEAR) return { ...view }
  const rect = emptyRect()
  for (const depth of [near, z + radius]) {
    grow(rect, (x - radius) / depth, (y - radius) / depth)
    grow(rect, (x + radius) / depth, (y + radius) / depth)
  }
  return rect
}
