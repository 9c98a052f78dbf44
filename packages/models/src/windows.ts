import { type RasterRecipe, rasterOf } from '@trueline/perception'
import { type Ground, groundHeightAt, groundOf, POINT_STRIDE } from '@trueline/pointcloud'
import { between, type Random } from '@trueline/simulator'
import recipe from '../training/recipe.json' with { type: 'json' }
import type { Scene, SceneBox } from './scene.ts'

/** A box of a window: x, y from the window's corner, z above the local ground. */
export type WindowBox = SceneBox & { readonly pointCount: number }

/** What the network sees at once, and what it should find there. */
export type Window = { readonly raster: Float32Array; readonly boxes: readonly WindowBox[] }

const SIDE = recipe.window * recipe.cell
/** How far off the vehicle the corner of the four windows lies, at most. */
const OFF_CENTER = 10
/** A box needs this many points to be worth a window. */
const FEWEST_POINTS = 8
/** Share of the windows without such a box that are kept: there is much to learn not to find. */
const EMPTY_SHARE = 0.4
/** What the ground found is off the real one, at most. */
const GROUND_SHIFT = 0.05
/** How far off a face its points may be. */
const NOISE = 0.05
/** Boxes whose center lies this far outside of a window still reach into it. */
const MARGIN = 3

/** Up to four windows around the vehicle that do not overlap. */
export function windowsOf(scene: Scene, random: Random): readonly Window[] {
  const ground = shifted(groundOf(scene.points), between(random, -GROUND_SHIFT, GROUND_SHIFT))
  const boxes = boxesOver(ground, scene)
  const x = between(random, -OFF_CENTER, OFF_CENTER)
  const y = between(random, -OFF_CENTER, OFF_CENTER)
  return [
    [x, y],
    [x - SIDE, y],
    [x, y - SIDE],
    [x - SIDE, y - SIDE],
  ].flatMap(([minX = 0, minY = 0]): readonly Window[] => {
    const inside = boxes.filter((box) => isInside(box, minX, minY))
    const isEmpty = inside.every(({ pointCount }) => pointCount < FEWEST_POINTS)
    if (isEmpty && random() > EMPTY_SHARE) return []
    const { cell, heightEdges, window } = recipe
    const place: RasterRecipe = { minX, minY, cell, columns: window, rows: window, heightEdges }
    const seen = inside.map((box) => ({ ...box, x: box.x - minX, y: box.y - minY }))
    return [{ raster: rasterOf(scene.points, ground, place), boxes: seen }]
  })
}

function isInside({ x, y }: SceneBox, minX: number, minY: number): boolean {
  const [right, up] = [x - minX, y - minY]
  return right > -MARGIN && right < SIDE + MARGIN && up > -MARGIN && up < SIDE + MARGIN
}

function shifted(ground: Ground, shift: number): Ground {
  return { ...ground, heights: ground.heights.map((height) => height + shift) }
}

/** The boxes with their heights above the ground; those over unknown ground count as unseen. */
function boxesOver(ground: Ground, { points, boxes }: Scene): readonly WindowBox[] {
  return boxes.map((box) => {
    const level = groundHeightAt(ground, box.x, box.y)
    return {
      ...box,
      z: box.z - (level ?? 0),
      pointCount: level === null ? 0 : countInside(points, box),
    }
  })
}

/** Points of what a box was drawn around: noise puts half of a face outside, the ground is not its. */
function countInside(points: Float32Array, box: SceneBox): number {
  const reach = Math.hypot(box.length, box.width) / 2 + NOISE
  const cos = Math.cos(box.yaw)
  const sin = Math.sin(box.yaw)
  let count = 0
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const x = points[at]! - box.x
    if (x > reach || x < -reach) continue
    const y = points[at + 1]! - box.y
    if (y > reach || y < -reach) continue
    if (Math.abs(cos * x + sin * y) > box.length / 2 + NOISE) continue
    if (Math.abs(cos * y - sin * x) > box.width / 2 + NOISE) continue
    const up = points[at + 2]! - box.z
    if (up > NOISE - box.height / 2 && up < NOISE + box.height / 2) count++
  }
  return count
}
