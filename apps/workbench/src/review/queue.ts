import {
  cuboidsOf,
  isShown,
  type RemarkState,
  remarksOf,
  type Track,
  type TrackReview,
  tracksOf,
} from '@trueline/annotation'
import {
  drawSample,
  rangeBandOf,
  rangeText,
  type SampledRate,
  type SampledStratum,
  sampledRate,
} from '@trueline/quality'
import { shallow } from 'zustand/vanilla/shallow'
import type { WorkbenchState } from '../store/state.ts'
import { changedBoxes } from './baseBox.ts'
import type { ReviewSample } from './reviewLayer.ts'

/** An object that a reviewer looks at. */
export type QueuedTrack = {
  readonly track: Track
  /** In [0, 1]. */
  readonly doubt: number
  readonly verdict: TrackReview['verdict'] | null
  /** Boxes that are other than what they are compared with. */
  readonly changed: number
  /** Remarks on it that are not resolved. */
  readonly remarks: number
}

/** What is to be looked at, and what looking at it has shown so far. */
export type ReviewQueue = {
  /** Those nobody answered first, then the most doubtful. */
  readonly tracks: readonly QueuedTrack[]
  readonly answered: number
  /** `null` without a sample, or while a part of it has not been looked at. */
  readonly rate: SampledRate | null
}

type Input = Pick<WorkbenchState, 'annotations' | 'review'> & {
  readonly doubtByTrack: WorkbenchState['doubt']['byTrack']
}

let last: { readonly input: Input; readonly queue: ReviewQueue } | null = null

/** The queue of a state: the same object while nothing it is made from changed. */
export function reviewQueue(state: WorkbenchState): ReviewQueue {
  const { annotations, review } = state
  const input: Input = { annotations, review, doubtByTrack: state.doubt.byTrack }
  if (last === null || !shallow(last.input, input)) last = { input, queue: queueOf(input) }
  return last.queue
}

/** The queue of a document. Linear in its boxes. */
export function queueOf(input: Input): ReviewQueue {
  const { annotations, review, doubtByTrack } = input
  const open = new Map<string, number>()
  for (const { trackId, state } of remarksOf(annotations)) {
    if (trackId !== null && isOpen(state)) open.set(trackId, (open.get(trackId) ?? 0) + 1)
  }
  const all = tracksOf(annotations).filter(({ id }) => cuboidsOf(annotations, id).some(isShown))
  const sample = review.sample === null ? null : sampleOf(all, input, review.sample)
  const drawn = sample && new Set(sample.flatMap(({ drawn: ids }) => ids))
  const tracks = all
    .filter(({ id }) => drawn === null || drawn.has(id))
    .map(
      (track): QueuedTrack => ({
        ...{
          track,
          doubt: doubtByTrack.get(track.id) ?? 0,
          verdict: track.review?.verdict ?? null,
        },
        ...{ changed: changedBoxes(input, track.id), remarks: open.get(track.id) ?? 0 },
      }),
    )
    .sort(byNeed)
  const answers = new Map(
    tracks.flatMap(({ track, verdict }) =>
      verdict === null ? [] : [[track.id as string, verdict === 'sentBack'] as const],
    ),
  )
  return {
    tracks,
    answered: answers.size,
    rate: sample === null ? null : sampledRate(sample, answers),
  }
}

/** Whether a remark is still to be looked at by somebody. */
export function isOpen(state: RemarkState): boolean {
  return state !== 'resolved'
}

function byNeed(a: QueuedTrack, b: QueuedTrack): number {
  const answered = Number(a.verdict !== null) - Number(b.verdict !== null)
  return answered || b.doubt - a.doubt || a.track.number - b.track.number
}

function sampleOf(
  tracks: readonly Track[],
  { annotations, doubtByTrack }: Input,
  { seed, rate, by }: ReviewSample,
): readonly SampledStratum[] {
  const stratumOf = (track: Track): string => {
    switch (by) {
      case 'none':
        return ''
      case 'category':
        return track.category
      case 'doubt': {
        const doubt = doubtByTrack.get(track.id) ?? 0
        return doubt < 0.2 ? '0–20 %' : doubt < 0.5 ? '20–50 %' : '50–100 %'
      }
      case 'range': {
        const ranges = cuboidsOf(annotations, track.id)
          .filter(isShown)
          .map(({ center }) => Math.hypot(center[0], center[1]))
        return rangeText(rangeBandOf(ranges.reduce((a, b) => Math.min(a, b), 1e9)))
      }
    }
  }
  const units = tracks.map((track) => ({ id: track.id, stratum: stratumOf(track) }))
  return drawSample({ units, seed, rate, fewest: 1 })
}
