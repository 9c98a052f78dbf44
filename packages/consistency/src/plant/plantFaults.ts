import {
  type AnnotationRecord,
  type Annotations,
  allRecords,
  type Clip,
  type CuboidRecord,
  nextNumber,
  type RecordId,
  type TrackId,
  tracksOf,
} from '@trueline/annotation'
import type { CheckId } from '../finding.ts'
import { clipMomentsOf } from '../views/clipMoments.ts'
import { isStill } from '../views/isStill.ts'
import { localMotionAt } from '../views/localMotion.ts'
import { type TrackView, trackViewOf } from '../views/trackView.ts'
import {
  plantCut,
  plantFlip,
  plantFloat,
  plantGap,
  plantInterpolated,
  plantJump,
  plantLean,
  plantLoose,
  plantOpenEnd,
  plantOutlier,
  plantSizeJump,
  plantStaticDrift,
  plantSwerve,
  plantUnlikelySize,
  plantWrongHeading,
  plantWrongMark,
  plantWrongSize,
  plantYawStep,
} from './boxPlants.ts'
import type { Bed, PlantedFault, Planting, Random } from './plantedFault.ts'
import { shuffled } from './shuffled.ts'
import {
  plantBroken,
  plantDuplicate,
  plantFlash,
  plantMissing,
  plantNothing,
  plantPhantom,
  plantSwitch,
  plantWrongPicture,
  plantWrongStatic,
} from './trackPlants.ts'

/** Where to plant, and how much. */
export type PlantRequest = {
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly annotations: Annotations
  readonly random: Random
  /** The kinds of fault, by the check that ought to find them; `null` for all. */
  readonly checks: readonly CheckId[] | null
  /** The id of a track that a fault adds, by its number. */
  readonly newId: (number: number) => TrackId
  /** Of each kind of fault so many, as long as clean tracks are left. */
  readonly ofEach: number
  /** In all no more than this; no limit where it is not given. */
  readonly most?: number
  /** Short tracks too, for faults that each frame shows by itself. Checks may miss such ones. */
  readonly isShortToo?: boolean
}

/** Labels with faults, and the key to them. */
export type Planted = {
  readonly records: readonly AnnotationRecord[]
  readonly faults: readonly PlantedFault[]
}

/** A fault needs some frames to show. */
const FEWEST = 12
/** Faster than this it surely moves, at each of its moments. */
const MOVING = 2.5

/** In seconds. */
const LONG = 2.5

/** A record that says something of the road itself. */
type Label = Exclude<AnnotationRecord, { readonly kind: 'remark' }>

type Kind = {
  readonly check: CheckId
  readonly suits: (view: TrackView) => boolean
  readonly plant: (bed: Bed) => Planting | null
  /** Whether each frame shows it by itself. */
  readonly isOfFrame?: boolean
}

const isVehicle = ({ family }: TrackView): boolean => family === 'vehicle'
const isDriving = (view: TrackView): boolean => isVehicle(view) && isMoving(view)
const isNearVehicle = (view: TrackView): boolean => isVehicle(view) && isNear(view)
const isParked = (view: TrackView): boolean => isVehicle(view) && isStill(view)

/** Every kind of fault. */
const KINDS: readonly Kind[] = [
  { check: 'D5', suits: isMoving, plant: plantSwitch },
  { check: 'C4', suits: isDriving, plant: plantWrongHeading },
  { check: 'C5', suits: isDriving, plant: plantSwerve },
  { check: 'C9', suits: isDriving, plant: (bed) => plantWrongMark(bed, true) },
  { check: 'C7', suits: isDriving, plant: (bed) => plantWrongStatic(bed, true) },
  { check: 'C7', suits: isLongParked, plant: (bed) => plantWrongStatic(bed, false) },
  { check: 'C8', suits: isParked, plant: plantStaticDrift },
  { check: 'B1', suits: ({ isRigid }) => isRigid, plant: plantSizeJump },
  { check: 'B2', suits: isVehicle, plant: plantWrongSize },
  { check: 'B3', suits: ({ meaning }) => meaning === 'car', plant: plantUnlikelySize },
  { check: 'B5', suits: isVehicle, plant: plantLean },
  { check: 'C2', suits: ({ family }) => family !== 'person', plant: plantYawStep },
  { check: 'C3', suits: ({ family }) => family !== 'person', plant: plantFlip },
  { check: 'E4', suits: isNearVehicle, plant: plantFloat, isOfFrame: true },
  { check: 'C1', suits: () => true, plant: plantJump },
  { check: 'C6', suits: () => true, plant: plantOutlier },
  { check: 'C10', suits: isNearVehicle, plant: plantInterpolated },
  { check: 'D1', suits: () => true, plant: plantGap },
  { check: 'D2', suits: isInMidst, plant: plantFlash },
  { check: 'D3', suits: isNearVehicle, plant: plantOpenEnd },
  { check: 'D4', suits: isVehicle, plant: plantBroken },
  { check: 'E1', suits: () => true, plant: plantPhantom },
  { check: 'E2', suits: isNearVehicle, plant: plantLoose, isOfFrame: true },
  { check: 'E3', suits: isNearVehicle, plant: plantCut, isOfFrame: true },
  { check: 'E6', suits: ({ boxes }) => boxes.length > 0, plant: plantWrongPicture },
  { check: 'E7', suits: isVehicle, plant: (bed) => plantMissing(bed, 'E7'), isOfFrame: true },
  {
    check: 'E8',
    suits: isNearVehicle,
    plant: (bed) => plantMissing(bed, 'E8'),
  },
  { check: 'E9', suits: isVehicle, plant: plantNothing },
  { check: 'E5', suits: isVehicle, plant: plantDuplicate },
]

