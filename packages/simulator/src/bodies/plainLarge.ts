import type { MaterialName } from '../materials.ts'
import { hull, wheelPairs } from './largeParts.ts'
import type { Polygon } from './mesh.ts'
import { plainWheel } from './plainWheel.ts'
import { boxOf, circle, loft, panelX, panelY, type Ring } from './shapes.ts'

/** What a lorry carries. */
export type Load = 'box' | 'flatbed' | 'loaded' | 'tanker' | 'tipper' | 'none'

/** All that tells one lorry from the next, where a lidar can tell it. */
export type PlainLorry = {
  readonly length: number
  readonly width: number
  readonly height: number
  /** Length of the cab and its height; 0 for a trailer. */
  readonly cab: readonly [length: number, height: number]
  readonly load: Load
  /** Height of the load's floor. */
  readonly floor: number
  readonly paint: MaterialName
}

/** All that tells one bus from the next. */
export type PlainBus = Pick<PlainLorry, 'length' | 'width' | 'height' | 'paint'>

/** A bus as a lidar sees it, its front along +x, standing on z = 0 about the origin. */
export function plainBusPolygons({ length, width, height, paint }: PlainBus): Polygon[] {
  const [rear, front, half] = [-length / 2, length / 2, width / 2]
  const skin = (z: number, inset: number): Ring =>
    hull([rear + inset, front - inset, half - inset, 0.15], z)
  const posts = [1, -1].flatMap((side) =>
    Array.from({ length: Math.round(length / 2) }, (_, i) => {
      const at = rear + 0.2 + 2 * i
      return panelY(
        { at: side * (half + 0.004), facing: side as 1 | -1 },
        [at, Math.min(front - 0.1, at + (i % 3 === 0 ? 0.7 : 0.15)), 1.1, height - 0.65],
        paint,
      )
    }),
  )
  return [
    ...loft(
      [
        skin(0.3, 0.02),
        skin(1.1, 0),
        skin(height - 0.65, 0.01),
        skin(height - 0.15, 0.05),
        skin(height, 0.3),
      ],
      [paint, 'glass', paint, paint],
    ),
    ...boxOf([rear + 0.4, -half + 0.4, 0.5], [front - 1.5, half - 0.4, 1.65], 'seat'),
    ...posts,
    panelX({ at: rear - 0.004, facing: -1 }, [-half + 0.15, half - 0.15, 0.5, height - 0.4], paint),
    ...wheelPairs(plainWheel, [front - 2.6, rear + length * 0.27], half - 0.01),
  ]
}

/** A lorry, or a trailer without a cab, its front along +x, standing on z = 0 about the origin. */
export function plainLorryPolygons(lorry: PlainLorry): Polygon[] {
  const { length, width, cab, load, floor } = lorry
  const [rear, front, half] = [-length / 2, length / 2, width / 2]
  const loadFront = front - cab[0] - (cab[0] > 0 ? 0.15 : 0)
  const axles = [rear + length * 0.12, rear + length * 0.12 + 1.25]
  if (cab[0] > 0) axles.push(front - Math.min(1.3, cab[0] * 0.6))
  return [
    ...(cab[0] > 0 ? cabPolygons(lorry) : []),
    ...boxOf([rear, -0.5, floor - 0.35], [loadFront + 0.3, 0.5, floor], 'darkSteel'),
    ...(load === 'none'
      ? []
      : boxOf([rear, -half, floor - 0.12], [loadFront, half, floor], 'steel')),
    ...loadPolygons(lorry, [rear, loadFront]),
    ...boxOf([rear, -half + 0.1, 0.55], [rear + 0.1, half - 0.1, 0.7], 'darkSteel'),
    ...wheelPairs(plainWheel, axles, half - 0.02),
  ]
}

function cabPolygons({ length, width, cab, paint }: PlainLorry): Polygon[] {
  const [front, half] = [length / 2, width / 2 - 0.04]
  const rear = front - cab[0]
  const level = (z: number, lean: number): Ring => hull([rear, front - lean, half, 0.1], z)
  const top = cab[1]
  const sill = Math.min(1.55, top * 0.6)
  return [
    ...loft(
      [level(0.42, 0.02), level(sill, 0), level(top - 0.4, 0.15), level(top, 0.4)],
      [paint, 'glass', paint, 'trim', paint],
    ),
    ...[1, -1].map((side) =>
      panelY(
        { at: side * (half + 0.004), facing: side as 1 | -1 },
        [rear, rear + cab[0] * 0.4, sill, top - 0.3],
        paint,
      ),
    ),
    ...boxOf([rear + 0.1, -half + 0.2, 0.9], [front - 0.7, half - 0.2, top - 0.6], 'seat'),
  ]
}

function loadPolygons(
  { width, height, load, floor, paint }: PlainLorry,
  [rear, front]: readonly [number, number],
): Polygon[] {
  const half = width / 2
  switch (load) {
    case 'box':
      return boxOf([rear, -half, floor], [front, half, height], paint)
    case 'flatbed':
    case 'none':
      return []
    case 'loaded':
      return [
        ...boxOf(
          [rear + 0.3, -half + 0.2, floor],
          [(rear + front) / 2, half - 0.1, height],
          'wood',
        ),
        ...boxOf(
          [(rear + front) / 2 + 0.4, -half + 0.3, floor],
          [front - 0.2, half - 0.3, height - 0.4],
          'concrete',
        ),
      ]
    case 'tanker': {
      const radius = (height - floor) / 2
      const ring = (x: number, share: number): Ring =>
        circle([x, 0, floor + radius], {
          u: [0, half * share, 0],
          v: [0, 0, radius * share],
          sides: 10,
        })
      return loft(
        [ring(rear, 0.7), ring(rear + 0.3, 1), ring(front - 0.3, 1), ring(front, 0.7)],
        ['steel'],
      )
    }
    case 'tipper':
      return [
        ...loft(
          [
            hull([rear + 0.3, front, half - 0.25, 0.05], floor),
            hull([rear, front, half, 0.05], height),
          ],
          [paint, paint, 'wood'],
        ),
      ]
  }
}
