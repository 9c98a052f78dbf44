import { type AnnotationRecord, defaultOntology, type Extras } from '@trueline/annotation'
import { IDENTITY_POSE, type Vec3 } from '@trueline/geometry'
import type { ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import type { OpenReport } from '../refuse.ts'

/** What a map file holds. */
export type MapContent = {
  readonly format: string
  readonly records: readonly AnnotationRecord[]
  /** The world's origin in the map's coordinates. */
  readonly worldOrigin: Vec3
  readonly extras: Extras
  readonly report: OpenReport
}

/**
 * A map as a clip: laid on a clip it has no frames; alone it has one, at the world's origin, so that it
 * can be looked at and edited.
 */
export function mapClip(content: MapContent, { name, onto }: ReadOptions): ImportedClip {
  const { format, records, worldOrigin, extras, report } = content
  return {
    clip: {
      name,
      frames: onto === null ? [MAP_FRAME] : [],
      sensors: [],
      ontology: defaultOntology,
      worldOrigin,
      format,
      extras,
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

const MAP_FRAME: ImportedFrame = {
  name: 'map',
  timeUs: null,
  worldFromEgo: IDENTITY_POSE,
  sweeps: [],
  images: [],
  extras: {},
}
