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
import type { Cluster, Clusters } from '@trueline/consistency'
import { fromYaw, invert, type Pose, transformCuboid } from '@trueline/geometry'

/** A clip to be checked, and its labels. */
export type Road = {
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly annotations: Annotations
  /** What stands beside the road in each frame and looks like an object. */
  readonly clusters: Clusters
}

const SECONDS = 0.1
const LANES = 6
/** Cars of one lane follow one another at this distance. In meters. */
const APART = 12
/** Things beside the road that are seen in a frame, and how far they are from one another. In meters. */
const SCENERY = { count: 24, apart: 7 } as const

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
    clusters: new Map(list.map(({ worldFromEgo }, frame) => [frame, sceneryFrom(worldFromEgo!)])),
  }
}

function sceneryFrom(worldFromEgo: Pose): readonly Cluster[] {
  const first = Math.floor(worldFromEgo.translation[0] / SCENERY.apart)
  return Array.from({ length: SCENERY.count }, (_, index): Cluster => {
    const inWorld = {
      center: [SCENERY.apart * (first + index), 25, 0.8] as const,
      extent: [4, 0.6, 1.5] as const,
      rotation: fromYaw(0),
    }
    const cuboid = transformCuboid(invert(worldFromEgo), inWorld)
    return { cuboid, category: 'car', pointCount: 80 }
  })
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
