import { createRandom } from '../random.ts'
import { layHighway } from './highwayLayout.ts'
import { layJunctions } from './junctionLayout.ts'
import { emptyDraft, type RoadNetwork } from './network.ts'
import { layRoundabout } from './roundaboutLayout.ts'
import { randomStyle } from './style.ts'

/** How often a network is of roundabouts and of long roads; else it is of junctions. */
const ROUND = 0.1
const LONG = 0.22

/** A network of roads at random, the same for the same seed. */
export function randomNetwork(seed: number): RoadNetwork {
  const random = createRandom(seed ^ 0x2f6e2b1)
  const look = { random, style: randomStyle(random) }
  const draft = emptyDraft()
  const kind = random()
  if (kind < ROUND) layRoundabout(draft, look)
  else if (kind < ROUND + LONG) layHighway(draft, look)
  else layJunctions(draft, look)
  return draft
}
