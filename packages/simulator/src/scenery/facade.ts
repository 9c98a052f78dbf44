import type { Polygon } from '../bodies/mesh.ts'
import { boxOf, panelX, panelY } from '../bodies/shapes.ts'
import { between, pick, type Random, wholeBetween } from '../random.ts'

const WALLS = ['plasterWhite', 'plasterOchre', 'brickBrown', 'concrete'] as const

/**
 * A plain house whose front is the plane x = 0, looking along -x, its foot at z = 0: bays that stand
 * back or forward, at times with a window, a pillar or steps.
 */
export function facade(
  random: Random,
  { width, depth }: { readonly width: number; readonly depth: number },
): Polygon[] {
  const wall = pick(random, WALLS)
  const height = between(random, 3, 14)
  const bays = wholeBetween(random, 1, Math.max(1, Math.round(width / 3)))
  const bay = width / bays
  const polygons = boxOf([1.6, -width / 2, -0.5], [depth, width / 2, height], wall)
  for (let i = 0; i < bays; i++) {
    const from = -width / 2 + i * bay
    const front = random() < 0.6 ? 0 : between(random, -0.4, 1.4)
    polygons.push(...bayPolygons([from, from + bay, front, height], wall, random))
  }
  return polygons
}

function bayPolygons(
  [y0, y1, front, height]: readonly [number, number, number, number],
  wall: (typeof WALLS)[number],
  random: Random,
): Polygon[] {
  const face = { at: front, facing: -1 } as const
  const sides = [
    panelY({ at: y0, facing: -1 }, [front, 1.6, -0.5, height], wall),
    panelY({ at: y1, facing: 1 }, [front, 1.6, -0.5, height], wall),
  ]
  const middle = (y0 + y1) / 2
  const half = (y1 - y0) * between(random, 0.15, 0.4)
  const [sill, lintel] = random() < 0.3 ? [0, 2.2] : [between(random, 0.4, 1.1), 2.4]
  const opening = [
    panelX(
      { at: front + 0.2, facing: -1 },
      [middle - half, middle + half, sill, lintel],
      'windowGlass',
    ),
    panelX({ at: front + 1.5, facing: -1 }, [middle - half, middle + half, sill, lintel], wall),
    panelX(face, [y0, middle - half, -0.5, height], wall),
    panelX(face, [middle + half, y1, -0.5, height], wall),
    panelX(face, [middle - half, middle + half, lintel, height], wall),
    panelX(face, [middle - half, middle + half, -0.5, sill], wall),
  ]
  const extra = random()
  if (extra < 0.1)
    return [
      ...sides,
      ...opening,
      ...boxOf([front - 1.2, middle - 1, -0.3], [front, middle + 1, 0.5], 'stone'),
    ]
  if (extra < 0.2)
    return [
      ...sides,
      ...opening,
      ...boxOf([front - 0.5, y0 - 0.15, 0], [front, y0 + 0.2, height], 'stone'),
    ]
  return [...sides, ...opening]
}
