import type { Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'
import { plainWheel } from './plainWheel.ts'
import { boxOf, loft, patchOn, type Ring } from './shapes.ts'

/** All that tells one car from the next, where a lidar can tell it. Lengths in meters, `at` from the rear. */
export type PlainCar = {
  readonly length: number
  readonly width: number
  readonly height: number
  readonly clearance: number
  /** Height of the shoulder behind, and of the bonnet's front edge. */
  readonly shoulder: number
  readonly bonnet: number
  /** Where the cabin's glass begins and ends, from the rear: rear foot, rear roof, front roof, front foot. */
  readonly cabin: readonly [number, number, number, number]
  /** Shares of the width: roof, nose and tail. */
  readonly roof: number
  readonly nose: number
  readonly tail: number
  readonly wheel: number
  /** Share of the side, from the front, that is glass: a delivery van is closed behind. */
  readonly glass: number
  /** Whether the load is open to the sky behind the cabin. */
  readonly hasBed: boolean
  readonly paint: MaterialName
}

/** A car as a lidar sees it, its nose along +x, standing on z = 0 about the origin; without its mirrors. */
export function plainCarPolygons(car: PlainCar): Polygon[] {
  const { length, width, wheel } = car
  const axle = length * 0.305
  const wheels = [axle + 0.03, -axle].flatMap((x) =>
    [width / 2 - 0.01, 0.01 - width / 2].flatMap((y) =>
      plainWheel([x, y], { radius: wheel, width: 0.21 }),
    ),
  )
  return [...hull(car), ...cabin(car), ...seats(car), ...wheels]
}

/** The two mirrors of a car, which its label leaves out. */
export function mirrorPolygons({ length, width, shoulder, cabin, paint }: PlainCar): Polygon[] {
  const x = cabin[3] - length / 2 - 0.4
  return [1, -1].flatMap((side) =>
    boxOf(
      [x - 0.06, (side * width) / 2 - side * 0.05, shoulder + 0.02],
      [x + 0.1, (side * width) / 2 + side * 0.15, shoulder + 0.18],
      paint,
    ),
  )
}

/** The lower body, from bumper to bumper. */
function hull(car: PlainCar): Polygon[] {
  const { length, width, clearance, shoulder, bonnet, cabin, nose, tail, hasBed, paint } = car
  const section = (at: number, share: number, top: number): Ring => {
    const [x, y] = [at - length / 2, (width / 2) * share]
    const middle = clearance + (top - clearance) * 0.55
    return [
      [x, -y * 0.9, clearance],
      [x, y * 0.9, clearance],
      [x, y, middle],
      [x, y * 0.95, top],
      [x, -y * 0.95, top],
      [x, -y, middle],
    ]
  }
  const rear = hasBed ? cabin[0] : 0
  const front = [
    section(cabin[3] - 0.1, 1, shoulder),
    section(length - 0.35, 0.98, bonnet + 0.06),
    section(length - 0.08, nose + 0.05, bonnet),
    section(length, nose, bonnet - 0.1),
  ]
  const back = hasBed
    ? [section(rear, 1, shoulder)]
    : [section(0, tail, shoulder - 0.04), section(0.25, 1, shoulder)]
  return [...loft([...back, ...front], [paint]), ...(hasBed ? bed(car) : [])]
}

/** The open load of a pickup: floor, flanks and tail gate. */
function bed({ length, width, clearance, shoulder, cabin, paint }: PlainCar): Polygon[] {
  const [rear, front, y] = [-length / 2, cabin[0] - length / 2, width / 2]
  const floor = clearance + (shoulder - clearance) * 0.5
  return [
    ...boxOf([rear + 0.05, -y + 0.07, clearance], [front, y - 0.07, floor], 'trim'),
    ...boxOf([rear, -y, clearance + 0.15], [front, -y + 0.08, shoulder], paint),
    ...boxOf([rear, y - 0.08, clearance + 0.15], [front, y, shoulder], paint),
    ...boxOf([rear, -y + 0.08, clearance + 0.15], [rear + 0.07, y - 0.08, shoulder], paint),
  ]
}

function cabin(car: PlainCar): Polygon[] {
  const { length, width, height, shoulder, roof, glass, paint } = car
  const [rearFoot, rearRoof, frontRoof, frontFoot] = car.cabin.map((at) => at - length / 2) as [
    number,
    number,
    number,
    number,
  ]
  const half = width / 2
  const foot: Ring = ringOf([rearFoot, frontFoot, half * 0.94, shoulder - 0.02])
  const eaves: Ring = ringOf([rearRoof, frontRoof, half * roof, height - 0.08])
  const top: Ring = ringOf([rearRoof + 0.12, frontRoof - 0.2, half * (roof - 0.08), height])
  const inside: Vec3 = [(rearFoot + frontFoot) / 2, 0, shoulder]
  const pillars = [0, 2].flatMap((edge) => {
    const next = (edge + 1) % 4
    const face = [foot[edge]!, foot[next]!, eaves[next]!, eaves[edge]!] as const
    return pillarsOf(glass).map(([u0, u1]) => {
      // The left side's edge runs from front to rear.
      const share = edge === 0 ? ([u0, u1, 0, 1] as const) : ([1 - u1, 1 - u0, 0, 1] as const)
      return patchOn(face, share, { material: paint, lift: 0.006, inside })
    })
  })
  return [...loft([foot, eaves, top], ['glass', paint, 'seat', paint]), ...pillars]
}

function ringOf([rear, front, y, z]: readonly [number, number, number, number]): Ring {
  return [
    [rear, -y, z],
    [front, -y, z],
    [front, y, z],
    [rear, y, z],
  ]
}

/** Stretches of a side's glass that are sheet metal, from the rear. */
function pillarsOf(glass: number): readonly (readonly [number, number])[] {
  return glass < 1
    ? [[0, 1 - glass]]
    : [
        [0, 0.12],
        [0.5, 0.55],
      ]
}

/** What a beam that went through the glass comes to. */
function seats({ length, width, shoulder, height, cabin, glass }: PlainCar): Polygon[] {
  const [rear, front, y] = [cabin[0] - length / 2, cabin[3] - length / 2, width / 2 - 0.18]
  const top = shoulder + (height - shoulder) * 0.6
  const back = rear + (front - rear) * (glass < 1 ? 1 - glass : 0.25)
  return [
    ...boxOf([front - 1.5, -y, shoulder - 0.5], [front - 1.25, y, top], 'seat'),
    ...boxOf([back, -y, shoulder - 0.5], [back + 0.2, y, top - 0.08], 'seat'),
  ]
}
