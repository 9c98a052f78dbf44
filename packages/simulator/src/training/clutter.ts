import { meshOf, type Polygon, placed } from '../bodies/mesh.ts'
import { plainRidePolygons } from '../bodies/plainRider.ts'
import { between, pick, type Random, wholeBetween } from '../random.ts'
import {
  bench,
  busShelter,
  cabinet,
  fence,
  litterBin,
  roadSign,
  type SignKind,
  trafficLight,
  wheelieBin,
} from '../scenery/furniture.ts'
import {
  boxy,
  cornerWall,
  hoops,
  knee,
  pile,
  pole,
  rail,
  stairs,
  trunk,
  upstanding,
} from '../scenery/roadside.ts'
import { plainHedge, plainTree, shrub, thicket } from '../scenery/shrub.ts'
import type { Clutter } from './site.ts'
import { rideLook } from './stillPeople.ts'

/** Things without leaves. */
export function solid(polygons: readonly Polygon[]): Clutter {
  return { mesh: meshOf(polygons), foliage: [] }
}

const SIGNS: readonly SignKind[] = ['speed', 'crossing', 'giveWay', 'parking']

const KERB: readonly ((random: Random) => Clutter)[] = [
  plainTree,
  plainTree,
  (random) => solid(trunk(random)),
  (random) => solid(trunk(random)),
  (random) => solid(pole(random)),
  (random) => solid(pole(random)),
  (random) => solid(pole(random)),
  (random) => solid(pole(random)),
  (random) => solid(roadSign(pick(random, SIGNS))),
  (random) => solid(roadSign(pick(random, SIGNS))),
  () => solid(trafficLight('red')),
  (random) => solid(knee(random)),
  (random) => solid(knee(random)),
  (random) => solid(upstanding(random)),
  (random) => solid(upstanding(random)),
  () => solid(litterBin()),
  () => solid(wheelieBin('paintGrey')),
  () => solid(cabinet()),
  () => solid(bench()),
  () => solid(busShelter()),
  (random) => solid(hoops(random)),
  bicycles,
  shrub,
  (random) => solid(rail(random, between(random, 1.5, 8))),
  (random) => solid(pile(random)),
]

/** One thing that stands at a kerb. */
export function kerbClutter(random: Random): Clutter {
  return pick(random, KERB)(random)
}

/** One thing that bounds a garden, yard or road along y, `length` meters about the origin. */
export function boundary(random: Random, length: number): Clutter {
  const kind = random()
  if (kind < 0.35) return plainHedge(random, length)
  if (kind < 0.5) return solid(fence(Math.min(8, length), 'wood'))
  if (kind < 0.7) return solid(cornerWall(random, length))
  return solid(rail(random, length))
}

const GARDEN: readonly ((random: Random) => Clutter)[] = [
  (random) => thicket(random, between(random, 1, 6)),
  (random) => solid(cornerWall(random, between(random, 1, 5))),
  plainTree,
  plainTree,
  shrub,
  shrub,
  shrub,
  (random) => solid(boxy(random)),
  (random) => solid(pile(random)),
  (random) => solid(upstanding(random)),
  (random) => solid(trunk(random)),
  (random) => solid(stairs(random)),
  (random) => plainHedge(random, between(random, 1, 5)),
]

/** One thing that grows or stands in a garden or yard. */
export function gardenClutter(random: Random): Clutter {
  return pick(random, GARDEN)(random)
}

/** Two-wheelers in a row, leaning on nothing and ridden by nobody. */
function bicycles(random: Random): Clutter {
  const row = Array.from({ length: wholeBetween(random, 1, 6) }, (_, i) => {
    const yaw = between(random, -0.15, 0.15)
    return placed(plainRidePolygons(rideLook(random)), { at: [0, i * 0.6, 0], yaw })
  })
  return solid(row.flat())
}
