import {
  type Annotations,
  box2dsAt,
  type Clip,
  type CuboidRecord,
  cuboidsAt,
  cuboidsOf,
  isShown,
  type Track,
  type TrackId,
  tracksOf,
} from '@trueline/annotation'
import type { CheckContext, Pair } from './checks/check.ts'
import { type Likelihoods, SHIPPED_LIKELIHOODS } from './doubt/likelihoods.ts'
import type { Proposals } from './doubt/support.ts'
import type { Evidence } from './evidence.ts'
import type { Finding } from './finding.ts'
import { bySeverity } from './findingOrder.ts'
import { type CheckedRoad, checkRoad, recheckRoad } from './road/checkRoad.ts'
import { FURTHEST_PAIR, findClip, findPair, findTrack } from './runChecks.ts'
import type { CheckSettings } from './settings.ts'
import { camerasOf } from './views/cameras.ts'
import { clipMomentsOf } from './views/clipMoments.ts'
import { type Clusters, type FrameGaps, frameGapsOf } from './views/frameGaps.ts'
import { nearPairs } from './views/nearPairs.ts'
import { isLandmark, isSameDrift, poseDriftOf } from './views/poseDrift.ts'
import { type TrackView, trackViewOf } from './views/trackView.ts'

/** What is checked, and how. */
export type CheckRequest = {
  /** Without sensors nothing is said of pictures. */
  readonly clip: Pick<Clip, 'frames' | 'ontology'> & Partial<Pick<Clip, 'sensors'>>
  readonly annotations: Annotations
  readonly settings: CheckSettings
  readonly evidence: Evidence
  /** What is usual of each category; what ships where it is not given. */
  readonly likelihoods?: Likelihoods
  /** What a model proposes, where one was asked. */
  readonly proposals?: Proposals | null
  /** What looks like an object and may be labelled or not, where anybody looked. */
  readonly clusters?: Clusters | null
}

/** A clip that was checked: what `recheck` goes on from. */
export type CheckedClip = {
  /** Worst first, then by track and frame. */
  readonly findings: readonly Finding[]
  readonly annotations: Annotations
  readonly context: CheckContext
  readonly tracks: ReadonlyMap<TrackId, CheckedTrack>
  readonly pairs: readonly CheckedPair[]
  readonly gaps: readonly FrameGaps[]
  /** What is found of all tracks together. */
  readonly whole: readonly Finding[]
  /** What is found of what does not move. */
  readonly road: CheckedRoad
}

/** A track and what is found of it. */
export type CheckedTrack = {
  readonly track: Track
  readonly cuboids: readonly CuboidRecord[]
  readonly view: TrackView
  /** What hangs on the track alone, */
  readonly own: readonly Finding[]
  /** and what hangs on the whole clip too: how its poses drift, which frames are labelled. */
  readonly settled: readonly Finding[]
}

/** Two tracks and what is found of both together. */
export type CheckedPair = {
  readonly ids: readonly [TrackId, TrackId]
  readonly findings: readonly Finding[]
}

/** All findings of a clip. Every track by itself, and those that come near one another by twos. */
export function checkClip(request: CheckRequest): CheckedClip {
  const { clip, annotations, settings, evidence } = request
  const { likelihoods = SHIPPED_LIKELIHOODS, proposals = null, clusters = null } = request
  const moments = clipMomentsOf(clip.frames)
  const { ontology } = clip
  const views = tracksOf(annotations).map((track) =>
    trackViewOf(track, { annotations, ontology, moments }),
  )
  const drift = moments.isPosed ? poseDriftOf(views, moments) : []
  const labelled = labelledFrames(annotations, clip.frames.length)
  const { frames, sensors } = clip
  const cameras = sensors === undefined ? null : camerasOf({ frames, sensors })
  const context: CheckContext = {
    ...{ ontology, moments, settings, evidence, drift, labelled },
    ...{ likelihoods, proposals, clusters, cameras },
  }
  const tracks = new Map(
    views.map((view) => [view.track.id, checkedTrack(view, { annotations, context })]),
  )
  const near = nearPairs(views, { reach: FURTHEST_PAIR, touched: null })
  const pairs = near.flatMap((pair) => checkedPair(pair, context))
  return settled({ views, annotations, context, tracks, pairs }, null)
}

/** What has changed since a clip was checked. */
export type CheckChange = {
  /** The document as it is now; what is the same object as before is not looked at again. */
  readonly annotations: Annotations
  readonly evidence: Evidence
  /** Tracks whose evidence is new. */
  readonly studied: readonly TrackId[]
  /** What a model proposes now; as before where it is not given. */
  readonly proposals?: Proposals | null
  /** What looks like an object; as before where it is not given. A frame’s list is another object where it is new. */
  readonly clusters?: Clusters | null
}

/**
 * The findings after a change, the same as of `checkClip`: only tracks that changed are looked at, and
 * what is near them, and what hangs on the whole clip where that changed.
 */
