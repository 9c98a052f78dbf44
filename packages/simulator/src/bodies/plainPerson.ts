import { add, type Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'
import { boxOf, circle, loft, type Ring, tube } from './shapes.ts'

/** All that tells one person from the next, where a lidar can tell it. */
export type PlainPerson = {
  readonly height: number
  /** Width of the shoulders against the usual 0.46 m. */
  readonly build: number
  /** Half the length of a step; 0 stands still. */
  readonly stride: number
  /** How the left arm is held: hanging, at the ear, or forward. */
  readonly arms: 'hanging' | 'raised' | 'forward'
  /** How far down a coat or skirt reaches, as a share of the height; 1 for none. */
  readonly hem: number
  readonly bag: 'none' | 'back' | 'hand'
  readonly cloth: MaterialName
}

function oval(center: Vec3, [x, y]: readonly [number, number]): Ring {
  return circle(center, { u: [x, 0, 0], v: [0, y, 0], sides: 7 })
}

const limb = (
  ends: readonly [Vec3, Vec3],
  radii: readonly [number, number],
  material: MaterialName,
) => tube(ends, radii, { material, sides: 4 })

/** A head and its hair or hat, its middle at `center`. */
export function plainHead(center: Vec3): Polygon[] {
  const at = (up: number): Vec3 => add(center, [0, 0, up])
  return loft(
    [
      oval(at(-0.14), [0.06, 0.055]),
      oval(at(-0.03), [0.105, 0.08]),
      oval(at(0.07), [0.1, 0.085]),
      oval(at(0.12), [0.05, 0.045]),
    ],
    ['skin', 'hair'],
  )
}

/** A person as a lidar sees one, walking or standing, looking along +x, the feet on z = 0. */
export function plainPersonPolygons(person: PlainPerson): Polygon[] {
  const { height, build, stride, hem, cloth, bag } = person
  const k = height / 1.75
  const shoulder = 0.205 * build * Math.min(1, k + 0.1)
  const legs = [1, -1].flatMap((side) => {
    const reach = side * stride * k
    const hip: Vec3 = [0, side * 0.09 * k, 0.88 * k]
    const knee: Vec3 = [reach * 0.6 + (stride > 0.05 ? 0.05 : 0), hip[1], 0.47 * k]
    const ankle: Vec3 = [reach, hip[1], 0.08 * k]
    return [
      ...limb([hip, knee], [0.09 * k * build, 0.065 * k], 'clothDenim'),
      ...limb([knee, ankle], [0.065 * k, 0.05 * k], 'clothDenim'),
      ...boxOf(add(ankle, [-0.07, -0.045, -0.08 * k]), add(ankle, [0.18, 0.045, 0]), 'clothBlack'),
    ]
  })
  const waist = [0.115 * build, 0.16 * build] as const
  const skirt =
    hem < 1
      ? loft([oval([0, 0, hem * height], [0.19, 0.21]), oval([0, 0, 1.0 * k], waist)], [cloth])
      : []
  return [
    ...legs,
    ...skirt,
    ...loft(
      [
        oval([0, 0, 0.84 * k], waist),
        oval([0.01, 0, 1.33 * k], [0.125 * build, shoulder]),
        oval([0, 0, 1.47 * k], [0.065, shoulder * 0.6]),
      ],
      [cloth],
    ),
    ...armPolygons(person, k, shoulder),
    ...(bag === 'back' ? boxOf([-0.32, -0.15, k], [-0.1, 0.15, 1.44 * k], cloth) : []),
    ...(bag === 'hand'
      ? boxOf([-0.12, -shoulder - 0.16, 0.35 * k], [0.22, -shoulder - 0.02, 0.72 * k], 'clothBlack')
      : []),
    ...plainHead([0.01, 0, height - 0.12]),
  ]
}

function armPolygons({ stride, arms, cloth }: PlainPerson, k: number, shoulder: number): Polygon[] {
  return [1, -1].flatMap((side) => {
    const joint: Vec3 = [0, side * shoulder, 1.4 * k]
    const [elbow, hand] = armAt(side > 0 ? arms : 'hanging', {
      swing: -side * stride * k,
      y: side * (shoulder + 0.05),
      k,
    })
    return [
      ...limb([joint, elbow], [0.055, 0.045], cloth),
      ...limb([elbow, hand], [0.045, 0.04], cloth),
    ]
  })
}

function armAt(
  arms: PlainPerson['arms'],
  { swing, y, k }: { readonly swing: number; readonly y: number; readonly k: number },
): readonly [elbow: Vec3, hand: Vec3] {
  switch (arms) {
    case 'hanging':
      return [
        [swing * 0.35 - 0.03, y, 1.12 * k],
        [swing * 0.7 + 0.07, y, 0.82 * k],
      ]
    case 'raised':
      return [
        [0.14, y, 1.16 * k],
        [0.1, y * 0.6, 1.52 * k],
      ]
    case 'forward':
      return [
        [0.1, y, 1.12 * k],
        [0.4, y * 0.8, 1.05 * k],
      ]
  }
}

/** A person who sits, the seat 0.45 m high, looking along +x. */
export function plainSitterPolygons({ height, build, cloth }: PlainPerson): Polygon[] {
  const k = height / 1.75
  const shoulder = 0.2 * build
  return [
    ...[1, -1].flatMap((side) => [
      ...limb(
        [
          [-0.1, side * 0.1, 0.53],
          [0.36, side * 0.12, 0.52],
        ],
        [0.09, 0.075],
        'clothDenim',
      ),
      ...limb(
        [
          [0.36, side * 0.12, 0.52],
          [0.34, side * 0.12, 0.05],
        ],
        [0.07, 0.05],
        'clothDenim',
      ),
      ...boxOf([0.28, side * 0.12 - 0.05, 0], [0.52, side * 0.12 + 0.05, 0.08], 'clothBlack'),
      ...limb(
        [
          [-0.1, side * shoulder, 0.95 * k],
          [0.22, side * 0.16, 0.62],
        ],
        [0.055, 0.045],
        cloth,
      ),
    ]),
    ...loft(
      [
        oval([-0.12, 0, 0.44], [0.13, 0.17]),
        oval([-0.1, 0, 0.9 * k], [0.12, shoulder]),
        oval([-0.08, 0, 1.03 * k], [0.06, shoulder * 0.6]),
      ],
      [cloth],
    ),
    ...plainHead([-0.03, 0, 1.2 * k]),
  ]
}
