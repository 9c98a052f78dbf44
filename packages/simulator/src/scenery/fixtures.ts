import { type Cuboid, fromYaw, IDENTITY_ROTATION, type Vec3 } from '@trueline/geometry'
import type { SignKind } from './furniture.ts'

/** A part of street furniture that a map tells of, in the furniture's own space. */
export type Fixture = {
  readonly kind: 'pole' | 'trafficSign' | 'trafficLight'
  readonly cuboid: Cuboid
}

function fixture(kind: Fixture['kind'], [from, to]: readonly [Vec3, Vec3]): Fixture {
  const middle = (axis: 0 | 1 | 2): number => (from[axis] + to[axis]) / 2
  const side = (axis: 0 | 1 | 2): number => to[axis] - from[axis]
  const cuboid = {
    center: [middle(0), middle(1), middle(2)] as const,
    extent: [side(0), side(1), side(2)] as const,
    rotation: IDENTITY_ROTATION,
  }
  return { kind, cuboid }
}

function pole(radius: number, height: number): Fixture {
  return fixture('pole', [
    [-radius, -radius, 0],
    [radius, radius, height],
  ])
}

function plate([from, to]: readonly [number, number], half: number): Fixture {
  return fixture('trafficSign', [
    [-0.06, -half, from],
    [-0.04, half, to],
  ])
}

/** Of a street lamp. */
export const LAMP_FIXTURES: readonly Fixture[] = [pole(0.1, 6.4)]

/** Of a traffic light. */
export const LIGHT_FIXTURES: readonly Fixture[] = [
  pole(0.07, 3.3),
  fixture('trafficLight', [
    [-0.18, -0.16, 2.3],
    [0.06, 0.16, 3.25],
  ]),
]

const PLATES: Readonly<Record<SignKind, Fixture>> = {
  speed: plate([2.08, 2.72], 0.32),
  crossing: plate([2.05, 2.65], 0.3),
  giveWay: plate([1.98, 2.82], 0.4),
  parking: plate([2.2, 2.62], 0.21),
}

/** Of a road sign. */
export function fixturesOfSign(kind: SignKind): readonly Fixture[] {
  return [pole(0.035, 2.75), PLATES[kind]]
}

/** The same a quarter turn on, to the left. */
export function quarterTurned({ kind, cuboid: { center, extent } }: Fixture): Fixture {
  const [x, y, z] = center
  return { kind, cuboid: { center: [-y, x, z], extent, rotation: fromYaw(Math.PI / 2) } }
}
