import type { LaneId, LinkId, MapElementId } from '../ids.ts'
import type { Extras } from '../json.ts'
import type { Provenance } from './record.ts'
import type { ReviewState } from './reviewState.ts'

/** That one fixed thing has to do with another: an edge of the lane graph. */
export type Link = {
  readonly kind: 'link'
  readonly id: LinkId
  readonly linkKind: LinkKind
  readonly from: LaneId | MapElementId
  readonly to: LaneId | MapElementId
  readonly provenance: Provenance
  readonly state: ReviewState
  /** How sure the source was, in its own scale; higher is surer. */
  readonly score: number | null
  readonly extras: Extras
}

/**
 * What a link says. `successor`: a lane goes on as another. `leftNeighbour`, `rightNeighbour`: a lane
 * lies beside another, there to be changed to or coming the other way. `controls`: a light, sign or
 * stop line rules over a lane. `belongsTo`: a part of something, as a stop line of its traffic light.
 */
export type LinkKind = 'successor' | 'leftNeighbour' | 'rightNeighbour' | 'controls' | 'belongsTo'

/** The id of the link of a kind from one fixed thing to another; there is at most one. */
export function linkId(linkKind: LinkKind, from: Link['from'], to: Link['to']): LinkId {
  return `${from}>${linkKind}>${to}` as LinkId
}
