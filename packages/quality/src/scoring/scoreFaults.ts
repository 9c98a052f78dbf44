import {
  type Annotations,
  type Clip,
  cuboidOf,
  isShown,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import type { PlantedFault } from '@trueline/consistency'
import { isRight, TOLERANCE, type Tolerance } from '../compare/boxErrors.ts'
import { type BoxPair, type Comparison, compareLabels } from '../compare/compareLabels.ts'
import type { ClusterCount } from '../intervals/clustered.ts'

/** What somebody was given with faults in it, and what became of it. */
export type FaultTest = {
  readonly clip: Pick<Clip, 'frames' | 'worldOrigin'>
  /** The labels before faults were planted. */
  readonly truth: Annotations
  /** The labels as they were handed out. */
  readonly planted: Annotations
  readonly submitted: Annotations
  readonly faults: readonly PlantedFault[]
  readonly tolerance?: Tolerance
}

/**
 * What became of a planted fault. `fixed`: everything about it is right; `found`: somebody changed it,
 * and it is not right yet; `left`: as it was handed out. `slight`: it lies within the tolerance, or
 * where boxes cannot show it, so nobody has to find it.
 */
export type FaultOutcome = 'fixed' | 'found' | 'left' | 'slight'

/** How somebody dealt with planted faults. */
export type FaultScore = {
  readonly outcomes: readonly { readonly fault: PlantedFault; readonly outcome: FaultOutcome }[]
  /** By track without a fault: boxes that were right when handed out, and those of them that no longer are. */
  readonly broken: readonly ClusterCount[]
  /** Boxes where nothing is, that were not handed out. */
  readonly invented: number
}

/** What became of each planted fault, and of what had none. */
export function scoreFaults(test: FaultTest): FaultScore {
  const { clip, truth, planted, submitted, faults, tolerance = TOLERANCE } = test
  const frames = clip.frames.map((_, index) => ({ reference: index, labels: index }))
  const [given, made] = [planted, submitted].map((annotations) =>
    viewOf(
      compareLabels({
        ...{ reference: { clip, annotations: truth }, labels: { clip, annotations }, frames },
      }),
      tolerance,
    ),
  )
  const outcomes = faults.map((fault) => ({
    fault,
    outcome: outcomeOf(fault, { ...test, given: given!, made: made! }),
  }))
  const faulty = new Set(faults.flatMap((fault) => objectsOf(fault, given!, truth)))
  return { outcomes, ...brokenOf(given!, made!, faulty) }
}

/** A comparison with the truth, to be looked up. */
type View = {
  readonly comparison: Comparison
  /** By true track, then by frame: whether its box is there and right. */
  readonly isRight: ReadonlyMap<TrackId, ReadonlyMap<number, boolean>>
  /** By label track, the true tracks that it was found on. */
  readonly truthsOf: ReadonlyMap<TrackId, ReadonlySet<TrackId>>
  readonly switchesOf: ReadonlyMap<TrackId, number>
}

function viewOf(comparison: Comparison, tolerance: Tolerance): View {
  const isRightBy = new Map<TrackId, Map<number, boolean>>()
  const truthsOf = new Map<TrackId, Set<TrackId>>()
  const switchesOf = new Map<TrackId, number>()
  const say = (trackId: TrackId, frame: number, right: boolean): void => {
    const known = isRightBy.get(trackId)
    if (known === undefined) isRightBy.set(trackId, new Map([[frame, right]]))
    else known.set(frame, right)
  }
  for (const pair of comparison.pairs) {
    const { reference, label } = pair
    say(reference.trackId, reference.frame, isPairRight(pair, tolerance))
    const truths = truthsOf.get(label.trackId) ?? new Set()
    truthsOf.set(label.trackId, truths.add(reference.trackId))
  }
  for (const { trackId, frame } of comparison.missed) say(trackId, frame, false)
  for (const { reference } of comparison.switches)
    switchesOf.set(reference, (switchesOf.get(reference) ?? 0) + 1)
  return { comparison, isRight: isRightBy, truthsOf, switchesOf }
}

function isPairRight({ reference, label, errors }: BoxPair, tolerance: Tolerance): boolean {
  return (
    isRight(errors, reference.inWorld, tolerance) &&
    reference.category === label.category &&
    Object.entries(reference.cuboid.attributes).every(
      ([id, value]) => label.cuboid.attributes[id] === value,
    )
  )
}

type Judged = FaultTest & { readonly given: View; readonly made: View }

function outcomeOf(fault: PlantedFault, test: Judged): FaultOutcome {
  const { given, made, truth } = test
  const objects = objectsOf(fault, given, truth)
  const { planted, submitted } = test
  if (wrongsOf(fault, objects, given) + marksLeft(fault, test, planted) === 0) return 'slight'
  if (wrongsOf(fault, objects, made) + marksLeft(fault, test, submitted) === 0) return 'fixed'
  return isChanged(fault, objects, test) ? 'found' : 'left'
}

/** The true objects that a fault is about. */
function objectsOf(fault: PlantedFault, given: View, truth: Annotations): readonly TrackId[] {
  const own = fault.tracks.filter((id) => trackOf(truth, id) !== undefined)
  const under = fault.tracks.flatMap((id) => [...(given.truthsOf.get(id) ?? [])])
  return [...new Set([...own, ...under])]
}

/** How much is wrong about a fault's objects where it shows. */
function wrongsOf(fault: PlantedFault, objects: readonly TrackId[], view: View): number {
  const frames = new Set(fault.frames)
  const wrongBoxes = objects.flatMap((id) =>
    fault.frames.filter((frame) => view.isRight.get(id)?.get(frame) === false),
  )
  const extra = view.comparison.extra.filter(
    ({ trackId, frame }) =>
      frames.has(frame) &&
      (fault.tracks.includes(trackId) ||
        objects.some((id) => view.truthsOf.get(trackId)?.has(id) ?? false)),
  )
  const switches = objects.reduce((sum, id) => sum + (view.switchesOf.get(id) ?? 0), 0)
  return wrongBoxes.length + extra.length + switches
}

/** How many marks and attributes that are not as in the truth still are as they were planted. */
function marksLeft(
  fault: PlantedFault,
  { truth, planted }: Judged,
  annotations: Annotations,
): number {
  return fault.tracks.reduce((sum, id) => {
    const [was, given, is] = [truth, planted, annotations].map((one) => trackOf(one, id))
    if (was === undefined || given === undefined) return sum
    const isMarked = was.isStatic !== given.isStatic && is?.isStatic === given.isStatic
    const attributes = fault.frames.filter((frame) => {
      const [before, wrong, now] = [truth, planted, annotations].map(
        (one) => cuboidOf(one, id, frame)?.attributes ?? {},
      )
      return Object.entries(wrong!).some(
        ([key, value]) => before![key] !== value && now![key] === value,
      )
    })
    return sum + (isMarked ? 1 : 0) + attributes.length
  }, 0)
}

/** Whether anything of a fault's tracks is not as it was handed out. */
function isChanged(
  fault: PlantedFault,
  objects: readonly TrackId[],
  { planted, submitted, made }: Judged,
): boolean {
  const tracks = [...new Set([...fault.tracks, ...objects])]
  const isNew = [...made.truthsOf].some(
    ([id, truths]) =>
      trackOf(planted, id) === undefined && objects.some((object) => truths.has(object)),
  )
  if (isNew) return true
  return tracks.some((id) => {
    const [before, after] = [trackOf(planted, id), trackOf(submitted, id)]
    if (before?.category !== after?.category || before?.isStatic !== after?.isStatic) return true
    return fault.frames.some((frame) => {
      const [was, is] = [cuboidOf(planted, id, frame), cuboidOf(submitted, id, frame)]
      const wasShown = was !== undefined && isShown(was)
      const isStill = is !== undefined && isShown(is)
      if (!wasShown || !isStill) return wasShown !== isStill
      return JSON.stringify(shownOf(was)) !== JSON.stringify(shownOf(is))
    })
  })
}

function shownOf({
  center,
  extent,
  rotation,
  attributes,
}: NonNullable<ReturnType<typeof cuboidOf>>) {
  return { center, extent, rotation, attributes }
}

/** What was right when it was handed out, beside the faults, and no longer is. */
function brokenOf(
  given: View,
  made: View,
  faulty: ReadonlySet<TrackId>,
): Pick<FaultScore, 'broken' | 'invented'> {
  const broken: ClusterCount[] = []
  for (const [id, byFrame] of given.isRight) {
    if (faulty.has(id)) continue
    const wasRight = [...byFrame].filter(([, right]) => right).map(([frame]) => frame)
    const errors = wasRight.filter((frame) => made.isRight.get(id)?.get(frame) !== true).length
    if (wasRight.length > 0) broken.push({ errors, total: wasRight.length })
  }
  const before = new Set(given.comparison.extra.map(({ cuboid }) => cuboid.id))
  const invented = made.comparison.extra.filter(({ cuboid }) => !before.has(cuboid.id)).length
  return { broken, invented }
}
