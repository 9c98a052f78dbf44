import type { Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'
import { plainHead } from './plainPerson.ts'
import { plainWheel } from './plainWheel.ts'
import { boxOf, circle, loft, tube } from './shapes.ts'

/** All that tells one two-wheeler from the next, where a lidar can tell it. */
export type PlainRide = {
  readonly kind: 'bicycle' | 'scooter' | 'motorbike'
  /** From axle to axle. */
  readonly wheelbase: number
  readonly wheel: number
  readonly hasBox: boolean
  /** Half the width of the handlebar. */
  readonly bar: number
  readonly paint: MaterialName
}

/** A two-wheeler alone, its front along +x, the wheels on z = 0. */
export function plainRidePolygons(ride: PlainRide): Polygon[] {
  const { kind, wheelbase, wheel, hasBox, bar, paint } = ride
  const [rear, front] = [-wheelbase / 2, wheelbase / 2]
  const barAt: Vec3 = [front - 0.16, 0, 1.02]
  const rod = (a: Vec3, b: Vec3, radius: number): Polygon[] =>
    tube([a, b], [radius, radius], { material: paint, sides: 3 })
  const handle = rod([barAt[0], -bar, 1.02], [barAt[0], bar, 1.02], 0.02)
  const box = hasBox
    ? boxOf([rear - 0.25, -0.22, 0.8], [rear + 0.2, 0.22, 1.25], 'paintYellow')
    : []
  if (kind === 'bicycle') {
    return [
      ...rim([rear, 0, wheel], wheel),
      ...rim([front, 0, wheel], wheel),
      ...rod([rear, 0, wheel], [-0.08, 0, 0.29], 0.02),
      ...rod([-0.08, 0, 0.29], [front - 0.18, 0, 0.85], 0.025),
      ...rod([-0.08, 0, 0.29], [-0.22, 0, 0.93], 0.022),
      ...rod([-0.2, 0, 0.8], [front - 0.18, 0, 0.85], 0.022),
      ...rod([front, 0, wheel], barAt, 0.025),
      ...handle,
      ...boxOf([-0.34, -0.07, 0.9], [-0.1, 0.07, 0.96], 'trim'),
      ...box,
    ]
  }
  const isScooter = kind === 'scooter'
  return [
    ...plainWheel([rear, 0.07], { radius: wheel, width: 0.14 }),
    ...plainWheel([front, 0.06], { radius: wheel, width: 0.12 }),
    ...(isScooter
      ? [
          ...boxOf([rear - 0.2, -0.17, 0.3], [-0.02, 0.17, 0.78], paint),
          ...boxOf([-0.05, -0.15, 0.2], [front - 0.25, 0.15, 0.32], paint),
          ...boxOf([front - 0.28, -0.2, 0.25], [front - 0.2, 0.2, 0.95], paint),
        ]
      : boxOf([rear + 0.15, -0.16, 0.3], [front - 0.3, 0.16, 0.85], paint)),
    ...rod([front, 0, wheel], barAt, 0.05),
    ...handle,
    ...box,
  ]
}

/** A tyre as a thin flat ring, seen from both sides: beams pass between the spokes. */
function rim(hub: Vec3, radius: number): Polygon[] {
  const ring = (reach: number): readonly Vec3[] =>
    circle(hub, { u: [reach, 0, 0], v: [0, 0, reach], sides: 9 })
  const [outer, inner] = [ring(radius), ring(radius - 0.05)]
  return outer.map((corner, i) => {
    const next = (i + 1) % outer.length
    return {
      corners: [corner, outer[next]!, inner[next]!, inner[i]!],
      material: 'tyre',
      isTwoSided: true,
    }
  })
}

/** Who rides: leaning by `lean` meters at the shoulders, the pedals at `phase` radians. */
export function plainRiderPolygons(
  { kind, wheelbase, bar }: PlainRide,
  {
    lean,
    phase,
    height,
    cloth,
  }: { lean: number; phase: number; height: number; cloth: MaterialName },
): Polygon[] {
  const k = height / 1.75
  const isPedalling = kind === 'bicycle'
  const seat: Vec3 = [-0.24, 0, isPedalling ? 0.96 : 0.8]
  const neck: Vec3 = [seat[0] + lean, 0, seat[2] + 0.5 * k]
  const section = (center: Vec3, wide: number): readonly Vec3[] =>
    circle(center, { u: [0.11, 0, -0.03], v: [0, wide, 0], sides: 7 })
  const limbs = [1, -1].flatMap((side) => {
    const angle = phase + (side > 0 ? 0 : Math.PI)
    const foot: Vec3 = isPedalling
      ? [-0.08 + 0.17 * Math.cos(angle), side * 0.12, 0.29 + 0.17 * Math.sin(angle)]
      : [0.18, side * 0.17, 0.3]
    const knee: Vec3 = [(foot[0] + seat[0]) / 2 + 0.24, side * 0.15, (foot[2] + seat[2]) / 2 + 0.14]
    const hand: Vec3 = [wheelbase / 2 - 0.16, side * (bar - 0.05), 1.04]
    const elbow: Vec3 = [(hand[0] + neck[0]) / 2, side * 0.25, (hand[2] + neck[2]) / 2 - 0.08]
    return [
      ...tube([seat, knee], [0.1, 0.07], { material: 'clothDenim', sides: 4 }),
      ...tube([knee, foot], [0.07, 0.05], { material: 'clothDenim', sides: 4 }),
      ...tube([[neck[0], side * 0.18, neck[2] - 0.05], elbow], [0.055, 0.045], {
        material: cloth,
        sides: 4,
      }),
      ...tube([elbow, hand], [0.045, 0.04], { material: cloth, sides: 4 }),
    ]
  })
  return [
    ...loft(
      [
        section(seat, 0.16),
        section([seat[0] + lean * 0.55, 0, seat[2] + 0.27 * k], 0.165),
        section(neck, 0.2),
      ],
      [cloth],
    ),
    ...limbs,
    ...plainHead([neck[0] + 0.08, 0, neck[2] + 0.17]),
  ]
}
