import type { TrackId } from '@trueline/annotation'
import type {
  CheckContext,
  ClipCheck,
  ClipView,
  Pair,
  PairCheck,
  TrackCheck,
} from './checks/check.ts'
import { CLIP_CHECKS, PAIR_CHECKS, TRACK_CHECKS } from './checks.ts'
import type { Finding, Found } from './finding.ts'
import { notMade } from './notMade.ts'
import { apart, type TrackView } from './views/trackView.ts'

/** What one track's checks find: those that hang on the whole clip too, or all others. */
export function findTrack(
  view: TrackView,
  { context, isSettled }: { readonly context: CheckContext; readonly isSettled: boolean },
): readonly Finding[] {
  return TRACK_CHECKS.flatMap((check) => {
    if (hangsOnAll(check) !== isSettled || !isAsked(check, context)) return []
    const frames = view.states.map(({ frame }) => frame)
    return made(check, { tracks: [view.track.id], frames, context }, () =>
      check.find(view, context),
    )
  })
}

/** Tracks that never come nearer say nothing of one another but their numbers. In meters. */
export const FURTHEST_PAIR = Math.max(...PAIR_CHECKS.map(({ within }) => within ?? 0))

/** Tracks that are further apart throughout never meet. In meters. */
const FURTHEST_AT_ONCE = Math.max(
  ...PAIR_CHECKS.map(({ within, isAtOnce }) => (isAtOnce ? (within ?? 0) : 0)),
)

/** What the checks of two tracks find in these. */
export function findPair(pair: Pair, context: CheckContext): readonly Finding[] {
  const [a, b] = pair
  const ever = apart(a.bounds, b.bounds)
  const atOnce = ever > FURTHEST_AT_ONCE ? ever : apartAtOnce(pair)
  return PAIR_CHECKS.flatMap((check) => {
    const away = check.isAtOnce ? atOnce : ever
    if (away > (check.within ?? Number.POSITIVE_INFINITY) || !isAsked(check, context)) return []
    const tracks = [a.track.id, b.track.id]
    return made(check, { tracks, frames: [], context }, () => check.find(pair, context))
  })
}

/** What the checks of a whole clip find. */
export function findClip(clip: ClipView, context: CheckContext): readonly Finding[] {
  return CLIP_CHECKS.flatMap((check) => {
    if (!isAsked(check, context)) return []
    return made(check, { tracks: [], frames: [], context }, () => check.find(clip, context))
  })
}

type AnyCheck = TrackCheck | PairCheck | ClipCheck

type Place = {
  readonly tracks: readonly TrackId[]
  readonly frames: readonly number[]
  readonly context: CheckContext
}

/** The findings of a check; that it could not be made is one too, so that the others go on. */
function made(
  { id, mend }: AnyCheck,
  { tracks, frames, context }: Place,
  find: () => readonly Found[],
): readonly Finding[] {
  try {
    const { level } = context.settings[id]
    return find().map((found) => ({ check: id, level, tracks, mend, ...found }))
  } catch (error) {
    return [{ ...notMade(id, context.settings, error), tracks, frames }]
  }
}

/** Whether a check hangs on more than the track it looks at. */
function hangsOnAll({ needs }: TrackCheck): boolean {
  return needs === 'drift' || needs === 'labelled'
}

function isAsked({ id, needs }: AnyCheck, { settings, moments }: CheckContext): boolean {
  const isPosed = needs === null || needs === 'labelled' || moments.isPosed
  return settings[id].isOn && isPosed
}

/** A lower bound of how near the centers of two tracks come in one frame, on the ground of the world. */
function apartAtOnce([{ legs: a }, { legs: b }]: Pair): number {
  let least = Number.POSITIVE_INFINITY
  for (let leg = 0; leg < Math.min(a.length, b.length); leg++) {
    const [own, other] = [a[leg], b[leg]]
    if (own === undefined || other === undefined) continue
    least = Math.min(least, apart(own.bounds, other.bounds))
  }
  return least
}
