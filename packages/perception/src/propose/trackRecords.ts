import {
  type CuboidRecord,
  cuboidId,
  meaningOf,
  type Ontology,
  type Track,
  type TrackId,
} from '@trueline/annotation'
import type { ClipTrack } from '../track/clipTrack.ts'

/** What a proposal's records need beside what was found. */
export type ProposalName = {
  readonly id: TrackId
  readonly number: number
  readonly category: string
}

/** A proposed object's records: its track, and its cuboids by frame. */
export type ProposalRecords = { readonly track: Track; readonly cuboids: readonly CuboidRecord[] }

/**
 * An object that was found, as records of a pre-label. Each cuboid has the track's score: what is seen in
 * many frames is worth more than what one frame says.
 */
export function trackRecords(found: ClipTrack, name: ProposalName): ProposalRecords {
  return {
    track: {
      ...{ kind: 'track', ...name, attributes: {}, extras: {} },
      isStatic: found.isStatic,
      extent: found.extent,
      provenance: 'model',
    },
    cuboids: found.cuboids.map((one) => cuboidRecord(name.id, one, found.score)),
  }
}

/** What an ontology may call one of our categories where it does not have it. */
const NEAR: { readonly [category: string]: readonly string[] } = {
  truck: ['bus', 'trailer', 'construction_vehicle', 'van'],
  bus: ['truck'],
  car: ['van'],
  cyclist: ['bicycle', 'motorcycle'],
  bicycle: ['cyclist'],
  motorcycle: ['cyclist'],
}

/** An ontology's word for one of our categories, else for the nearest it has; `null` for none. */
export function categoryIn(ontology: Ontology, category: string): string | null {
  for (const wanted of [category, ...(NEAR[category] ?? [])]) {
    const found = ontology.categories.find(({ id }) => meaningOf(id) === wanted)
    if (found !== undefined) return found.id
  }
  return null
}

function cuboidRecord(
  of: TrackId,
  { frame, cuboid, why }: ClipTrack['cuboids'][number],
  score: number,
): CuboidRecord {
  return {
    ...cuboid,
    ...{ kind: 'cuboid', id: cuboidId(of, frame), trackId: of, frame, attributes: {}, extras: {} },
    provenance: why.isFilled ? 'interpolated' : 'model',
    state: 'proposed',
    score,
    proposal: cuboid,
    pointCount: why.pointCount,
  }
}
