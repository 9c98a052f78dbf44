import { leafNoise } from '../noise.ts'
import { hashUnit } from '../random.ts'
import { type Placement, placementOf, placePoint } from './placement.ts'
import { addSurface } from './surfaces.ts'
import type { Thing } from './thing.ts'
import { isHidden } from './tileDepth.ts'
import type { Cast, View } from './view.ts'

const window = new Int32Array(4)
const ball = new Float64Array(4)
const NO_NORMAL = new Float64Array(3)
/** Where along a ray leaves are looked for in pictures, and the leaf noise below which there is one. */
const PICTURE_DEPTHS = [0.02, 0.1, 0.22, 0.38, 0.58, 0.82] as const
const CLUMP_SHARE = 0.43 * 255

/**
 * Lets the rays of a view meet the leaves of one thing.
 *
 * A beam goes on for an exponentially distributed way into the leaves, as in any thin random
 * medium; a picture shows clumps that stay where they are from frame to frame.
 */
export function castFoliage(view: View, cast: Cast, thingIndex: number): void {
  const thing = cast.things[thingIndex]!
  const placement = placementOf(view, thing)
  for (const index of nearFirst(placement, thing)) {
    const foliage = thing.foliage[index]!
    placePoint(placement, foliage.center, ball)
    ball[3] = Math.max(...foliage.radii)
    if (Math.hypot(ball[0]!, ball[1]!, ball[2]!) - ball[3] > view.reach) continue
    if (!view.grid.seesBall(ball, window)) continue
    if (cast.tiles !== null && isHidden(cast.tiles, window, ball[2]! - ball[3])) continue
    fill(view, cast, {
      // Rows of unit-ball-from-sensor: leaves are upright in the world.
      scale: foliage.radii.map((radius) => 1 / radius),
      density: foliage.density,
      luck: (view.beamSeed ?? 0) + 104729 * index + thingIndex,
    })
    addSurface(cast.surfaces, thingIndex, { face: -1 - index, normal: NO_NORMAL })
  }
}

/** Places of a thing's foliage by distance from the eye. */
function nearFirst(placement: Placement, { foliage }: Thing): readonly number[] {
  const distances = foliage.map(({ center }) => {
    placePoint(placement, center, ball)
    return Math.hypot(ball[0]!, ball[1]!, ball[2]!)
  })
  return [...foliage.keys()].sort((a, b) => distances[a]! - distances[b]!)
}

type Fill = { readonly scale: readonly number[]; readonly density: number; readonly luck: number }

function fill(
  view: View,
  { depth, surface, surfaces }: Cast,
  { scale, density, luck }: Fill,
): void {
  const { directions, columns } = view.grid
  const w = view.worldFromSensor
  const [kx, ky, kz] = [scale[0]!, scale[1]!, scale[2]!]
  const cx = kx * (w[0] * ball[0]! + w[1] * ball[1]! + w[2] * ball[2]!)
  const cy = ky * (w[3] * ball[0]! + w[4] * ball[1]! + w[5] * ball[2]!)
  const cz = kz * (w[6] * ball[0]! + w[7] * ball[1]! + w[8] * ball[2]!)
  const c = cx * cx + cy * cy + cz * cz - 1
  const isBeam = view.beamSeed !== null
  const id = surfaces.count
  for (let row = window[0]!; row <= window[1]!; row++) {
    for (let column = window[2]!; column <= window[3]!; column++) {
      const ray = row * columns + (column < columns ? column : column - columns)
      const x = directions[3 * ray]!
      const y = directions[3 * ray + 1]!
      const z = directions[3 * ray + 2]!
      const dx = w[0] * x + w[1] * y + w[2] * z
      const dy = w[3] * x + w[4] * y + w[5] * z
      const dz = w[6] * x + w[7] * y + w[8] * z
      const qx = kx * dx
      const qy = ky * dy
      const qz = kz * dz
      const a = qx * qx + qy * qy + qz * qz
      const b = qx * cx + qy * cy + qz * cz
      const root = b * b - a * c
      if (root <= 0 || b <= 0) continue
      const half = Math.sqrt(root)
      const enter = Math.max(0, (b - half) / a)
      const leave = (b + half) / a
      if (leave <= 0 || enter >= depth[ray]!) continue
      let t = Infinity
      if (isBeam) {
        t =
          enter -
          Math.log(1 - hashUnit(luck, ray)) / (density * Math.sqrt(dx * dx + dy * dy + dz * dz))
      } else {
        for (const share of PICTURE_DEPTHS) {
          const at = enter + (leave - enter) * share
          const px = view.eye[0] + at * dx
          const py = view.eye[1] + at * dy
          const pz = view.eye[2] + at * dz
          // Towards its edge a crown thins out.
          const out = a * at * at - 2 * b * at + c + 1
          if (leafNoise(px, py, pz) < CLUMP_SHARE * (1.45 - 0.85 * out)) {
            t = at
            break
          }
        }
      }
      if (t >= leave || t >= depth[ray]!) continue
      depth[ray] = t
      surface[ray] = id
    }
  }
}
