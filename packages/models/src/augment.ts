import { POINT_STRIDE } from '@trueline/pointcloud'
import { between, type Random } from '@trueline/simulator'
import type { Scene, SceneBox } from './scene.ts'

/**
 * The scene turned about the vehicle, mirrored, a little larger or smaller, and seen by fewer beams.
 *
 * Every second ring goes or points at random or both or neither, so that no sensor's pattern is
 * learnt.
 */
export function augmented(scene: Scene, random: Random): Scene {
  return moved(thinned(scene, random), {
    yaw: between(random, -Math.PI, Math.PI),
    side: random() < 0.5 ? -1 : 1,
    scale: between(random, 0.92, 1.1),
  })
}

function thinned(scene: Scene, random: Random): Scene {
  const { ring, points } = scene
  const everySecondRing = ring !== null && random() < 0.25
  const odd = random() < 0.5 ? 1 : 0
  const share = random() < 0.3 ? between(random, 0.3, 1) : 1
  if (!everySecondRing && share === 1) return scene
  const kept = new Float32Array(points.length)
  let end = 0
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    if (everySecondRing && (ring[at / POINT_STRIDE]! & 1) === odd) continue
    if (share < 1 && random() > share) continue
    for (let value = 0; value < POINT_STRIDE; value++) kept[end + value] = points[at + value]!
    end += POINT_STRIDE
  }
  return { ...scene, points: kept.slice(0, end), ring: null }
}

/** How a scene is turned; `side` -1 mirrors it left to right first. */
type Move = { readonly yaw: number; readonly side: 1 | -1; readonly scale: number }

function moved({ points, boxes }: Scene, { yaw, side, scale }: Move): Scene {
  const cos = scale * Math.cos(yaw)
  const sin = scale * Math.sin(yaw)
  const there = points.slice()
  for (let at = 0; at < there.length; at += POINT_STRIDE) {
    const x = points[at]!
    const y = side * points[at + 1]!
    there[at] = cos * x - sin * y
    there[at + 1] = sin * x + cos * y
    there[at + 2] = scale * points[at + 2]!
  }
  return {
    points: there,
    ring: null,
    boxes: boxes.map(
      (box): SceneBox => ({
        category: box.category,
        x: cos * box.x - sin * side * box.y,
        y: sin * box.x + cos * side * box.y,
        z: scale * box.z,
        length: scale * box.length,
        width: scale * box.width,
        height: scale * box.height,
        yaw: yaw + side * box.yaw,
      }),
    ),
  }
}
