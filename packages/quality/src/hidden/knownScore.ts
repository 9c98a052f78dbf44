import type { Annotations, Clip } from '@trueline/annotation'
import { annotationsOf, applyPatch } from '@trueline/annotation'
import { scoreFaults } from '../scoring/scoreFaults.ts'
import { type ReferenceScore, scoreReference } from '../scoring/scoreReference.ts'
import type { HiddenChecks } from './hiddenChecks.ts'
import type { HiddenFault } from './hiddenFaults.ts'
import type { FoundFault } from './takeBackFaults.ts'

/** What is known of labels that are handed on; each part `null` where nothing is. */
export type KnownScore = {
  readonly faults: readonly (Pick<HiddenFault, 'fault'> & Pick<FoundFault, 'outcome'>)[] | null
  readonly reference: ReferenceScore | null
  /** The share of what is known that is right: the lower one of faults and stretch. */
  readonly right: number
}

/** A stretch of frames, both ends in it, and the labels that are true there. */
export type ReferenceStretch = {
  readonly firstFrame: number
  readonly lastFrame: number
  readonly truth: Annotations
}

/** What became of hidden faults in some labels. */
export function findFaults(
  clip: Pick<Clip, 'frames' | 'worldOrigin'>,
  submitted: Annotations,
  hidden: readonly HiddenFault[],
): readonly FoundFault[] {
  if (hidden.length === 0) return []
  const truth = annotationsOf(hidden.flatMap(({ was }) => was))
  const planted = hidden.reduce((now, { changes }) => applyPatch(now, changes), truth)
  const { outcomes } = scoreFaults({
    ...{ clip, truth, planted, submitted },
    faults: hidden.map(({ fault }) => fault),
  })
  return outcomes.map(({ outcome }, index) => ({ hidden: hidden[index]!, outcome }))
}

/** The score of labels on what is known of them; `null` where nothing is. */
export function knownScore(args: {
  readonly clip: Pick<Clip, 'frames' | 'worldOrigin'>
  readonly submitted: Annotations
  readonly found: readonly FoundFault[]
  readonly stretch: ReferenceStretch | null
}): KnownScore | null {
  const { clip, submitted, found, stretch } = args
  const faults = found.map(({ hidden: { fault }, outcome }) => ({ fault, outcome }))
  const reference = stretch === null ? null : referenceScore(clip, submitted, stretch)
  const shares = [faultShare(faults), reference === null ? null : rightShare(reference)].filter(
    (share) => share !== null,
  )
  if (shares.length === 0) return null
  return { faults: faults.length === 0 ? null : faults, reference, right: Math.min(...shares) }
}

/** Whether a task goes on to be reviewed, at its so-manieth try. */
export function goesOn({ right }: KnownScore, checks: HiddenChecks, attempt: number): boolean {
  return right >= checks.least || attempt >= checks.tries
}

function referenceScore(
  clip: Pick<Clip, 'frames' | 'worldOrigin'>,
  submitted: Annotations,
  { firstFrame, lastFrame, truth }: ReferenceStretch,
): ReferenceScore {
  const frames = Array.from({ length: lastFrame - firstFrame + 1 }, (_, index) => ({
    ...{ reference: firstFrame + index, labels: firstFrame + index },
  }))
  return scoreReference({
    ...{
      reference: { clip, annotations: truth },
      labels: { clip, annotations: submitted },
      frames,
    },
  })
}

/** Of faults that can be seen, those that were at least noticed; `null` of none. */
function faultShare(faults: readonly Pick<FoundFault, 'outcome'>[]): number | null {
  const seen = faults.filter(({ outcome }) => outcome !== 'slight')
  if (seen.length === 0) return null
  return seen.filter(({ outcome }) => outcome !== 'left').length / seen.length
}

function rightShare({ errors }: ReferenceScore): number | null {
  const total = errors.reduce((sum, one) => sum + one.total, 0)
  return total === 0 ? null : 1 - errors.reduce((sum, one) => sum + one.errors, 0) / total
}
