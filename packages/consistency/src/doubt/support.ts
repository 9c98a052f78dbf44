import {
  type Annotations,
  type CuboidRecord,
  cuboidsAt,
  isShown,
  meaningOf,
  trackOf,
} from '@trueline/annotation'
import { bevIou, type Cuboid } from '@trueline/geometry'
import type { TrackState, TrackView } from '../views/trackView.ts'

/** What a model proposes for a clip. */
export type Proposals = {
  /** Its tracks and cuboids, the latter in the ego space of their frames. */
  readonly annotations: Annotations
  /** The frames it looked at, by index: of others nothing is said. */
  readonly frames: ReadonlySet<number>
}

/** What a model says of a box. */
export type Support = {
  /** 0 where a proposal is the same box, 1 where there is none: one less the overlap, of people meters. */
  readonly missed: number
  /** Whether what lies on it is proposed as something else. */
  readonly isOther: boolean
}

/** What is less off than this is the same object. */
const SAME = 0.8

/** What the proposals say of one of a track's boxes; `null` where the model did not look. */
export function supportOf(
  view: TrackView,
  state: TrackState,
  proposals: Proposals,
): Support | null {
  const { track, meaning } = view
  if (!proposals.frames.has(state.frame)) return null
  const { missed, best } = nearestTo(view, state, proposals)
  if (best === null || missed > SAME) return { missed, isOther: false }
  const category = trackOf(proposals.annotations, best.trackId)?.category ?? track.category
  return { missed, isOther: meaningOf(category) !== meaning && category !== track.category }
}

/** The category of the proposal that lies on a track's box; `null` for none. */
export function supportingCategory(
  view: TrackView,
  state: TrackState,
  proposals: Proposals,
): string | null {
  const { missed, best } = nearestTo(view, state, proposals)
  if (best === null || missed > SAME) return null
  return trackOf(proposals.annotations, best.trackId)?.category ?? null
}

function nearestTo(
  { family }: TrackView,
  { cuboid, frame }: TrackState,
  { annotations }: Proposals,
) {
  let missed = 1
  let best: CuboidRecord | null = null
  for (const proposed of cuboidsAt(annotations, frame)) {
    if (!isShown(proposed)) continue
    const off = family === 'person' ? metersOff(cuboid, proposed) : overlapLost(cuboid, proposed)
    if (off >= missed) continue
    missed = off
    best = proposed
  }
  return { missed, best }
}

function metersOff(a: Cuboid, b: Cuboid): number {
  return Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
}

function overlapLost(a: Cuboid, b: Cuboid): number {
  const reach = (a.extent[0] + a.extent[1] + b.extent[0] + b.extent[1]) / 2
  return metersOff(a, b) > reach ? 1 : 1 - bevIou(a, b)
}
