import { between, pick, type Random } from '../random.ts'
import type { NetworkBoundary } from './network.ts'

/** How the roads of a place are marked and built: alike within a network. */
export type Style = {
  readonly laneWidth: number
  /** Line between the two directions, and its color. */
  readonly middle: NetworkBoundary['mark']
  readonly middleColor: 'white' | 'yellow'
  /** Line between lanes of one direction; `none` where lanes are not painted. */
  readonly between: 'dashed' | 'none'
  readonly parkingMark: NetworkBoundary['mark']
  readonly specialMark: NetworkBoundary['mark']
  readonly medianMark: 'kerb' | 'solid'
  /** Width of a line, length of a dash and of the gap behind it; meters. */
  readonly lineWidth: number
  readonly dash: number
  readonly gap: number
  /** How much of the paint is left, 0 to 1. */
  readonly strength: number
  /** Width of the pavement beside the road, 0 where there is none. */
  readonly pavement: number
  readonly crosswalk: 'bars' | 'lines'
  /** Chance that an arm of a junction has a crosswalk, and a stop line. */
  readonly crosswalkShare: number
  readonly stopLineShare: number
  /** Chance that lanes before a junction have arrows. */
  readonly arrowShare: number
}

/** A style at random. */
export function randomStyle(random: Random): Style {
  const isBare = random() < 0.12
  const isMotorway = random() < 0.5
  return {
    laneWidth: between(random, 2.9, 3.8),
    middle: isBare ? 'none' : pick(random, ['solid', 'dashed', 'dashed', 'double', 'double']),
    middleColor: random() < 0.5 ? 'yellow' : 'white',
    between: isBare ? 'none' : 'dashed',
    parkingMark: pick(random, ['none', 'solid', 'dashed']),
    specialMark: pick(random, ['solid', 'solid', 'dashed']),
    medianMark: random() < 0.6 ? 'kerb' : 'solid',
    lineWidth: between(random, 0.1, 0.2),
    dash: isMotorway ? between(random, 3, 6) : between(random, 1.5, 3.5),
    gap: isMotorway ? between(random, 4, 9) : between(random, 2, 6),
    strength: between(random, 0.3, 1),
    pavement: random() < 0.75 ? between(random, 1.2, 5) : 0,
    crosswalk: random() < 0.6 ? 'bars' : 'lines',
    crosswalkShare: random(),
    stopLineShare: random(),
    arrowShare: random(),
  }
}
