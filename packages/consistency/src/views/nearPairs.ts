import type { TrackId } from '@trueline/annotation'
import type { TrackView } from './trackView.ts'

/** Two tracks, the one that comes first in the list first. */
type NearPair = readonly [TrackView, TrackView]

/**
 * The pairs of tracks that come within `reach` meters of one another along x, and those that have one
 * number, each once. About linear in tracks that lie along a road.
 *
 * @param touched Only pairs with one of these; `null` for all.
 */
export function nearPairs(
  views: readonly TrackView[],
  { reach, touched }: { readonly reach: number; readonly touched: ReadonlySet<TrackId> | null },
): readonly NearPair[] {
  const places = new Map(views.map((view, place) => [view, place]))
  const sorted = views
    .filter(({ states }) => states.length > 0)
    .toSorted((a, b) => a.bounds[0] - b.bounds[0])
  const pairs: NearPair[] = []
  const isAsked = (a: TrackView, b: TrackView): boolean =>
    touched === null || touched.has(a.track.id) || touched.has(b.track.id)
  for (const [index, view] of sorted.entries()) {
    const end = view.bounds[2] + reach
    for (let at = index + 1; at < sorted.length && sorted[at]!.bounds[0] <= end; at++) {
      const other = sorted[at]!
      if (!isAsked(view, other)) continue
      pairs.push(places.get(view)! < places.get(other)! ? [view, other] : [other, view])
    }
  }
  const namesakes = sameNumbers(views).filter((pair) => isAsked(...pair))
  if (namesakes.length === 0) return pairs
  const met = new Set(pairs.map(keyOf))
  return [...pairs, ...namesakes.filter((pair) => !met.has(keyOf(pair)))]
}

function keyOf([a, b]: NearPair): string {
  return `${a.track.id}\n${b.track.id}`
}

function sameNumbers(views: readonly TrackView[]): readonly NearPair[] {
  const byNumber = new Map<number, TrackView[]>()
  return views.flatMap((view) => {
    const before = byNumber.get(view.track.number) ?? []
    byNumber.set(view.track.number, [...before, view])
    return before.map((other): NearPair => [other, view])
  })
}
