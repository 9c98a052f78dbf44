import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  type Clip,
  type CuboidRecord,
  cuboidId,
  defaultOntology,
  type Frame,
  type Track,
  trackId,
} from '@trueline/annotation'
import { fromYaw, invert, type Pose, transformCuboid, type Vec3 } from '@trueline/geometry'
import type { PlacedLabels } from '../compare/placedBox.ts'

/** What a test says of an object: where it is in the world at a frame, and what its boxes hold beside. */
export type Said = {
  readonly name: string
  readonly category?: string
  readonly extent?: Vec3
  readonly frames?: readonly number[]
  readonly at: (frame: number) => readonly [x: number, y: number, yaw: number]
  readonly box?: (frame: number) => Partial<CuboidRecord>
  readonly track?: Partial<Track>
}

/** A clip whose ego drives on at 0.8 m a frame and turns, a tenth of a second a frame. */
export function streetClip(
  count: number,
  worldOrigin: Vec3 = [0, 0, 0],
): Pick<Clip, 'frames' | 'worldOrigin' | 'ontology'> {
  const frames = Array.from({ length: count }, (_, frame): Frame => {
    const pose: Pose = { translation: [0.8 * frame, 0, 0], rotation: fromYaw(0.02 * frame) }
    return {
      ...{ name: `${frame}`, timeUs: frame * 100_000, worldFromEgo: pose },
      ...{ sweeps: [], images: [], extras: {} },
    }
  })
  return { frames, worldOrigin, ontology: defaultOntology }
}

/** The records of objects. Boxes are pre-labels that nobody touched where nothing else is said. */
export function recordsOf(
  { frames }: Pick<Clip, 'frames'>,
  objects: readonly Said[],
): readonly AnnotationRecord[] {
  return objects.flatMap((said, index) => {
    const id = trackId(said.name)
    const track: Track = {
      ...{ kind: 'track', id, category: said.category ?? 'car', number: index + 1 },
      ...{ attributes: {}, isStatic: null, extent: null, provenance: 'model', extras: {} },
      ...said.track,
    }
    const extent = said.extent ?? [4.4, 1.8, 1.5]
    const boxes = (said.frames ?? frames.map((_, frame) => frame)).map((frame): CuboidRecord => {
      const [x, y, yaw] = said.at(frame)
      const inWorld = { center: [x, y, extent[2] / 2] as const, extent, rotation: fromYaw(yaw) }
      const shape = transformCuboid(invert(frames[frame]!.worldFromEgo!), inWorld)
      return {
        ...{ kind: 'cuboid', id: cuboidId(id, frame), trackId: id, frame, attributes: {} },
        ...{ provenance: 'model', state: 'proposed', score: 0.8, pointCount: 50, extras: {} },
        ...shape,
        proposal: shape,
        ...said.box?.(frame),
      }
    })
    return [track, ...boxes]
  })
}

/** The labels that objects make. */
export function labelsOf(
  clip: ReturnType<typeof streetClip>,
  objects: readonly Said[],
): PlacedLabels & { readonly annotations: Annotations } {
  return { clip, annotations: annotationsOf(recordsOf(clip, objects)) }
}

/** A row of parked cars, 8 m apart, on the left. */
export function parkedCars(count: number): readonly Said[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `car${index}`,
    at: () => [8 * index, 6, 0] as const,
  }))
}
