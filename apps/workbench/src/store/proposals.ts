import {
  type Annotations,
  applyPatch,
  type Change,
  type CuboidRecord,
  nextNumber,
  type Patch,
  recordOf,
  type Track,
  type TrackId,
  trackIdOf,
  trackOf,
  tracksOf,
} from '@trueline/annotation'

/** What a model proposes of one object: records as they will be stored once somebody touches them. */
export type ProposedTrack = {
  readonly track: Track
  /** By frame. */
  readonly cuboids: readonly CuboidRecord[]
  /** How sure the model is of the whole object, in [0, 1]. */
  readonly score: number
  readonly support: Support
  readonly relation: Relation
}

/** What a proposal stands on: frames it was found in, frames that were filled between them, points in all. */
export type Support = {
  readonly framesSeen: number
  readonly framesFilled: number
  readonly points: number
}

/** How a proposal stands to the labels there were when it was made: a new object, or one of them. */
export type Relation =
  | { readonly kind: 'added' }
  | { readonly kind: 'moved' | 'same'; readonly of: TrackId }

/** Which proposals are shown. */
export type ProposalLimits = {
  /** Lowest score by category id; absent: `DEFAULT_MIN_SCORE`. */
  readonly minScores: { readonly [categoryId: string]: number }
  readonly kinds: ReadonlySet<Relation['kind']>
}

/**
 * Proposals nobody has answered. They lie over the document and can be selected and edited like labels;
 * the first edit takes a proposed track into the document, and undoing that brings the proposal back.
 */
export type ProposalLayer = {
  readonly byId: ReadonlyMap<TrackId, ProposedTrack>
  readonly limits: ProposalLimits
  /** Those that lie over the document now: within the limits, and not in the document. */
  readonly shown: ReadonlySet<TrackId>
}

/** A score that more objects than false boxes reach. */
export const DEFAULT_MIN_SCORE = 0.4

/** No proposals; labels that a proposal only repeats are not shown twice. */
export const NO_PROPOSALS: ProposalLayer = {
  byId: new Map(),
  limits: { minScores: {}, kinds: new Set(['added', 'moved']) },
  shown: new Set(),
}

/** What is seen: a document with a layer over it. */
export type Layered = { readonly annotations: Annotations; readonly proposals: ProposalLayer }

/** A document without any of the layer on it, with all of the layer that is to be seen. */
export function layered(document: Annotations, layer: ProposalLayer): Layered {
  return relaid({ seen: document, document }, { ...layer, shown: new Set() })
}

/**
 * What is seen once a layer has other limits, or other tracks: only what appears or goes is touched.
 *
 * `seen` is the document with the layer as its `shown` says, `document` is without it.
 */
export function relaid(
  { seen, document }: { readonly seen: Annotations; readonly document: Annotations },
  layer: ProposalLayer,
  before: ProposalLayer = layer,
): Layered {
  if (layer.byId.size === 0 && before.shown.size === 0) {
    return { annotations: seen, proposals: layer }
  }
  const isWanted = ({ track, score, relation }: ProposedTrack): boolean =>
    score >= minScoreOf(layer.limits, track.category) &&
    layer.limits.kinds.has(relation.kind) &&
    trackOf(document, track.id) === undefined
  const wanted = [...layer.byId.values()].filter(isWanted)
  const shown = new Set(wanted.map(({ track }) => track.id))
  const stays = (id: TrackId): boolean =>
    shown.has(id) && before.shown.has(id) && before.byId.get(id) === layer.byId.get(id)
  const gone = [...before.shown]
    .filter((id) => !stays(id) && trackOf(document, id) === undefined)
    .flatMap((id) => before.byId.get(id) ?? [])
  const come = wanted.filter(({ track }) => !stays(track.id))
  const patch = [...gone.flatMap(removing), ...come.flatMap(adding)]
  return { annotations: applyPatch(seen, patch), proposals: { ...layer, shown } }
}

