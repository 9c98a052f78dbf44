import { planeNoise } from '../noise.ts'
import { between, hashUnit, type Random } from '../random.ts'
import { cellAt, mottle, paintLeft } from './groundScene.ts'
import type { GroundScene } from './groundSweep.ts'
import { isHidden, type Shadow } from './occluder.ts'
import type { Place } from './reference.ts'

/** The cameras of a vehicle as far as the ground is concerned. */
export type GroundCamera = {
  /** Half the field of view; radians. */
  readonly half: number
  /** Distances between which ground is seen. */
  readonly near: number
  readonly reach: number
  /** By how much what is seen is moved, in parts of its distance: calibration is never exact. */
  readonly offX: number
  readonly offY: number
  /** Brightness of white paint, how strong shadows are and what share of the ground lies in them. */
  readonly white: number
  readonly shade: number
  readonly shaded: number
}

/** Cameras at random; `null` for a vehicle without any. */
export function randomCamera(random: Random): GroundCamera | null {
  if (random() < 0.4) return null
  return {
    half: random() < 0.5 ? Math.PI : between(random, 0.5, 1.1),
    near: between(random, 1.5, 5),
    reach: between(random, 20, 45),
    offX: between(random, -0.02, 0.02),
    offY: between(random, -0.01, 0.01),
    white: between(random, 150, 250),
    shade: between(random, 0.4, 1),
    shaded: between(random, 0.2, 0.6),
  }
}

/** What cameras see of the ground from a place of the ego: clearness (0: nothing), brightness, color. */
export function seeGround(
  scene: GroundScene,
  camera: GroundCamera,
  from: { readonly ego: Place; readonly shadow: Shadow },
): (x: number, y: number) => readonly [clearness: number, luminance: number, color: number] {
  const { ego, shadow } = from
  const cos = Math.cos(ego.heading)
  const sin = Math.sin(ego.heading)
  const narrowest = Math.cos(camera.half)
  return (x, y) => {
    const dx = x - ego.x
    const dy = y - ego.y
    const distance = Math.sqrt(dx * dx + dy * dy)
    if (distance < camera.near || distance > camera.reach) return NOTHING
    if (cos * dx + sin * dy < narrowest * distance) return NOTHING
    const direction = Math.atan2(dy, dx)
    const clearness = Math.max(1, Math.round(255 / (1 + (distance / 12) ** 2)))
    // What hides the ground lies there in the picture: one tone a direction, as a vehicle's side has.
    if (isHidden(shadow, direction, distance))
      return [clearness, 255 * hashUnit(Math.round(direction * 12), 5), 128]
    return [
      clearness,
      ...sightAt(scene, camera, [x + camera.offX * dx, y + camera.offY * dy, distance]),
    ]
  }
}

const NOTHING = [0, 0, 0] as const
const SAMPLES = 2

/** Brightness and color of a place, blurred with distance. */
function sightAt(
  scene: GroundScene,
  { white, shade, shaded }: GroundCamera,
  [x, y, distance]: readonly [x: number, y: number, distance: number],
): readonly [luminance: number, color: number] {
  const { look, picture } = scene
  const blur = 0.1 + 0.012 * distance
  let [luminance, color] = [0, 0]
  for (let sample = 0; sample < SAMPLES; sample++) {
    const away = blur * (hashUnit(Math.round(x * 50) + sample, Math.round(y * 50)) - 0.5) * 2
    const aside = blur * (hashUnit(Math.round(y * 50), Math.round(x * 50) + sample) - 0.5) * 2
    const cell = cellAt(x + away, y + aside)
    if (cell < 0) return [128, 128]
    const material = picture.material[cell]!
    const painted = picture.paint[cell]!
    const paint = painted === 0 ? 0 : paintLeft(painted, look.wear, x + away, y + aside)
    const plain = look.luminance[material]! * mottle(look, x + away, y + aside)
    luminance += plain + (white - plain) * paint
    const paintColor = painted > 128 ? 205 : 128
    color += look.color[material]! + (paintColor - look.color[material]!) * paint
  }
  const isShaded = planeNoise(x / 7 + 31, y / 7 + 17) < shaded
  const light = isShaded ? shade : 1
  return [
    Math.min(255, Math.max(0, (light * luminance) / SAMPLES)),
    Math.min(255, Math.max(0, color / SAMPLES)),
  ]
}
