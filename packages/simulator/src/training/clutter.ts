import { meshOf, type Polygon } from '../bodies/mesh.ts'
import { pick, type Random } from '../random.ts'
import {
  bench,
  bollard,
  busShelter,
  cabinet,
  fence,
  gardenWall,
  litterBin,
  roadSign,
  type SignKind,
  streetLamp,
  trafficLight,
  wheelieBin,
} from '../scenery/furniture.ts'
import { bush, hedge, tree } from '../scenery/tree.ts'
import type { Clutter } from './site.ts'

const solid = (polygons: readonly Polygon[]): Clutter => ({ mesh: meshOf(polygons), foliage: [] })

const SIGNS: readonly SignKind[] = ['speed', 'crossing', 'giveWay', 'parking']

/** One thing that stands at a kerb. */
export function kerbClutter(random: Random): Clutter {
  const kind = random()
  if (kind < 0.3) return tree(random, 'leaf')
  if (kind < 0.45) return solid(streetLamp())
  if (kind < 0.6) return solid(roadSign(pick(random, SIGNS)))
  if (kind < 0.65) return solid(trafficLight('red'))
  if (kind < 0.75) return solid(bollard())
  if (kind < 0.82) return solid(litterBin())
  if (kind < 0.88) return solid(wheelieBin('paintGrey'))
  if (kind < 0.93) return solid(cabinet())
  if (kind < 0.98) return solid(bench())
  return solid(busShelter())
}

/** One thing that bounds a garden or a yard along y, `length` meters about the origin. */
export function boundary(random: Random, length: number): Clutter {
  const kind = random()
  if (kind < 0.4) return hedge(random, length)
  return solid(kind < 0.7 ? fence(length, 'wood') : gardenWall(length))
}

/** One thing that grows or stands in a garden. */
export function gardenClutter(random: Random): Clutter {
  return random() < 0.4 ? tree(random, 'leafDark') : bush(random)
}
