import { add, type Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'
import { boxOf, circle, loft, type Ring, tube } from './shapes.ts'

/** What tells one person from the next. */
export type PersonLook = {
  readonly height: number
  /** Width of the shoulders against the usual 0.46 m. */
  readonly build: number
  readonly top: MaterialName
  readonly trousers: MaterialName
  readonly skin: MaterialName
  readonly hair: MaterialName
  readonly hasBackpack: boolean
}

/** An upright ellipse, eight corners. */
function oval(center: Vec3, [x, y]: readonly [number, number]): Ring {
  return circle(center, { u: [x, 0, 0], v: [0, y, 0], sides: 8 })
}

/** A head and what grows or sits on it, its middle at `center`. */
export function headPolygons(center: Vec3, skin: MaterialName, hair: MaterialName): Polygon[] {
  const at = (up: number, back = 0): Vec3 => add(center, [-back, 0, up])
  return [
    ...loft(
      [oval(at(-0.13), [0.05, 0.045]), oval(at(-0.06), [0.09, 0.07]), oval(at(0.04), [0.1, 0.08])],
      [skin],
    ),
    ...loft(
      [
        oval(at(-0.03, 0.035), [0.08, 0.083]),
        oval(at(0.045), [0.106, 0.086]),
        oval(at(0.09), [0.085, 0.07]),
        oval(at(0.115), [0.04, 0.035]),
      ],
      [hair],
    ),
  ]
}

/**
 * A walking person, looking along +x, the feet on z = 0.
 *
 * @param phase Of the gait, in radians: two steps are one turn. `null` stands still.
 */
export function personPolygons(look: PersonLook, phase: number | null): Polygon[] {
  const k = look.height / 1.75
  const swing = phase === null ? 0 : Math.sin(phase)
  const shoulder = 0.205 * look.build
  const limbs = [1, -1].flatMap((side) => {
    const hip: Vec3 = [0, side * 0.09 * k, 0.88 * k]
    const stride = side * swing * 0.33 * k
    const lift = phase === null ? 0 : Math.max(0, side * Math.cos(phase)) * 0.09 * k
    const knee: Vec3 = [stride * 0.55 + lift * 0.8, hip[1], 0.47 * k]
    const ankle: Vec3 = [stride - lift * 0.6, hip[1], 0.09 * k + lift]
    const joint: Vec3 = [0, side * shoulder, 1.4 * k]
    const elbow: Vec3 = [-stride * 0.35 - 0.03, side * (shoulder + 0.05), 1.12 * k]
    const hand: Vec3 = [-stride * 0.7 + 0.07, side * (shoulder + 0.05), 0.88 * k]
    return [
      ...tube([hip, knee], [0.085 * k, 0.062 * k], { material: look.trousers }),
      ...tube([knee, ankle], [0.062 * k, 0.045 * k], { material: look.trousers }),
      ...boxOf(
        add(ankle, [-0.07, -0.045, -0.09 * k]),
        add(ankle, [0.18, 0.045, -0.01]),
        'clothBlack',
      ),
      ...tube([joint, elbow], [0.055, 0.043], { material: look.top }),
      ...tube([elbow, hand], [0.042, 0.032], { material: look.top }),
      ...boxOf(add(hand, [-0.035, -0.025, -0.1]), add(hand, [0.035, 0.025, 0]), look.skin),
    ]
  })
  const torso = loft(
    [
      oval([0, 0, 0.84 * k], [0.11, 0.155]),
      oval([0, 0, 1.05 * k], [0.105, 0.15]),
      oval([0.01, 0, 1.33 * k], [0.125, shoulder]),
      oval([0, 0, 1.45 * k], [0.08, shoulder * 0.72]),
      oval([0, 0, 1.49 * k], [0.055, 0.06]),
    ],
    [look.trousers, look.top],
  )
  const pack = look.hasBackpack
    ? boxOf([-0.3, -0.15, 1.02 * k], [-0.1, 0.15, 1.44 * k], 'clothNavy')
    : []
  return [
    ...torso,
    ...limbs,
    ...pack,
    ...headPolygons([0.01, 0, look.height - 0.115], look.skin, look.hair),
  ]
}
