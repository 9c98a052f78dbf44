import type { AnnotationRecord } from '@trueline/annotation'
import { createRandom, type Random } from '../random.ts'
import type { Observation } from '../truth/observe.ts'
import {
  plantCut,
  plantDrift,
  plantFlip,
  plantGap,
  plantSizeJump,
  plantStaticDrift,
} from './boxFaults.ts'
import { type Draft, draftOf, recordsOf } from './draft.ts'
import type { Fault, FaultKind } from './fault.ts'
import {
  neighbourOf,
  plantBroken,
  plantDuplicate,
  plantFalse,
  plantMissing,
  plantSwitch,
} from './trackFaults.ts'

/** Pre-labels and the key to what is wrong with them. */
export type Prelabels = {
  readonly records: readonly AnnotationRecord[]
  readonly faults: readonly Fault[]
}

/** Share of the tracks that each fault gets, of those it can happen to; at least `MIN_FAULTS` each while tracks are left. */
const SHARES: readonly (readonly [FaultKind, number])[] = [
  ['switch', 0.02],
  ['staticDrift', 0.05],
  ['flip', 0.06],
  ['drift', 0.06],
  ['broken', 0.05],
  ['missing', 0.05],
  ['gap', 0.06],
  ['sizeJump', 0.05],
  ['cut', 0.05],
  ['duplicate', 0.04],
  ['false', 0.1],
]

/** A fault needs some frames to show, and points enough that a reviewer can see it. */
const MIN_FRAMES = 10
const MIN_POINTS = 12
const NEIGHBOUR_WITHIN = 9
const MIN_FAULTS = 2

/**
 * What a fairly good model makes of an observation: most tracks clean, the usual faults in the rest.
 *
 * A track has at most one fault, so that the key says all that is wrong with it.
 */
export function prelabelsOf({ users, lures }: Observation, seed: number): Prelabels {
  const random = createRandom(seed)
  const drafts = users
    .filter(({ seen }) => seen.length > 0)
    .map((track, index) => draftOf(track, index + 1, random))
  let last = drafts.length
  const added: Draft[] = []
  const empty = (like: Pick<Draft, 'category' | 'isStatic' | 'points'>): Draft => {
    const { category, isStatic, points } = like
    const draft = { category, isStatic, points, boxByFrame: new Map(), number: ++last }
    added.push(draft)
    return draft
  }
  const clean = new Set(shuffled(drafts.filter(isReviewable), random))
  const count = clean.size
  const faults: Fault[] = []
  const falseLures = shuffled(
    lures.filter(({ seen }) => seen.length >= 3),
    random,
  )

  for (const [kind, share] of SHARES) {
    for (let i = 0; i < Math.max(MIN_FAULTS, Math.round(count * share)); i++) {
      const fault = plantOne(kind, { clean, random, empty, lure: () => falseLures.pop() })
      if (fault !== null) faults.push(fault)
    }
  }
  return {
    records: [...drafts, ...added]
      .filter(({ boxByFrame }) => boxByFrame.size > 0)
      .flatMap(recordsOf),
    faults,
  }
}

const isReviewable = (draft: Draft): boolean =>
  draft.boxByFrame.size >= MIN_FRAMES && draft.points >= MIN_POINTS

type Field = {
  /** Tracks without a fault so far; the ones a fault takes leave it. */
  readonly clean: Set<Draft>
  readonly random: Random
  readonly empty: (like: Pick<Draft, 'category' | 'isStatic' | 'points'>) => Draft
  readonly lure: () => Observation['lures'][number] | undefined
}

/** Whether a fault of a kind can happen to a track. */
function suits(kind: FaultKind, { category, isStatic }: Draft): boolean {
  const isPerson = category === 'Pedestrian' || category === 'Cyclist'
  if (kind === 'staticDrift') return isStatic && !isPerson
  if (kind === 'drift') return !isStatic
  // Nobody sees a person's size jump or front from back.
  return !(isPerson && (kind === 'cut' || kind === 'sizeJump' || kind === 'flip'))
}

/** Plants one fault; `null` when nothing is left that it could happen to. */
function plantOne(kind: FaultKind, { clean, random, empty, lure }: Field): Fault | null {
  if (kind === 'false') {
    const scenery = lure()
    if (scenery === undefined) return null
    return plantFalse(
      empty({ category: scenery.category, isStatic: true, points: 0 }),
      scenery,
      random,
    )
  }
  if (kind === 'switch') {
    for (const draft of clean) {
      const near = neighbourOf(draft, [...clean], NEIGHBOUR_WITHIN)
      if (near === null || draft.isStatic) continue
      clean.delete(draft)
      clean.delete(near.other)
      return plantSwitch(draft, near.other, near.frame)
    }
    return null
  }
  const draft = [...clean].find((one) => suits(kind, one))
  if (draft === undefined) return null
  clean.delete(draft)
  switch (kind) {
    case 'missing':
      return plantMissing(draft)
    case 'gap':
      return plantGap(draft, random)
    case 'sizeJump':
      return plantSizeJump(draft, random)
    case 'cut':
      return plantCut(draft, random)
    case 'flip':
      return plantFlip(draft, random)
    case 'drift':
      return plantDrift(draft, random)
    case 'staticDrift':
      return plantStaticDrift(draft, random)
    case 'broken':
      return plantBroken(draft, empty(draft), random)
    case 'duplicate':
      return plantDuplicate(draft, empty(draft), random)
  }
}

/** The same entries in another order (Fisher and Yates). */
function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = result[i]!
    result[i] = result[j]!
    result[j] = held
  }
  return result
}
