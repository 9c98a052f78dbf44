import type { CuboidId } from '@trueline/annotation'
import type { CheckContext } from '../checks/check.ts'
import type { CheckId, Finding } from '../finding.ts'
import type { TrackView } from '../views/trackView.ts'
import { FEATURES, type Feature, featuresOf } from './features.ts'
import { surpriseAt } from './likelihoods.ts'
import { supportOf } from './support.ts'

/**
 * What speaks for a change: 1 for each check that found something; surprises, from 0 to 3; whether the
 * track has findings in other frames; how little the model supports it, and whether as something else.
 */
export type Clue = CheckId | Feature | 'elsewhere' | 'missed' | 'other'

/** Clues and how strong each is; those that are not named are none. */
export type Clues = ReadonlyMap<Clue, number>

/** The clues of a track, and of each of its sound boxes. */
export type TrackClues = {
  readonly track: Clues
  readonly cuboids: readonly {
    readonly id: CuboidId
    readonly clues: Clues
    readonly isLooked: boolean
  }[]
  /** Whether a model looked at any of its frames. */
  readonly isLooked: boolean
}

/** What the clues of a track are made of. */
export type ClueSource = {
  readonly view: TrackView
  /** All that name the track. */
  readonly findings: readonly Finding[]
  /** How many boxes of its category each frame has. */
  readonly countAt: (frame: number) => number
  readonly context: CheckContext
}

/** All that speaks for a change of a track. Linear in its boxes, findings and the proposals of its frames. */
export function cluesOf({ view, findings, countAt, context }: ClueSource): TrackClues {
  const checksAt = new Map<number, Set<CheckId>>()
  const track = new Map<Clue, number>()
  for (const { check, frames } of findings) {
    track.set(check, 1)
    for (const frame of frames) {
      const checks = checksAt.get(frame)
      if (checks === undefined) checksAt.set(frame, new Set([check]))
      else checks.add(check)
    }
  }
  const isFound = findings.length > 0
  let looked = 0
  const support = { missed: 0, other: 0 }
  const cuboids = view.states.map((state, index) => {
    const clues = new Map<Clue, number>()
    for (const check of checksAt.get(state.frame) ?? []) clues.set(check, 1)
    if (isFound && !checksAt.has(state.frame)) clues.set('elsewhere', 1)
    const values = featuresOf(view.states, index, countAt(state.frame))
    for (const feature of FEATURES) {
      const value = values[feature]
      if (value === undefined) continue
      const { meaning } = view
      const surprise = surpriseAt(context.likelihoods, { meaning, feature, value })
      if (surprise === 0) continue
      clues.set(feature, surprise)
      track.set(feature, Math.max(surprise, track.get(feature) ?? 0))
    }
    const said = context.proposals === null ? null : supportOf(view, state, context.proposals)
    if (said !== null) {
      looked++
      support.missed += said.missed
      support.other += Number(said.isOther)
      clues.set('missed', said.missed)
      clues.set('other', Number(said.isOther))
    }
    return { id: state.cuboid.id, clues, isLooked: said !== null }
  })
  if (looked > 0) {
    track.set('missed', support.missed / looked)
    track.set('other', support.other / looked)
  }
  return { track, cuboids, isLooked: looked > 0 }
}
