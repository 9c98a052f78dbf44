import type { Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'
import { boxOf, loft, panelX, panelY, patchOn, type Ring } from './shapes.ts'
import { wheel, wheelArch } from './wheel.ts'

/** The shapes of cars. */
export type CarStyle = 'sedan' | 'hatch' | 'wagon' | 'suv' | 'van'

/** What tells one car from the next. */
export type CarLook = {
  readonly style: CarStyle
  readonly length: number
  readonly width: number
  readonly height: number
  readonly paint: MaterialName
}

/** A cross-section: its place from the rear (0) to the nose (1), width, height of its top. */
type Station = readonly [at: number, width: number, top: number]

/** The lower body and where the cabin's glass begins and ends: rear foot, rear roof, front roof, front foot. */
type Shape = {
  readonly stations: readonly Station[]
  readonly cabin: readonly [number, number, number, number]
  readonly roofWidth: number
  /** Where side glass begins; behind it a van is closed. */
  readonly glassFrom: number
}

const NOSE: readonly Station[] = [
  [0.92, 0.97, 0.53],
  [0.975, 0.91, 0.485],
  [1, 0.84, 0.45],
]

const SHAPES: Readonly<Record<CarStyle, Shape>> = {
  sedan: {
    stations: [[0, 0.86, 0.59], [0.04, 0.94, 0.64], [0.2, 1, 0.645], [0.73, 1, 0.61], ...NOSE],
    cabin: [0.13, 0.27, 0.56, 0.75],
    roofWidth: 0.72,
    glassFrom: 0,
  },
  hatch: {
    stations: [[0, 0.88, 0.6], [0.05, 0.97, 0.63], [0.22, 1, 0.63], [0.75, 1, 0.6], ...NOSE],
    cabin: [0.015, 0.12, 0.55, 0.78],
    roofWidth: 0.74,
    glassFrom: 0,
  },
  wagon: {
    stations: [[0, 0.88, 0.6], [0.04, 0.96, 0.63], [0.2, 1, 0.63], [0.73, 1, 0.6], ...NOSE],
    cabin: [0.01, 0.08, 0.56, 0.75],
    roofWidth: 0.74,
    glassFrom: 0,
  },
  suv: {
    stations: [[0, 0.9, 0.6], [0.04, 0.97, 0.62], [0.2, 1, 0.62], [0.75, 1, 0.6], ...NOSE],
    cabin: [0.01, 0.06, 0.58, 0.77],
    roofWidth: 0.8,
    glassFrom: 0,
  },
  van: {
    stations: [
      [0, 0.97, 0.5],
      [0.03, 1, 0.5],
      [0.2, 1, 0.5],
      [0.86, 1, 0.49],
      [0.95, 0.96, 0.43],
      [1, 0.86, 0.38],
    ],
    cabin: [0, 0.008, 0.7, 0.9],
    roofWidth: 0.9,
    glassFrom: 0.66,
  },
}

/** A car, its nose along +x, standing on z = 0 about the origin. */
export function carPolygons(look: CarLook): Polygon[] {
  const { length, width, height, paint, style } = look
  const shape = SHAPES[style]
  const half = width / 2
  const x = (share: number): number => (share - 0.5) * length
  const radius = style === 'suv' || style === 'van' ? 0.36 : 0.315
  const ground = style === 'suv' ? 0.26 : 0.19
  const rings = shape.stations.map(([at, share, top]): Ring => {
    const [low, mid, shoulder] = [ground, ground + 0.12, height * top]
    const y = half * share
    const belly = low + (at < 0.03 || at > 0.99 ? 0.06 : 0)
    return [
      [x(at), -y * 0.9, belly],
      [x(at), y * 0.9, belly],
      [x(at), y, mid],
      [x(at), y, mid + (shoulder - mid) * 0.7],
      [x(at), y * 0.94, shoulder],
      [x(at), -y * 0.94, shoulder],
      [x(at), -y, mid + (shoulder - mid) * 0.7],
      [x(at), -y, mid],
    ]
  })
  const axle = length * 0.305
  const wheels = [axle + length * 0.01, -axle].flatMap((at) =>
    [half + 0.006, -half - 0.006].flatMap((y) => [
      wheelArch([at, Math.sign(y) * (half + 0.003)], radius),
      ...wheel([at, y], { radius, width: 0.21 }),
    ]),
  )
  return [
    ...loft(rings, [paint]),
    ...cabin(look, shape),
    ...boxOf(
      [x(shape.cabin[0] + 0.14), -half * 0.6, height * 0.3],
      [x(shape.cabin[3] - 0.17), half * 0.6, height * 0.68],
      'seat',
    ),
    ...lights(look, shape),
    ...seams(look),
    ...wheels,
  ]
}

function cabin({ length, width, height, paint }: CarLook, shape: Shape): Polygon[] {
  const half = width / 2
  const [rearFoot, rearRoof, frontRoof, frontFoot] = shape.cabin.map(
    (at) => (at - 0.5) * length,
  ) as [number, number, number, number]
  const shoulder = height * shape.stations[2]![2] - 0.03
  const ring = (share: number, y: number): Ring => {
    const z = shoulder + (height - shoulder) * share
    const rear = rearFoot + (rearRoof - rearFoot) * share
    const front = frontFoot + (frontRoof - frontFoot) * share
    return [
      [rear, -y, z],
      [front, -y, z],
      [front, y, z],
      [rear, y, z],
    ]
  }
  const foot = ring(0, half * 0.92)
  const eaves = ring(0.86, half * (shape.roofWidth + 0.02))
  const roof: Ring = ring(1, half * (shape.roofWidth - 0.06)).map(
    ([x, y, z], i): Vec3 => [x + (i === 0 || i === 3 ? 0.06 : -0.1), y, z],
  )
  const inside: Vec3 = [(rearFoot + frontFoot) / 2, 0, shoulder]
  const pillars = [0, 1, 2, 3].flatMap((i) => {
    const next = (i + 1) % 4
    const face = [foot[i]!, foot[next]!, eaves[next]!, eaves[i]!] as const
    const isSide = i % 2 === 0
    const stretches = isSide
      ? sidePillars(shape, i === 2)
      : [
          [0, 0.045],
          [0.955, 1],
        ]
    return stretches.map(([u0, u1]) =>
      patchOn(face, [u0!, u1!, 0, 1], { material: paint, lift: 0.006, inside }),
    )
  })
  const mirrors = [-1, 1].flatMap((side) =>
    boxOf(
      [frontFoot - 0.42, side * half * 0.9, shoulder + 0.03],
      [frontFoot - 0.28, side * half, shoulder + 0.16],
      paint,
    ),
  )
  return [...loft([foot, eaves, roof], ['glass', paint, 'seat', paint]), ...pillars, ...mirrors]
}

/** Stretches of a side's glass that are sheet metal; the left side runs from front to rear. */
function sidePillars(shape: Shape, isReversed: boolean): readonly (readonly [number, number])[] {
  const pillars: readonly (readonly [number, number])[] =
    shape.glassFrom > 0
      ? [
          [0, shape.glassFrom],
          [0.97, 1],
        ]
      : [
          [0, 0.07],
          [0.3, 0.335],
          [0.55, 0.59],
          [0.975, 1],
        ]
  return isReversed ? pillars.map(([from, to]) => [1 - to, 1 - from] as const) : pillars
}

function lights({ length, width, height }: CarLook, { stations }: Shape): Polygon[] {
  const nose = { at: length / 2 + 0.004, facing: 1 } as const
  const tail = { at: -length / 2 - 0.004, facing: -1 } as const
  const half = width / 2
  const front = height * stations[stations.length - 1]![2]
  const rear = height * stations[0]![2]
  return [
    ...[-1, 1].flatMap((side) => [
      panelX(
        nose,
        [side * half * 0.48, side * half * 0.81, front - 0.15, front - 0.02],
        'headlamp',
      ),
      panelX(tail, [side * half * 0.5, side * half * 0.84, rear - 0.2, rear - 0.04], 'taillamp'),
    ]),
    panelX(nose, [-half * 0.42, half * 0.42, front - 0.17, front - 0.05], 'trim'),
    panelX(nose, [-half * 0.7, half * 0.7, 0.28, 0.36], 'trim'),
    panelX({ ...nose, at: nose.at + 0.004 }, [-0.26, 0.26, 0.38, 0.48], 'plate'),
    panelX(tail, [-0.26, 0.26, rear - 0.3, rear - 0.19], 'plate'),
    panelX(tail, [-half * 0.72, half * 0.72, 0.27, 0.36], 'trim'),
  ]
}

/** Door gaps and handles on the flanks. */
function seams({ length, width, height }: CarLook): Polygon[] {
  return [1, -1].flatMap((side) => {
    const face = { at: side * (width / 2 + 0.002), facing: side as 1 | -1 }
    const [low, high] = [0.36, height * 0.53]
    return [-0.12, 0.1, 0.245].flatMap((at) => [
      panelY(face, [at * length - 0.006, at * length + 0.006, low, high], 'trim'),
      panelY(face, [at * length - 0.22, at * length - 0.06, high - 0.06, high - 0.03], 'trim'),
    ])
  })
}
