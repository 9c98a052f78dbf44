import { type Annotations, type CuboidId, cuboidsAt, type TrackId } from '@trueline/annotation'
import type { CheckedClip, CheckedPair, CheckedTrack } from '../checkClip.ts'
import { DEFAULTS } from '../defaults.ts'
import type { CheckId, Finding } from '../finding.ts'
import { CHECK_IDS } from '../settings.ts'
import { type ClueSource, type Clues, cluesOf, type TrackClues } from './clues.ts'
import { countsAt } from './likelihoods.ts'
import shipped from './shipped.json' with { type: 'json' }

/** How much each clue speaks for a change, in the logarithm of the odds. */
export type Weights = { readonly [clue: string]: number }

/** How likely a person would change each track, in any way, and each of its sound boxes. */
export type ClipDoubt = {
  /** In [0, 1]. */
  readonly byTrack: ReadonlyMap<TrackId, number>
  /** Of each track, its boxes', in [0, 1]; the same map while nothing of the track changed. */
  readonly boxes: ReadonlyMap<TrackId, ReadonlyMap<CuboidId, number>>
  /** What the next one goes on from. */
  readonly known: ReadonlyMap<TrackId, KnownDoubt>
  readonly counts: readonly FrameCounts[]
}

type KnownDoubt = {
  readonly checked: CheckedTrack
  readonly pairs: readonly CheckedPair[]
  /** What checks of the whole clip say of it. */
  readonly whole: readonly Finding[]
  readonly counts: readonly number[]
  readonly context: Pick<CheckedClip['context'], 'likelihoods' | 'proposals'>
  readonly track: number
  readonly boxes: ReadonlyMap<CuboidId, number>
}

type FrameCounts = {
  readonly cuboids: ReturnType<typeof cuboidsAt>
  readonly tracks: Annotations['tracks']
  readonly byCategory: ReadonlyMap<string, number>
}

const WEIGHTS = {
  track: {
    alone: withEveryCheck(shipped.weights.track.alone),
    with: withEveryCheck(shipped.weights.track.with),
  },
  cuboid: {
    alone: withEveryCheck(shipped.weights.cuboid.alone),
    with: withEveryCheck(shipped.weights.cuboid.with),
  },
}

/**
 * How much of a checked clip is doubtful: the likelihood that a person would change it, by logistic
 * regression on its findings, on how surprising its boxes are for their category, and on what a model
 * proposes there. Fitted on simulated clips with planted faults, by `scripts/fitDoubt.ts`.
 *
 * @param before What it was before a recheck, `null` for none: only what changed is looked at again.
 */
export function doubtOf(clip: CheckedClip, before: ClipDoubt | null): ClipDoubt {
  const { context } = clip
  const counts = frameCounts(clip, before)
  const pairs = pairsOf(clip.pairs)
  const whole = wholeOf(clip.whole)
  const known = new Map<TrackId, KnownDoubt>()
  const byTrack = new Map<TrackId, number>()
  const boxes = new Map<TrackId, ReadonlyMap<CuboidId, number>>()
  const isCountedAlike = counts.every(
    ({ byCategory }, frame) => byCategory === before?.counts[frame]?.byCategory,
  )
  for (const [id, checked] of clip.tracks) {
    const { category } = checked.track
    const last = before?.known.get(id)
    const isCounted = isCountedAlike && last?.checked === checked
    const own = {
      checked,
      pairs: pairs.get(id) ?? [],
      whole: whole.get(id) ?? [],
      counts: isCounted
        ? last.counts
        : checked.view.states.map(({ frame }) => counts[frame]?.byCategory.get(category) ?? 1),
    }
    const one = stillKnown(last, own, context) ?? doubtOfTrack(own, context)
    known.set(id, one)
    byTrack.set(id, one.track)
    boxes.set(id, one.boxes)
  }
  return { byTrack, boxes, known, counts }
}

/** What speaks for a change of each track of a checked clip: what weights are fitted on. */
export function cluesOfClip(clip: CheckedClip): ReadonlyMap<TrackId, TrackClues> {
  const counts = frameCounts(clip, null)
  const pairs = pairsOf(clip.pairs)
  const findings = wholeOf(clip.whole)
  return new Map(
    Array.from(clip.tracks, ([id, checked]) => {
      const countAt = (frame: number): number =>
        counts[frame]?.byCategory.get(checked.track.category) ?? 1
      const whole = findings.get(id) ?? []
      const own = { checked, pairs: pairs.get(id) ?? [], whole, countAt }
      return [id, cluesOf(sourceOf(own, clip.context))]
    }),
  )
}

