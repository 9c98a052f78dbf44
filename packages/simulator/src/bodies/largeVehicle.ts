import type { MaterialName } from '../materials.ts'
import { hull, wheelPairs } from './largeParts.ts'
import type { Polygon } from './mesh.ts'
import { boxOf, loft, panelX, panelY, type Ring } from './shapes.ts'
import { wheel } from './wheel.ts'

/** What tells one lorry or bus from the next. */
export type LargeLook = {
  readonly length: number
  readonly width: number
  readonly height: number
  readonly paint: MaterialName
  /** The lorry's load box, or the stripe along the bus. */
  readonly second: MaterialName
}

/** A city bus, its front along +x, standing on z = 0 about the origin. */
export function busPolygons({ length, width, height, paint, second }: LargeLook): Polygon[] {
  const half = width / 2
  const [rear, front] = [-length / 2, length / 2]
  const skin = (z: number, inset = 0): Ring =>
    hull([rear + inset, front - inset, half - inset, 0.14], z)
  const body = loft(
    [
      skin(0.32, 0.02),
      skin(0.55),
      skin(1.15),
      skin(2.35, 0.02),
      skin(height - 0.18, 0.05),
      skin(height, 0.25),
    ],
    [second, paint, 'glass', paint, paint, 'trim', paint],
  )
  const windowPosts = [-1, 1].flatMap((side) =>
    Array.from({ length: 9 }, (_, i) => {
      const at = rear + 0.1 + ((length - 1.5) * i) / 8
      const face = { at: side * (half + 0.004), facing: side as 1 | -1 }
      return panelY(face, [at - 0.06, at + (i === 0 ? 0.8 : 0.06), 1.13, 2.37], paint)
    }),
  )
  const doors = [front - 1.9, -0.6].map((at) =>
    panelY({ at: -half - 0.008, facing: -1 }, [at, at + 1.25, 0.4, 2.3], 'glass'),
  )
  const nose = { at: front + 0.006, facing: 1 } as const
  const tail = { at: rear - 0.006, facing: -1 } as const
  return [
    ...body,
    ...boxOf([rear + 0.4, -half + 0.35, 0.5], [front - 1.4, half - 0.35, 1.6], 'seat'),
    ...windowPosts,
    ...doors,
    panelX(nose, [-half + 0.2, half - 0.2, 0.95, 2.35], 'glass'),
    panelX(nose, [-half + 0.45, half - 0.45, 2.45, 2.8], 'signYellow'),
    panelX(tail, [-half + 0.2, half - 0.2, 0.6, 1.9], paint),
    ...[-1, 1].flatMap((side) => [
      panelX(nose, [side * 0.75, side * (half - 0.2), 0.55, 0.78], 'headlamp'),
      panelX(
        { ...tail, at: tail.at - 0.004 },
        [side * (half - 0.35), side * (half - 0.2), 0.7, 1.3],
        'taillamp',
      ),
    ]),
    ...wheelPairs(wheel, [front - 2.7, rear + 3.3], half + 0.006),
  ]
}

/** A lorry with a load box, its front along +x, standing on z = 0 about the origin. */
export function lorryPolygons({ length, width, height, paint, second }: LargeLook): Polygon[] {
  const half = width / 2
  const [rear, front] = [-length / 2, length / 2]
  const cabRear = front - 2.05
  const cabTop = height * 0.83
  const cab = (z: number, lean = 0): Ring => hull([cabRear, front - lean, half - 0.05, 0.12], z)
  const nose = { at: front + 0.006, facing: 1 } as const
  const tail = { at: rear - 0.006, facing: -1 } as const
  return [
    ...loft(
      [cab(0.42, 0.03), cab(1.55), cab(cabTop - 0.35, 0.14), cab(cabTop, 0.45)],
      [paint, 'glass', paint, 'trim', paint],
    ),
    ...boxOf([cabRear + 0.1, -half + 0.3, 0.9], [front - 0.6, half - 0.3, 1.75], 'seat'),
    ...[-1, 1].flatMap((side) => {
      const face = { at: side * (half - 0.044), facing: side as 1 | -1 }
      return [
        panelY(face, [cabRear, cabRear + 0.65, 1.5, cabTop - 0.3], paint),
        panelX(nose, [side * 0.65, side * (half - 0.2), 0.6, 0.85], 'headlamp'),
        panelX(tail, [side * (half - 0.3), side * (half - 0.1), 0.75, 0.95], 'taillamp'),
      ]
    }),
    panelX(nose, [-half + 0.5, half - 0.5, 0.95, 1.35], 'trim'),
    ...boxOf([rear, -half, 1.05], [cabRear - 0.12, half, height], second),
    panelX({ ...tail, at: tail.at - 0.002 }, [-0.015, 0.015, 1.1, height - 0.05], 'trim'),
    ...boxOf([rear + 0.05, -0.5, 0.65], [cabRear + 0.2, 0.5, 1.04], 'darkSteel'),
    ...boxOf([rear, -half + 0.1, 0.6], [rear + 0.1, half - 0.1, 0.72], 'darkSteel'),
    ...boxOf([-0.9, -half + 0.02, 0.55], [0.9, -half + 0.1, 0.95], 'steel'),
    ...boxOf([-0.9, half - 0.1, 0.55], [0.9, half - 0.02, 0.95], 'steel'),
    ...wheelPairs(wheel, [front - 1.25, rear + 2.1, rear + 0.95], half - 0.01),
  ]
}