export function recheck(before: CheckedClip, change: CheckChange): CheckedClip {
  const { annotations, evidence } = change
  const { ontology, moments } = before.context
  const { proposals = before.context.proposals, clusters = before.context.clusters } = change
  const isAskedAnew = proposals !== before.context.proposals
  const studied = new Set([
    ...change.studied,
    ...boxedAnew(before.annotations, annotations, moments),
  ])
  const touched = new Set<TrackId>()
  const views = tracksOf(annotations).map((track) => {
    const known = before.tracks.get(track.id)
    const isKnown =
      known?.track === track &&
      known.cuboids === cuboidsOf(annotations, track.id) &&
      !studied.has(track.id) &&
      !isAskedAnew
    if (isKnown) return known.view
    touched.add(track.id)
    return trackViewOf(track, { annotations, ontology, moments })
  })
  const ids = new Set(views.map(({ track }) => track.id))
  const gone = [...before.tracks.keys()].filter((id) => !ids.has(id))
  const changed = [
    ...views.filter(({ track }) => touched.has(track.id)),
    ...[...touched, ...gone].flatMap((id) => before.tracks.get(id)?.view ?? []),
  ]
  const isAsked = moments.isPosed && changed.some(isLandmark)
  const moved = isAsked ? poseDriftOf(views, moments) : before.context.drift
  const labelled = labelledFrames(annotations, moments.times.length)
  const isMoved =
    !isSameDrift(moved, before.context.drift) ||
    labelled.some((isLabelled, frame) => isLabelled !== before.context.labelled[frame])
  const context: CheckContext = {
    ...before.context,
    evidence,
    proposals,
    clusters,
    drift: isMoved ? moved : before.context.drift,
    labelled,
  }
  const tracks = new Map<TrackId, CheckedTrack>(
    views.map((view) => {
      const { id } = view.track
      if (touched.has(id)) return [id, checkedTrack(view, { annotations, context })]
      const known = before.tracks.get(id)!
      if (!isMoved) return [id, known]
      return [id, { ...known, settled: findTrack(view, { context, isSettled: true }) }]
    }),
  )
  const kept = before.pairs.filter((pair) =>
    pair.ids.every((id) => ids.has(id) && !touched.has(id)),
  )
  const near = nearPairs(views, { reach: FURTHEST_PAIR, touched })
  const renewed = near.flatMap((pair) => checkedPair(pair, context))
  const pairs = [...kept, ...renewed]
  return settled({ views, annotations, context, tracks, pairs }, before)
}

type Parts = Pick<CheckedClip, 'annotations' | 'context' | 'tracks' | 'pairs'> & {
  readonly views: readonly TrackView[]
}

/** The checked clip of its parts, with what is found of all of them together. */
function settled({ views, ...parts }: Parts, before: CheckedClip | null): CheckedClip {
  const { annotations, context } = parts
  const { proposals, clusters } = context
  const isKnown =
    before?.context.proposals === proposals && before?.annotations.tracks === annotations.tracks
  const count = context.moments.times.length
  const given = { annotations, proposals, clusters, count }
  const gaps = frameGapsOf(given, isKnown ? before.gaps : null)
  const whole = kept(findClip({ views, gaps }, context), before?.whole ?? [])
  const { moments, settings } = context
  const request = { annotations, settings, moments, views }
  const road = before === null ? checkRoad(request) : recheckRoad(before.road, request)
  const findings = findingsOf(parts, [...whole, ...road.findings])
  return { ...parts, gaps, whole, road, findings }
}

/** The findings; one that says what one before said is the same object. */
function kept(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const known = new Map(before.map((one) => [JSON.stringify(one), one]))
  return findings.map((one) => known.get(JSON.stringify(one)) ?? one)
}

/** The tracks of 2D boxes in frames where any of them changed. */
function boxedAnew(
  before: Annotations,
  after: Annotations,
  { times }: CheckContext['moments'],
): readonly TrackId[] {
  return times.flatMap((_, frame) => {
    const [was, is] = [box2dsAt(before, frame), box2dsAt(after, frame)]
    return was === is ? [] : [...was, ...is].flatMap(({ trackId }) => trackId ?? [])
  })
}

function labelledFrames(annotations: Annotations, count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, frame) => cuboidsAt(annotations, frame).some(isShown))
}

function checkedTrack(
  view: TrackView,
  { annotations, context }: { readonly annotations: Annotations; readonly context: CheckContext },
): CheckedTrack {
  return {
    track: view.track,
    cuboids: cuboidsOf(annotations, view.track.id),
    view,
    own: findTrack(view, { context, isSettled: false }),
    settled: findTrack(view, { context, isSettled: true }),
  }
}

function checkedPair(pair: Pair, context: CheckContext): readonly CheckedPair[] {
  const findings = findPair(pair, context)
  return findings.length === 0 ? [] : [{ ids: [pair[0].track.id, pair[1].track.id], findings }]
}

function findingsOf(
  { tracks, pairs }: Pick<CheckedClip, 'tracks' | 'pairs'>,
  others: readonly Finding[],
): readonly Finding[] {
  const numbers = new Map(Array.from(tracks, ([id, { track }]) => [id, track.number]))
  const all = [
    ...[...tracks.values()].flatMap(({ own, settled }) => [...own, ...settled]),
    ...pairs.flatMap(({ findings }) => findings),
    ...others,
  ]
  return all.sort(bySeverity(numbers))
}
