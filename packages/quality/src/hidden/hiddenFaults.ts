import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  type Change,
  type Clip,
  type CuboidRecord,
  cuboidsOf,
  type Patch,
  type RecordId,
  recordOf,
  type TrackId,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import { type CheckId, type PlantedFault, plantFaults } from '@trueline/consistency'
import type { Random } from '../intervals/bootstrap.ts'

/** A fault among the pre-labels that somebody is given. */
export type HiddenFault = {
  readonly fault: PlantedFault
  /** What its tracks were before. */
  readonly was: readonly AnnotationRecord[]
  /** From what the pre-labels were to what is handed out. */
  readonly changes: Patch
}

/**
 * Kinds that change or take away what is there. What adds an object would have the highest number of
 * the clip, and tell itself by it; what is wrong in the pictures alone is hard to see.
 */
const KINDS: readonly CheckId[] = ['B1', 'C1', 'C2', 'C3', 'C6', 'D1', 'D5', 'E2', 'E3', 'E4', 'E7']

/** What to plant in. */
export type HiddenRequest = {
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly annotations: Annotations
  /** Records that nobody has touched; faults are planted in objects that have no other. */
  readonly isUntouched: (id: RecordId) => boolean
  /** Of the objects so many get a fault. */
  readonly rate: number
  readonly random: Random
}

/**
 * Faults for some of the pre-labels that nobody has answered yet: at least one where the rate is above
 * 0 and there is an object to take, in clips of one frame too if it is a vehicle's. Everything but place, size and heading of a changed box stays as it
 * was, so that it looks as if it had come so.
 */
export function hiddenFaults(request: HiddenRequest): readonly HiddenFault[] {
  const { clip, annotations, isUntouched, rate, random } = request
  const objects = tracksOf(annotations).filter(({ id }) => cuboidsOf(annotations, id).length > 0)
  const fresh = objects.filter(
    ({ id }) =>
      isUntouched(id) &&
      cuboidsOf(annotations, id).every((one) => one.state === 'proposed' && isUntouched(one.id)),
  )
  const most = Math.ceil(rate * objects.length - 1e-9)
  const of = annotationsOf(fresh.flatMap((track) => [track, ...cuboidsOf(annotations, track.id)]))
  const { records, faults } = plantFaults({
    ...{ clip, annotations: of, random, checks: KINDS, most, ofEach: most, isShortToo: true },
    // None of the kinds adds a track.
    newId: (number) => trackId(`${number}`),
  })
  const spoiled = annotationsOf(records)
  return faults.map((fault) => {
    const was = fault.tracks.flatMap((id) => [recordOf(of, id)!, ...cuboidsOf(of, id)])
    return { fault, was, changes: changesOf(fault.tracks, of, spoiled) }
  })
}

/** From the labels of some tracks to the spoiled ones. */
function changesOf(ids: readonly TrackId[], of: Annotations, spoiled: Annotations): Patch {
  return ids.flatMap((id): Patch => {
    const track = recordOf(of, id)!
    const [first] = cuboidsOf(of, id)
    const [before, after] = [of, spoiled].map(
      (one) => new Map(cuboidsOf(one, id).map((cuboid) => [cuboid.id, cuboid])),
    )
    const boxes = [...new Set([...before!.keys(), ...after!.keys()])].flatMap((recordId): Patch => {
      const was = before!.get(recordId) ?? null
      const is = after!.get(recordId) ?? null
      if (is === null) return [{ recordId, before: was, after: null }]
      if (was !== null && hasShapeOf(was, is)) return []
      return [{ recordId, before: was, after: likeGiven(was ?? first!, is) }]
    })
    const isGone = recordOf(spoiled, id) === undefined
    const gone: Change = { recordId: track.id, before: track, after: null }
    return isGone ? [gone, ...boxes] : boxes
  })
}

/** A spoiled box that tells of itself what one of the pre-labels does. */
function likeGiven(was: CuboidRecord, spoiled: CuboidRecord): CuboidRecord {
  const { provenance, state, proposal } = was
  const { center, extent, rotation } = spoiled
  const shape = { center, extent, rotation }
  return { ...spoiled, provenance, state, proposal: proposal === null ? null : shape }
}

/** Whether two boxes are in one place, as large and turned alike. */
export function hasShapeOf(a: CuboidRecord, b: CuboidRecord): boolean {
  return (['center', 'extent', 'rotation'] as const).every((field) =>
    a[field].every((value, index) => value === b[field][index]),
  )
}
