import {
  type AnnotationRecord,
  type Annotations,
  allRecords,
  isFixedRecord,
  isShown,
  lanesOf,
  linksAt,
  type RecordId,
} from '@trueline/annotation'
import type { CheckId } from '../finding.ts'
import type { PlantedFault, Random } from './plantedFault.ts'
import { ROAD_PLANTS } from './roadPlants.ts'
import { shuffled } from './shuffled.ts'

/** Where to plant on the road, and how much. */
export type RoadPlantRequest = {
  readonly annotations: Annotations
  readonly random: Random
  /** The kinds of fault, by the check that ought to find them; `null` for all. */
  readonly checks: readonly CheckId[] | null
  /** Of each kind of fault so many, as long as clean lanes are left. */
  readonly ofEach: number
}

/** A road with faults, and the key to them. */
export type PlantedRoad = {
  /** What does not move, as proposals that nobody has looked at. */
  readonly records: readonly AnnotationRecord[]
  readonly faults: readonly PlantedFault[]
}

/**
 * A good road with faults as a model or a hurried hand leaves them; the same chance makes the same ones. Faults
 * keep apart: no lane of one, nor what that is linked with or shares a boundary with, has another.
 */
export function plantRoadFaults(request: RoadPlantRequest): PlantedRoad {
  const { annotations, random, checks, ofEach } = request
  const records = new Map<RecordId, AnnotationRecord>()
  for (const record of allRecords(annotations)) {
    if (isFixedRecord(record)) records.set(record.id, proposed(record))
  }
  const clean = new Set(shuffled(lanesOf(annotations).filter(isShown), random))
  const kinds = ROAD_PLANTS.filter(({ check }) => checks === null || checks.includes(check))
  const faults: PlantedFault[] = []
  const fresh = (): string => `+${faults.length + 1}`
  for (let round = 0; round < ofEach; round++) {
    for (const { plant } of shuffled(kinds, random)) {
      for (const lane of clean) {
        const planting = plant({ annotations, lane, random, fresh })
        if (planting === null) continue
        for (const [id, after] of planting.after) {
          if (after === null) records.delete(id)
          else records.set(id, proposed(after))
        }
        faults.push(planting.fault)
        const spoiled = neighbourhoodOf(annotations, lane.id)
        for (const one of clean) if (spoiled.has(one.id)) clean.delete(one)
        break
      }
    }
  }
  return { records: [...records.values()], faults }
}

/** A lane, those it is linked with, and those that share a boundary with one of them. */
function neighbourhoodOf(annotations: Annotations, laneId: RecordId): ReadonlySet<RecordId> {
  const near = new Set<RecordId>([laneId])
  for (const link of linksAt(annotations, laneId as Parameters<typeof linksAt>[1])) {
    near.add(link.from)
    near.add(link.to)
  }
  const sides = new Set<RecordId>()
  for (const { id, left, right } of lanesOf(annotations)) {
    if (!near.has(id)) continue
    for (const side of [left, right]) if (side !== null) sides.add(side.elementId)
  }
  for (const { id, left, right } of lanesOf(annotations)) {
    const isSharing = [left, right].some((side) => side !== null && sides.has(side.elementId))
    if (isSharing) near.add(id)
  }
  return near
}

function proposed(record: AnnotationRecord): AnnotationRecord {
  if (!isFixedRecord(record) || !isShown(record)) return record
  return { ...record, provenance: 'model', state: 'proposed' }
}
