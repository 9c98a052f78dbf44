import type { Vec3 } from '@trueline/geometry'
import { boundsOf, type Polygon } from '../bodies/mesh.ts'
import { boxOf, loft, panelX } from '../bodies/shapes.ts'
import type { MaterialName } from '../materials.ts'

/** What tells one house from the next. */
export type BuildingLook = {
  /** Along the street, away from it. */
  readonly width: number
  readonly depth: number
  readonly storeys: number
  readonly wall: MaterialName
  readonly roof: 'flat' | 'gable'
  readonly hasShop: boolean
  /** Which of the openings on the ground floor is the door. */
  readonly door: number
}

const STOREY = 3.1
const RECESS = 0.22

/** A rectangle of the front, across and up. */
type Opening = readonly [y0: number, y1: number, z0: number, z1: number]

/** A house whose front is the plane x = 0, looking along -x, its middle at y = 0 and its foot at z = 0. */
export function buildingPolygons(look: BuildingLook): Polygon[] {
  const { width, depth, storeys, wall, hasShop } = look
  const half = width / 2
  const count = Math.max(2, Math.round(width / 3))
  const pitch = width / count
  const top = storeys * STOREY + 0.5
  const front: Polygon[] = []
  for (let storey = 0; storey < storeys; storey++) {
    const floor = storey * STOREY
    const isShop = storey === 0 && hasShop
    const openings = Array.from({ length: count }, (_, i): Opening => {
      const middle = -half + (i + 0.5) * pitch
      const isDoor = storey === 0 && i === look.door % count
      if (isDoor) return [middle - 0.55, middle + 0.55, floor, floor + 2.3]
      if (isShop) return [middle - pitch * 0.42, middle + pitch * 0.42, floor + 0.45, floor + 2.6]
      return [middle - pitch * 0.22, middle + pitch * 0.22, floor + 0.95, floor + 2.45]
    })
    front.push(...storeyFront(openings, look, [floor, floor + STOREY]))
  }
  return [
    ...front,
    panelX({ at: 0, facing: -1 }, [-half, half, storeys * STOREY, top], wall),
    // What a beam that went through a window comes to.
    panelX({ at: 3, facing: -1 }, [-half, half, 0, top], 'seat'),
    ...sides(look, top),
    ...boxOf([-0.12, -half, -0.6], [0, half, 0.35], 'stone'),
    ...boxOf([-0.22, -half - 0.1, top - 0.12], [0.3, half + 0.1, top + 0.1], 'stone'),
    ...(hasShop ? boxOf([-0.3, -half + 0.3, 2.72], [0, half - 0.3, 3.05], 'paintTeal') : []),
    ...(look.roof === 'gable'
      ? gable(half, depth, top)
      : boxOf([0, -half, top], [depth, half, top + 0.3], wall)),
  ]
}

/** One storey of the front: the wall around the openings, and each opening set back. */
function storeyFront(
  openings: readonly Opening[],
  look: BuildingLook,
  [low, high]: readonly [number, number],
): Polygon[] {
  const half = look.width / 2
  const face = { at: 0, facing: -1 } as const
  const back = { at: RECESS, facing: -1 } as const
  const polygons: Polygon[] = []
  let from = -half
  for (const [y0, y1, z0, z1] of openings) {
    const isDoor = z0 === 0
    polygons.push(panelX(face, [from, y0, low, high], look.wall))
    if (z0 > low) polygons.push(panelX(face, [y0, y1, low, z0], look.wall))
    polygons.push(panelX(face, [y0, y1, z1, high], look.wall))
    polygons.push(panelX(back, [y0, y1, z0, z1], isDoor ? 'door' : 'windowGlass'))
    polygons.push(...reveal([y0, y1, z0, z1]))
    if (!isDoor) {
      const middle = (y0 + y1) / 2
      polygons.push(...boxOf([-0.08, y0 - 0.06, z0 - 0.08], [RECESS, y1 + 0.06, z0], 'stone'))
      polygons.push(
        panelX(
          { ...back, at: RECESS - 0.02 },
          [middle - 0.035, middle + 0.035, z0, z1],
          'plasterWhite',
        ),
      )
      polygons.push(
        panelX({ ...back, at: RECESS - 0.02 }, [y0, y1, z1 - 0.5, z1 - 0.44], 'plasterWhite'),
      )
    }
    from = y1
  }
  polygons.push(panelX(face, [from, half, low, high], look.wall))
  return polygons
}

/** The four inner faces of an opening. */
function reveal([y0, y1, z0, z1]: Opening): Polygon[] {
  const quad = (a: readonly [number, number], b: readonly [number, number]): Polygon => ({
    corners: [
      [0, a[0], a[1]],
      [RECESS, a[0], a[1]],
      [RECESS, b[0], b[1]],
      [0, b[0], b[1]],
    ],
    material: 'plasterWhite',
    isTwoSided: true,
  })
  return [
    quad([y0, z0], [y0, z1]),
    quad([y1, z0], [y1, z1]),
    quad([y0, z1], [y1, z1]),
    quad([y0, z0], [y1, z0]),
  ]
}

function sides({ width, depth, wall }: BuildingLook, top: number): Polygon[] {
  const half = width / 2
  const whole = boxOf([0, -half, 0], [depth, half, top], wall)
  // The front has its own faces.
  return whole.filter((polygon) => boundsOf([polygon]).max[0] > 0)
}

function gable(half: number, depth: number, top: number): Polygon[] {
  const ridge = top + depth * 0.32
  const ring = (y: number): readonly Vec3[] => [
    [-0.25, y, top],
    [depth + 0.25, y, top],
    [depth / 2, y, ridge],
  ]
  return loft([ring(-half - 0.15), ring(half + 0.15)], ['roofTile', 'plasterWhite'])
}