type Own = Pick<KnownDoubt, 'checked' | 'pairs' | 'whole' | 'counts'>

function stillKnown(
  known: KnownDoubt | undefined,
  { checked, pairs, whole, counts }: Own,
  { likelihoods, proposals }: KnownDoubt['context'],
): KnownDoubt | null {
  const isSame =
    known?.checked === checked &&
    known.context.likelihoods === likelihoods &&
    known.context.proposals === proposals &&
    isSameList(known.pairs, pairs) &&
    isSameList(known.whole, whole) &&
    isSameList(known.counts, counts)
  return isSame ? known : null
}

function isSameList<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a === b || (a.length === b.length && a.every((one, index) => one === b[index]))
}

function doubtOfTrack(own: Own, context: CheckedClip['context']): KnownDoubt {
  const countByFrame = new Map(
    own.checked.view.states.map(({ frame }, index) => [frame, own.counts[index]!]),
  )
  const countAt = (frame: number): number => countByFrame.get(frame) ?? 1
  const clues = cluesOf(sourceOf({ ...own, countAt }, context))
  const { likelihoods, proposals } = context
  return {
    ...own,
    context: { likelihoods, proposals },
    track: likelihoodOf(clues.track, WEIGHTS.track[clues.isLooked ? 'with' : 'alone']),
    boxes: new Map(
      clues.cuboids.map((one) => [
        one.id,
        likelihoodOf(one.clues, WEIGHTS.cuboid[one.isLooked ? 'with' : 'alone']),
      ]),
    ),
  }
}

function sourceOf(
  {
    checked,
    pairs,
    whole,
    countAt,
  }: Pick<Own, 'checked' | 'pairs' | 'whole'> & Pick<ClueSource, 'countAt'>,
  context: CheckedClip['context'],
): ClueSource {
  const findings: readonly Finding[] = [
    ...checked.own,
    ...checked.settled,
    ...pairs.flatMap((pair) => pair.findings),
    ...whole,
  ]
  return { view: checked.view, findings, countAt, context }
}

function frameCounts(
  { annotations, context }: CheckedClip,
  before: ClipDoubt | null,
): readonly FrameCounts[] {
  const { tracks } = annotations
  return context.moments.times.map((_, frame) => {
    const cuboids = cuboidsAt(annotations, frame)
    const known = before?.counts[frame]
    if (known?.cuboids === cuboids && known.tracks === tracks) return known
    const byCategory = countsAt(annotations, frame)
    // The same object where it says the same: then nothing that hangs on it is looked at again.
    const isSame = known !== undefined && isSameCount(known.byCategory, byCategory)
    return { cuboids, tracks, byCategory: isSame ? known.byCategory : byCategory }
  })
}

function isSameCount(a: FrameCounts['byCategory'], b: FrameCounts['byCategory']): boolean {
  return a.size === b.size && [...a].every(([category, count]) => b.get(category) === count)
}

function pairsOf(pairs: readonly CheckedPair[]): ReadonlyMap<TrackId, readonly CheckedPair[]> {
  return byTrackOf(pairs, ({ ids }) => ids)
}

function wholeOf(findings: readonly Finding[]): ReadonlyMap<TrackId, readonly Finding[]> {
  return byTrackOf(findings, ({ tracks }) => tracks)
}

/** What is said of several tracks at once, by each of them. */
function byTrackOf<Item>(
  items: readonly Item[],
  tracksOf: (item: Item) => readonly TrackId[],
): ReadonlyMap<TrackId, readonly Item[]> {
  const result = new Map<TrackId, Item[]>()
  for (const item of items) {
    for (const id of tracksOf(item)) {
      const list = result.get(id)
      if (list === undefined) result.set(id, [item])
      else list.push(item)
    }
  }
  return result
}

/** The likelihood that clues speak for. */
function likelihoodOf(clues: Clues, weights: Weights): number {
  let odds = weights.bias ?? 0
  for (const [clue, strength] of clues) odds += strength * (weights[clue] ?? 0)
  return 1 / (1 + Math.exp(-odds))
}

/** Weights for every check: one that never found anything where they were fitted counts as its level does. */
function withEveryCheck(fitted: Weights): Weights {
  const checks = CHECK_IDS.filter((id) => id !== 'A0').map((id): [CheckId, number] => {
    return [id, fitted[id] ?? fitted[DEFAULTS[id].level] ?? 0]
  })
  return { ...fitted, ...Object.fromEntries(checks) }
}
