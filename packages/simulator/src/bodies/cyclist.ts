import type { Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'
import { headPolygons, type PersonLook } from './person.ts'
import { boxOf, circle, loft, tube } from './shapes.ts'

const WHEEL = 0.34
const REAR: Vec3 = [-0.52, 0, WHEEL]
const FRONT: Vec3 = [0.54, 0, WHEEL]
const CRANK: Vec3 = [-0.08, 0, 0.29]
const SADDLE: Vec3 = [-0.24, 0, 0.93]
const HEAD_TUBE: Vec3 = [0.36, 0, 0.88]

/** A tyre as a ring of short tubes: a beam passes between the spokes. */
function rim(hub: Vec3): Polygon[] {
  const points = circle(hub, { u: [WHEEL, 0, 0], v: [0, 0, WHEEL], sides: 16 })
  return points.flatMap((point, i) =>
    tube([point, points[(i + 1) % points.length]!], [0.022, 0.022], { material: 'tyre', sides: 4 }),
  )
}

/** A bicycle with its rider, riding along +x, the wheels on z = 0. */
export function cyclistPolygons(look: PersonLook, phase: number, paint: MaterialName): Polygon[] {
  const bar: Vec3 = [0.4, 0, 1.02]
  const frame: readonly (readonly [Vec3, Vec3])[] = [
    [REAR, CRANK],
    [REAR, SADDLE],
    [CRANK, SADDLE],
    [CRANK, HEAD_TUBE],
    [SADDLE, HEAD_TUBE],
    [HEAD_TUBE, FRONT],
    [HEAD_TUBE, bar],
    [
      [0.4, -0.27, 1.02],
      [0.4, 0.27, 1.02],
    ],
  ]
  const legs = [1, -1].flatMap((side) => {
    const angle = phase + (side > 0 ? 0 : Math.PI)
    const foot: Vec3 = [
      CRANK[0] + 0.17 * Math.cos(angle),
      side * 0.12,
      CRANK[2] + 0.17 * Math.sin(angle),
    ]
    const hip: Vec3 = [-0.2, side * 0.1, 0.98]
    const knee: Vec3 = [(foot[0] + hip[0]) / 2 + 0.24, side * 0.13, (foot[2] + hip[2]) / 2 + 0.16]
    return [
      ...tube([hip, knee], [0.085, 0.06], { material: look.trousers }),
      ...tube([knee, foot], [0.06, 0.042], { material: look.trousers }),
      ...boxOf(
        [foot[0] - 0.08, foot[1] - 0.04, foot[2] - 0.05],
        [foot[0] + 0.15, foot[1] + 0.04, foot[2] + 0.03],
        'clothBlack',
      ),
      ...tube(
        [
          [0.1, side * 0.2, 1.4],
          [0.24, side * 0.25, 1.17],
        ],
        [0.05, 0.042],
        { material: look.top },
      ),
      ...tube(
        [
          [0.24, side * 0.25, 1.17],
          [0.4, side * 0.24, 1.04],
        ],
        [0.042, 0.034],
        { material: look.top },
      ),
    ]
  })
  const section = (center: Vec3, wide: number): readonly Vec3[] =>
    circle(center, { u: [0.09, 0, -0.06], v: [0, wide, 0], sides: 8 })
  return [
    ...rim(REAR),
    ...rim(FRONT),
    ...frame.flatMap((ends) => tube(ends, [0.02, 0.02], { material: paint, sides: 5 })),
    ...boxOf([-0.36, -0.07, 0.91], [-0.12, 0.07, 0.97], 'trim'),
    ...loft(
      [
        section([-0.24, 0, 0.97], 0.15),
        section([-0.05, 0, 1.22], 0.16),
        section([0.1, 0, 1.44], 0.2),
      ],
      [look.top],
    ),
    ...legs,
    ...headPolygons([0.2, 0, 1.6], look.skin, look.hasBackpack ? 'paintRed' : look.hair),
  ]
}
