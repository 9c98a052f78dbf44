import type { Vec3 } from '@trueline/geometry'
import type { Polygon } from '../bodies/mesh.ts'
import { boxOf, circle, panelX, tube } from '../bodies/shapes.ts'
import type { MaterialName } from '../materials.ts'

/** A street lamp whose arm reaches out along -x. */
export function streetLamp(): Polygon[] {
  return [
    ...tube(
      [
        [0, 0, 0],
        [0, 0, 0.9],
      ],
      [0.1, 0.1],
      { material: 'darkSteel', sides: 8 },
    ),
    ...tube(
      [
        [0, 0, 0.9],
        [0, 0, 6.4],
      ],
      [0.07, 0.045],
      { material: 'darkSteel', sides: 8 },
    ),
    ...tube(
      [
        [0, 0, 6.4],
        [-1.5, 0, 6.75],
      ],
      [0.04, 0.035],
      { material: 'darkSteel' },
    ),
    ...boxOf([-1.95, -0.13, 6.68], [-1.35, 0.13, 6.8], 'darkSteel'),
  ]
}

/** A flat plate of a sign, looking along -x. */
function plate(
  center: Vec3,
  radius: number,
  { sides, material }: { sides: number; material: MaterialName },
): Polygon {
  const ring = circle(center, { u: [0, 0, radius], v: [0, -radius, 0], sides })
  return { corners: ring, material, isTwoSided: true }
}

/** The kinds of road sign. */
export type SignKind = 'speed' | 'crossing' | 'giveWay' | 'parking'

/** A road sign on its post, looking along -x. */
export function roadSign(kind: SignKind): Polygon[] {
  const post = tube(
    [
      [0, 0, 0],
      [0, 0, 2.75],
    ],
    [0.035, 0.035],
    { material: 'steel', sides: 8 },
  )
  switch (kind) {
    case 'speed':
      return [
        ...post,
        plate([-0.05, 0, 2.4], 0.32, { sides: 18, material: 'signRed' }),
        plate([-0.055, 0, 2.4], 0.24, { sides: 18, material: 'signWhite' }),
      ]
    case 'crossing':
      return [
        ...post,
        panelX({ at: -0.05, facing: -1 }, [-0.3, 0.3, 2.05, 2.65], 'signBlue'),
        plate([-0.055, 0, 2.3], -0.22, { sides: 3, material: 'signWhite' }),
      ]
    case 'giveWay':
      return [
        ...post,
        plate([-0.05, 0, 2.4], 0.42, { sides: 3, material: 'signRed' }),
        plate([-0.055, 0, 2.4], 0.26, { sides: 3, material: 'signWhite' }),
      ]
    case 'parking':
      return [...post, panelX({ at: -0.05, facing: -1 }, [-0.21, 0.21, 2.2, 2.62], 'signBlue')]
  }
}

/** A traffic light looking along -x. */
export function trafficLight(state: 'red' | 'green'): Polygon[] {
  const lamp = (z: number, material: MaterialName): Polygon =>
    plate([-0.185, 0, z], 0.1, { sides: 12, material })
  return [
    ...tube(
      [
        [0, 0, 0],
        [0, 0, 3.3],
      ],
      [0.07, 0.06],
      { material: 'darkSteel', sides: 8 },
    ),
    ...boxOf([-0.18, -0.16, 2.3], [0.06, 0.16, 3.25], 'trim'),
    lamp(3.08, state === 'red' ? 'lampRed' : 'lampOff'),
    lamp(2.78, 'lampOff'),
    lamp(2.48, state === 'green' ? 'lampGreen' : 'lampOff'),
  ]
}

/** A wheeled bin. */
export function wheelieBin(material: MaterialName): Polygon[] {
  return [
    ...boxOf([-0.26, -0.25, 0.06], [0.26, 0.25, 0.95], material),
    ...boxOf([-0.3, -0.28, 0.95], [0.3, 0.28, 1.03], 'trim'),
  ]
}

/** A litter bin on a post. */
export function litterBin(): Polygon[] {
  return tube(
    [
      [0, 0, 0],
      [0, 0, 0.95],
    ],
    [0.2, 0.23],
    { material: 'darkSteel', sides: 10 },
  )
}

/** A bollard. */
export function bollard(): Polygon[] {
  return tube(
    [
      [0, 0, 0],
      [0, 0, 0.95],
    ],
    [0.07, 0.06],
    { material: 'darkSteel', sides: 8 },
  )
}

/** A grey box of the telephone company. */
export function cabinet(): Polygon[] {
  return [
    ...boxOf([-0.2, -0.5, 0], [0.2, 0.5, 1.25], 'concrete'),
    ...boxOf([-0.23, -0.53, 1.25], [0.23, 0.53, 1.31], 'concrete'),
  ]
}

/** A bench whose back is towards +x. */
export function bench(): Polygon[] {
  return [
    ...boxOf([-0.2, -0.8, 0.4], [0.22, 0.8, 0.46], 'wood'),
    ...boxOf([0.22, -0.8, 0.5], [0.28, 0.8, 0.85], 'wood'),
    ...[-0.6, 0.6].flatMap((y) => boxOf([-0.18, y - 0.03, 0], [0.26, y + 0.03, 0.4], 'darkSteel')),
  ]
}

/** A picket fence along y, `length` meters about the origin. */
export function fence(length: number, material: MaterialName): Polygon[] {
  const half = length / 2
  const pickets = Array.from({ length: Math.floor(length / 0.2) }, (_, i) =>
    panelX(
      { at: -0.03, facing: -1 },
      [-half + i * 0.2, -half + i * 0.2 + 0.09, 0.05, 1.05],
      material,
    ),
  ).map((polygon) => ({ ...polygon, isTwoSided: true }))
  const posts = Array.from({ length: Math.floor(length / 2) + 1 }, (_, i) =>
    boxOf([-0.01, -half + i * 2 - 0.04, 0], [0.07, -half + i * 2 + 0.04, 1.12], material),
  )
  const rails = [0.3, 0.85].flatMap((z) =>
    boxOf([-0.02, -half, z - 0.03], [0.01, half, z + 0.03], material),
  )
  return [...pickets, ...posts.flat(), ...rails]
}

/** A low garden wall along y, `length` meters about the origin. */
export function gardenWall(length: number): Polygon[] {
  return [
    ...boxOf([-0.12, -length / 2, -0.2], [0.12, length / 2, 0.75], 'brickRed'),
    ...boxOf([-0.15, -length / 2, 0.75], [0.15, length / 2, 0.82], 'stone'),
  ]
}

/** A glazed bus shelter open towards -x. */
export function busShelter(): Polygon[] {
  return [
    ...boxOf([-0.75, -1.9, 2.4], [0.75, 1.9, 2.5], 'darkSteel'),
    ...[-1.85, 0, 1.85].flatMap((y) =>
      boxOf([0.62, y - 0.04, 0], [0.7, y + 0.04, 2.4], 'darkSteel'),
    ),
    { ...panelX({ at: 0.66, facing: -1 }, [-1.85, 1.85, 0.25, 2.3], 'glass'), isTwoSided: true },
    ...boxOf([0.1, -1.3, 0.42], [0.5, 1.3, 0.48], 'wood'),
    ...boxOf([-0.6, -1.9, 0.3], [0.5, -1.8, 2.2], 'signWhite'),
  ]
}
