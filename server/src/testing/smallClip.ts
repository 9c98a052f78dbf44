import {
  type AnnotationRecord,
  type Change,
  type ClipId,
  type CuboidRecord,
  defaultOntology,
  type Edit,
  patchId,
  sensorId,
  type TrackId,
} from '@trueline/annotation'
import { cuboid as cuboidOf, track } from '@trueline/annotation/testing'
import type { ImportedClip } from '@trueline/formats'
import { newId, nowUs } from '../newId.ts'
import type { Store } from '../store.ts'

export { track }

/** A track's cuboid at a frame, ahead of the vehicle. */
export function cuboid(
  of: TrackId,
  frame: number,
  given: Partial<CuboidRecord> = {},
): CuboidRecord {
  return cuboidOf(of, frame, { center: [10 + frame, -0.1, 1 / 3], ...given })
}

/** An edit of some changes, new work unless said otherwise. */
export function editOf(patch: readonly Change[], given: Partial<Edit> = {}): Edit {
  return {
    patchId: patchId(newId()),
    command: 'test',
    kind: 'edit',
    of: null,
    madeAtUs: nowUs(),
    patch,
    ...given,
  }
}

/** The change that adds a record. */
export function adding(after: AnnotationRecord): Change {
  return { recordId: after.id, before: null, after }
}

/** A clip of some frames with one small sweep each, different for each seed. */
export function smallClip(
  records: readonly AnnotationRecord[],
  { frames = 3, seed = 1 } = {},
): ImportedClip {
  const pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] } as const
  const lidar = sensorId('top')
  return {
    clip: {
      name: `small ${seed}`,
      frames: Array.from({ length: frames }, (_, frame) => ({
        name: String(frame).padStart(6, '0'),
        timeUs: frame * 100_000,
        worldFromEgo: null,
        sweeps: [
          {
            sensorId: lidar,
            file: `${frame}.bin`,
            read: async () => ({
              sweep: {
                points: Float32Array.from(
                  { length: 400 },
                  (_, at) => ((at * seed + frame) % 97) / 10,
                ),
                ring: null,
                timeOffset: null,
              },
              notices: [],
            }),
          },
        ],
        images: [],
        extras: {},
      })),
      sensors: [{ modality: 'lidar', id: lidar, egoFromSensor: pose, extras: {} }],
      ontology: defaultOntology,
      worldOrigin: [0, 0, 0],
      format: 'test',
      extras: {},
    },
    records,
    report: { refused: [], notices: [], suggestions: [] },
  }
}

/** Stores a small clip and returns its id. */
export async function storeSmallClip(
  store: Store,
  records: readonly AnnotationRecord[],
  shape: { readonly frames?: number; readonly seed?: number } = {},
): Promise<ClipId> {
  const { clipId } = await store.importMade({
    imported: smallClip(records, shape),
    source: 'test',
    name: null,
    isDryRun: false,
    author: 'importer',
    onProgress: () => {},
  })
  return clipId!
}