/** The lowest score at which proposals of a category are shown. */
export function minScoreOf({ minScores }: ProposalLimits, categoryId: string): number {
  return minScores[categoryId] ?? DEFAULT_MIN_SCORE
}

/**
 * A patch made on what is seen, as it must be stored: every proposed track that it touches comes into
 * the document as a whole. One that the patch takes away (a merge) comes in only with what is kept.
 */
export function adopting(patch: Patch, document: Annotations, layer: ProposalLayer): Patch {
  if (layer.shown.size === 0) return patch
  const ids = tracksIn(patch).filter((id) => layer.shown.has(id))
  const touched = new Map(ids.map((id) => [id, layer.byId.get(id)!]))
  if (touched.size === 0) return patch
  const changed = new Set(patch.map(({ recordId }) => recordId))
  const rest = [...touched.values()]
    .flatMap(adding)
    .filter(({ recordId }) => !changed.has(recordId))
  const whole = [...patch.map((change) => foundBare(change, touched)), ...rest]
  return withFreeNumbers(
    whole.filter(({ before, after }) => before !== null || after !== null),
    document,
  )
}

/**
 * What is seen after an edit: a proposal that came into the document leaves the layer, and comes back
 * when that is undone.
 *
 * @param after What was seen with the patch applied; `document` gives the document with it, which costs
 * as much as there are edits waiting and is asked for only where a proposal is touched.
 */
export function relaidAfter(
  patch: Patch,
  { seen, document }: { readonly seen: Annotations; readonly document: () => Annotations },
  layer: ProposalLayer,
): Layered {
  if (!tracksIn(patch).some((id) => layer.byId.has(id))) {
    return { annotations: seen, proposals: layer }
  }
  return relaid({ seen, document: document() }, layer)
}

/** The proposals without those that an edit, made on what is seen, left nothing of: a merge used them up. */
export function withoutUsedUp(
  { byId, shown }: ProposalLayer,
  edit: { readonly seen: Patch; readonly stored: Patch },
): ProposalLayer['byId'] {
  const kept = new Set(tracksIn(edit.stored))
  const gone = new Set(tracksIn(edit.seen).filter((id) => shown.has(id) && !kept.has(id)))
  return gone.size === 0 ? byId : new Map([...byId].filter(([id]) => !gone.has(id)))
}

function adding({ track, cuboids }: ProposedTrack): Change[] {
  return [track, ...cuboids].map((after) => ({ recordId: after.id, before: null, after }))
}

function removing({ track, cuboids }: ProposedTrack): Change[] {
  return [track, ...cuboids].map((before) => ({ recordId: before.id, before, after: null }))
}

/** A change of a proposed record: the document had nothing before it. */
function foundBare(change: Change, touched: ReadonlyMap<TrackId, ProposedTrack>): Change {
  const id = trackOfChange(change)
  return id !== null && touched.has(id) ? { ...change, before: null } : change
}

function tracksIn(patch: Patch): readonly TrackId[] {
  return [...new Set(patch.flatMap((change) => trackOfChange(change) ?? []))]
}

/** `null` of a 2D box of no track, and of a change from nothing to nothing. */
function trackOfChange({ before, after }: Change): TrackId | null {
  const record = after ?? before
  return record === null ? null : trackIdOf(record)
}

/** Somebody may have given a number to a track of theirs since the proposal was made. */
function withFreeNumbers(patch: Patch, document: Annotations): Patch {
  const taken = new Set(tracksOf(document).map(({ number }) => number))
  let next = nextNumber(document)
  return patch.map((change) => {
    const { after } = change
    const isNew = after?.kind === 'track' && recordOf(document, after.id) === undefined
    if (!isNew || !taken.has(after.number)) return change
    while (taken.has(next)) next++
    taken.add(next)
    return { ...change, after: { ...after, number: next } }
  })
}
