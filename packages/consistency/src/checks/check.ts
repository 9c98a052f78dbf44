import type { Clip } from '@trueline/annotation'
import type { LimitsOf } from '../defaults.ts'
import type { Likelihoods } from '../doubt/likelihoods.ts'
import type { Proposals } from '../doubt/support.ts'
import type { Evidence } from '../evidence.ts'
import type { CheckId, Finding, Found, MendId } from '../finding.ts'
import { type CheckSettings, limitsFor } from '../settings.ts'
import type { Cameras } from '../views/cameras.ts'
import type { ClipMoments } from '../views/clipMoments.ts'
import type { Clusters, FrameGaps } from '../views/frameGaps.ts'
import type { PoseDrift } from '../views/poseDrift.ts'
import type { TrackView } from '../views/trackView.ts'

/** What all checks of a clip are told. */
export type CheckContext = {
  readonly ontology: Clip['ontology']
  readonly moments: ClipMoments
  readonly settings: CheckSettings
  readonly evidence: Evidence
  readonly drift: PoseDrift
  /** Whether anything is labelled, frame by frame. */
  readonly labelled: readonly boolean[]
  /** What is usual of each category. */
  readonly likelihoods: Likelihoods
  /** What a model says; `null` where none was asked. */
  readonly proposals: Proposals | null
  /** What looks like an object to nobody but the points; `null` where nobody looked. */
  readonly clusters: Clusters | null
  /** `null` where the clip has no sensors, or they were not given. */
  readonly cameras: Cameras | null
}

type About = {
  readonly id: CheckId
  /** What puts it right where the finding does not say. */
  readonly mend: MendId | null
  /**
   * `poses`: without any it is not made. `drift`: nor that, and it hangs on all that stands still.
   * `labelled`: it hangs on which frames have any label.
   */
  readonly needs: 'poses' | 'drift' | 'labelled' | null
}

/** A check that looks at one track. */
export type TrackCheck = About & {
  readonly scope: 'track'
  readonly find: (view: TrackView, context: CheckContext) => readonly Found[]
}

/** A check that looks at two tracks, the one with the lower number first. */
export type PairCheck = About & {
  readonly scope: 'pair'
  /** In meters: boxes whose centers never come this near are not looked at; `null`: all are. */
  readonly within: number | null
  /** Whether they must be so near at one time: it looks at frames that both have a box in. */
  readonly isAtOnce: boolean
  readonly find: (pair: Pair, context: CheckContext) => readonly Found[]
}

/** A check that looks at all tracks together, and at what none of them covers. It is made after every edit. */
export type ClipCheck = About & {
  readonly scope: 'clip'
  readonly find: (clip: ClipView, context: CheckContext) => readonly ClipFound[]
}

/** All that is labelled, and what is not. */
export type ClipView = {
  readonly views: readonly TrackView[]
  /** By frame. */
  readonly gaps: readonly FrameGaps[]
}

/** What a check of a whole clip says, and of which tracks; of none where it is about what has no label. */
export type ClipFound = Found & Pick<Finding, 'tracks' | 'place'>

/** Two tracks. */
export type Pair = readonly [first: TrackView, second: TrackView]

type Given<Id extends CheckId> = Omit<About, 'id'> & { readonly id: Id }

/** A check of single tracks that is given its limits for the track's category. */
export function trackCheck<Id extends CheckId>(
  about: Given<Id>,
  find: (view: TrackView, limits: LimitsOf<Id>, context: CheckContext) => readonly Found[],
): TrackCheck {
  return {
    ...about,
    scope: 'track',
    find: (view, context) => find(view, limitsOf(view, about.id, context), context),
  }
}

/** A check of two tracks that is given its limits for the category of the first. */
export function pairCheck<Id extends CheckId>(
  about: Given<Id> & Pick<PairCheck, 'within' | 'isAtOnce'>,
  find: (pair: Pair, limits: LimitsOf<Id>, context: CheckContext) => readonly Found[],
): PairCheck {
  return {
    ...about,
    scope: 'pair',
    find: (pair, context) => find(pair, limitsOf(pair[0], about.id, context), context),
  }
}

/** A check of whole clips that is given its limits, those for any category. */
export function clipCheck<Id extends CheckId>(
  about: Given<Id>,
  find: (clip: ClipView, limits: LimitsOf<Id>, context: CheckContext) => readonly ClipFound[],
): ClipCheck {
  return {
    ...about,
    scope: 'clip',
    find: (clip, context) =>
      find(clip, limitsFor(context.settings, about.id, { name: '', meaning: null }), context),
  }
}

/** A check's limits for the category of a track. */
export function limitsOf<Id extends CheckId>(
  { track, meaning }: TrackView,
  id: Id,
  { settings }: Pick<CheckContext, 'settings'>,
): LimitsOf<Id> {
  return limitsFor(settings, id, { name: track.category, meaning })
}
