import {
  type Annotations,
  type CuboidRecord,
  cuboidsOf,
  isShown,
  type ReviewState,
  type TrackId,
} from '@trueline/annotation'

/** What a track's cuboids come to. */
export type TrackSummary = {
  /** How many cuboids are in each state. */
  readonly states: { readonly [State in ReviewState]: number }
  /** Cuboids that are labels. */
  readonly shown: number
  /** The first and last frame with a label; `null` when all are rejected. */
  readonly frames: { readonly first: number; readonly last: number } | null
  /** The labels' mean score, in the source's scale; `null` where none has one. */
  readonly score: number | null
}

const summaries = new WeakMap<readonly CuboidRecord[], TrackSummary>()

/** A track's summary; the same object while none of its cuboids changed. */
export function trackSummary(annotations: Annotations, trackId: TrackId): TrackSummary {
  const cuboids = cuboidsOf(annotations, trackId)
  let summary = summaries.get(cuboids)
  if (summary === undefined) {
    summary = summarize(cuboids)
    summaries.set(cuboids, summary)
  }
  return summary
}

/**
 * How much a track deserves a look, in 0..1: the share of its labels nobody has looked at, weighed by
 * how likely a person would change it. Until the checks have said that (`judged`), it is told by how
 * little the source believed in it; `surest` is the best mean score in the clip.
 */
export function trackDoubt(
  { states, shown, score }: TrackSummary,
  { judged, surest }: { readonly judged: number | undefined; readonly surest: number },
): number {
  if (shown === 0) return 0
  const belief = score === null || surest <= 0 ? 0.5 : Math.min(1, Math.max(0, score / surest))
  return (states.proposed / shown) * (judged ?? 1 - belief / 2)
}

function summarize(cuboids: readonly CuboidRecord[]): TrackSummary {
  const states = { proposed: 0, accepted: 0, fixed: 0, rejected: 0, added: 0, final: 0 }
  const labels = cuboids.filter(isShown)
  for (const { state } of cuboids) states[state]++
  const scores = labels.flatMap(({ score }) => (score === null ? [] : [score]))
  const first = labels[0]
  const last = labels.at(-1)
  return {
    states,
    shown: labels.length,
    frames: first && last ? { first: first.frame, last: last.frame } : null,
    score: scores.length === 0 ? null : scores.reduce((a, b) => a + b, 0) / scores.length,
  }
}