/**
 * Good labels with faults as pre-labels have them; the same chance makes the same ones. All of them
 * are then proposals that nobody has looked at.
 *
 * A track has at most one fault, so that the key says all that is wrong with it.
 */
export function plantFaults(request: PlantRequest): Planted {
  const { clip, annotations, random, checks, newId, ofEach } = request
  const { most = Infinity, isShortToo = false } = request
  const kinds = KINDS.filter(({ check }) => checks === null || checks.includes(check))
  const records = new Map<RecordId, AnnotationRecord>()
  for (const record of allRecords(annotations)) {
    // What somebody said of other labels does not belong to these.
    if (record.kind !== 'remark') records.set(record.id, proposed(record))
  }
  const moments = clipMomentsOf(clip.frames)
  const views = tracksOf(annotations)
    .map((track) => trackViewOf(track, { annotations, ontology: clip.ontology, moments }))
    .filter((view) => isShortToo || isLong(view))
  const clean = new Set(shuffled(views, random))
  const faults: PlantedFault[] = []
  let number = nextNumber(annotations)
  const fresh = () => ({ id: newId(number), number: number++ })
  for (let round = 0; round < ofEach; round++) {
    for (const kind of shuffled(kinds, random)) {
      if (faults.length >= most) break
      const planting = plantOne(kind, { clean, random, fresh })
      if (planting === null) continue
      put(records, planting)
      faults.push(planting.fault)
      for (const view of views)
        if (planting.fault.tracks.includes(view.track.id)) clean.delete(view)
    }
  }
  return { records: [...records.values()], faults }
}

type Field = Pick<Bed, 'random' | 'fresh'> & {
  /** Tracks without a fault so far; the one a fault is planted with leaves it. */
  readonly clean: Set<TrackView>
}

/** Plants one fault; `null` when no track is left that it could happen to. */
function plantOne(
  { suits, plant, isOfFrame = false }: Kind,
  { clean, random, fresh }: Field,
): Planting | null {
  for (const view of clean) {
    if (!(isOfFrame || isLong(view)) || !suits(view)) continue
    const others = [...clean].filter((other) => other !== view && isLong(other))
    const planting = plant({ view, others, random, fresh })
    if (planting === null) continue
    clean.delete(view)
    return planting
  }
  return null
}

function put(records: Map<RecordId, AnnotationRecord>, { after }: Planting): void {
  for (const one of after) if ('gone' in one) records.delete(one.gone.id)
  for (const one of after)
    if (!('gone' in one) && one.kind !== 'remark') records.set(one.id, planted(one))
}

/** What a fault says was interpolated stays so. */
function planted(record: Label): Label {
  const isInterpolated = record.provenance === 'interpolated'
  return isInterpolated ? { ...proposed(record), provenance: 'interpolated' } : proposed(record)
}

function proposed(record: Label): Label {
  if (record.kind !== 'cuboid') return { ...record, provenance: 'model' }
  const { center, extent, rotation } = record
  const shape = { center, extent, rotation }
  return {
    ...record,
    provenance: 'model',
    state: 'proposed',
    proposal: shape,
  } satisfies CuboidRecord
}

function isLong({ states }: TrackView): boolean {
  return states.length >= FEWEST
}

function isMoving({ states }: TrackView): boolean {
  const speeds = states.map((_, index) => localMotionAt(states, index)?.velocity ?? [0, 0])
  return speeds.every(([x, y]) => Math.hypot(x, y) > MOVING)
}

function isNear({ states }: TrackView): boolean {
  return states.every(({ cuboid }) => Math.hypot(cuboid.center[0], cuboid.center[1]) < 30)
}

/** Whether it is parked for so long that it shows: what stands for a moment may be about to go. */
function isLongParked(view: TrackView): boolean {
  const [first, last] = [view.states[0], view.states.at(-1)]
  return isParked(view) && last!.time - first!.time > LONG
}

/** Whether its middle is away from both ends of the clip, which cut tracks off. */
function isInMidst({ states }: TrackView): boolean {
  return states.length > 24
}
