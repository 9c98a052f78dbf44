import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  type Clip,
  cuboidId,
  defaultOntology,
  type Frame,
  type Track,
  trackId,
} from '@trueline/annotation'
import { fromYaw, invert, type Pose, transformCuboid } from '@trueline/geometry'

/** A clip to be checked, and its labels. */
export type Road = {
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly annotations: Annotations
}

const SECONDS = 0.1
const LANES = 6
/** Cars of one lane follow one another at this distance. In meters. */
const APART = 12

/** A road with so many cars, every third of them parked, that the ego drives along; all are seen throughout. */
export function roadOfTracks({ tracks, frames }: { tracks: number; frames: number }): Road {
  const list = Array.from({ length: frames }, (_, frame): Frame => {
    const worldFromEgo: Pose = {
      translation: [0.8 * frame, 0, 0],
      rotation: fromYaw(0.001 * frame),
    }
    return {
      ...{ name: `${frame}`, timeUs: frame * SECONDS * 1e6, worldFromEgo },
      ...{ sweeps: [], images: [], extras: {} },
    }
  })
  const records = Array.from({ length: tracks }, (_, index) => carAlong(index, list)).flat()
  return {
    clip: { frames: list, ontology: defaultOntology },
    annotations: annotationsOf(records),
  }
}

function carAlong(index: number, frames: readonly Frame[]): readonly AnnotationRecord[] {
  const id = trackId(`car-${index}`)
  const lane = index % LANES
  const start = APART * Math.floor(index / LANES)
  const speed = index % 3 === 0 ? 0 : 8
  const track: Track = {
    ...{ kind: 'track', id, category: 'car', number: index + 1, provenance: 'model' },
    ...{ attributes: {}, isStatic: null, extent: null, extras: {} },
  }
  const cuboids = frames.map(({ worldFromEgo }, frame): AnnotationRecord => {
    const inWorld = {
      center: [start + speed * SECONDS * frame, 4 * lane - 10, 0.8] as const,
      extent: [4.4, 1.8, 1.5] as const,
      rotation: fromYaw(0),
    }
    const shape = transformCuboid(invert(worldFromEgo!), inWorld)
    return {
      ...{ kind: 'cuboid', id: cuboidId(id, frame), trackId: id, frame, attributes: {} },
      ...{ provenance: 'model', state: 'proposed', score: 0.8, pointCount: 50, extras: {} },
      ...shape,
      proposal: shape,
    }
  })
  return [track, ...cuboids]
}
