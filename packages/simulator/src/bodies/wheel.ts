import type { Vec3 } from '@trueline/geometry'
import type { Polygon } from './mesh.ts'
import { circle, loft } from './shapes.ts'

const SIDES = 14

/** A wheel that stands on the ground, its outer face at `y`, on the side that `y` is on. */
export function wheel([x, y]: readonly [number, number], { radius, width }: WheelSize): Polygon[] {
  const side = Math.sign(y)
  const ring = (at: number, share: number): readonly Vec3[] =>
    circle([x, at, radius], { u: [radius * share, 0, 0], v: [0, 0, radius * share], sides: SIDES })
  const tyre = loft([ring(y - side * width, 1), ring(y - side * 0.02, 1), ring(y, 0.9)], ['tyre'])
  const hub = loft([ring(y, 0.62), ring(y + side * 0.008, 0.6)], ['hub'])
  const nut = loft([ring(y + side * 0.008, 0.16), ring(y + side * 0.012, 0.14)], ['trim'])
  return [...tyre, ...hub, ...nut]
}

/** Radius and width of a wheel. */
export type WheelSize = { readonly radius: number; readonly width: number }

/** The dark half circle of a wheel arch on a side face at `y`. */
export function wheelArch([x, y]: readonly [number, number], radius: number): Polygon {
  const side = Math.sign(y)
  const corners = Array.from({ length: 11 }, (_, i): Vec3 => {
    const angle = (Math.PI * i) / 10
    const reach = radius * 1.16
    return [x + side * reach * Math.cos(angle), y, radius + reach * Math.sin(angle)]
  })
  return { corners: corners.toReversed(), material: 'trim' }
}
