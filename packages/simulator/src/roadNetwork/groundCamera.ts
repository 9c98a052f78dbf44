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

/** What is seen of a place: clearness (0: nothing), brightness, and color from blue over 128 to yellow. */
export type GroundSight = { clearness: number; luminance: number; color: number }

/** Writes what is seen at a place into `sight`: nothing where that is less clear than what it says. */
export type SeeGround = (x: number, y: number, sight: GroundSight) => void

/** What cameras see of the ground from a place of the ego. */
export function seeGround(
  scene: GroundScene,
  camera: GroundCamera,
  { ego, shadow }: { readonly ego: Place; readonly shadow: Shadow },
): SeeGround {
  const cos = Math.cos(ego.heading)
  const sin = Math.sin(ego.heading)
  const narrowest = Math.cos(camera.half)
  const look = lookOf(scene, camera)
  return (x, y, sight) => {
    const dx = x - ego.x
    const dy = y - ego.y
    const distance = Math.sqrt(dx * dx + dy * dy)
    const clearest = sight.clearness
    sight.clearness = 0
    if (distance < camera.near || distance > camera.reach) return
    if (cos * dx + sin * dy < narrowest * distance) return
    const clearness = Math.max(1, Math.round(255 / (1 + (distance / 12) ** 2)))
    if (clearness <= clearest) return
    sight.clearness = clearness
    const direction = Math.atan2(dy, dx)
    if (isHidden(shadow, direction, distance)) {
      // What hides the ground lies there in the picture: one tone a direction, as a vehicle's side has.
      sight.luminance = 255 * hashUnit(Math.round(direction * 12), 5)
      sight.color = 128
    } else look(x + camera.offX * dx, y + camera.offY * dy, sight)
  }
}

const SAMPLES = 2

/** Writes brightness and color of a place, blurred by what is mixed into it from beside. */
function lookOf({ look: ground, picture }: GroundScene, camera: GroundCamera): SeeGround {
  const { white, shade, shaded } = camera
  return (x, y, sight) => {
    const blur = 0.1 + 0.15 * (1 - sight.clearness / 255)
    let luminance = 0
    let color = 0
    for (let sample = 0; sample < SAMPLES; sample++) {
      const away = blur * (hashUnit(Math.round(x * 50) + sample, Math.round(y * 50)) - 0.5) * 2
      const aside = blur * (hashUnit(Math.round(y * 50), Math.round(x * 50) + sample) - 0.5) * 2
      const cell = cellAt(x + away, y + aside)
      if (cell < 0) {
        sight.clearness = 0
        return
      }
      const material = picture.material[cell]!
      const painted = picture.paint[cell]!
      const paint = painted === 0 ? 0 : paintLeft(painted, ground.wear, [x + away, y + aside])
      const plain = ground.luminance[material]! * mottle(ground, x + away, y + aside)
      const paintColor = painted > 128 ? 205 : 128
      luminance += plain + (white - plain) * paint
      color += ground.color[material]! + (paintColor - ground.color[material]!) * paint
    }
    const light = planeNoise(x / 7 + 31, y / 7 + 17) < shaded ? shade : 1
    sight.luminance = Math.min(255, Math.max(0, (light * luminance) / SAMPLES))
    sight.color = Math.min(255, Math.max(0, color / SAMPLES))
  }
}
