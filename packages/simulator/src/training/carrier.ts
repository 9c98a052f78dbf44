import type { Vec3 } from '@trueline/geometry'
import { boxOf } from '../bodies/shapes.ts'
import { between, type Random } from '../random.ts'
import type { Thing } from '../raster/thing.ts'
import { solid } from './clutter.ts'

/** The recording vehicle itself below its sensor: beams meet its roof and bonnet, and nobody labels it. */
export function carrierOf(random: Random, [x, , height]: Vec3): Thing {
  const roof = height - between(random, 0.3, 0.7)
  const half = between(random, 0.75, 0.98)
  const rear = x - between(random, 1.2, 2.2)
  const body = [
    ...boxOf(
      [rear, -half, 0.25],
      [rear + between(random, 3.6, 4.4), half, roof * 0.6],
      'paintWhite',
    ),
    ...boxOf(
      [rear + 0.2, -half * 0.7, roof * 0.62],
      [x + between(random, 0.4, 1), half * 0.7, roof],
      'paintWhite',
    ),
    ...boxOf([x - 0.6, -half * 0.7, roof], [x - 0.5, half * 0.7, roof + 0.08], 'trim'),
  ]
  return {
    ...solid(body),
    place: { point: [0, 0, 0], yaw: 0 },
    chunk: null,
    objectIndex: -1,
  }
}
