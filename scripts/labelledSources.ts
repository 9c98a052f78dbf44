import {
  type AnnotationRecord,
  annotationsOf,
  type Clip,
  type CuboidId,
  cuboidsAt,
} from '@trueline/annotation'
import {
  type Cluster,
  type Clusters,
  type CuboidEvidence,
  type Evidence,
  type Study,
  studiesOf,
  studyFrame,
} from '@trueline/consistency'
import { type compose, fromYaw, multiply, transform } from '@trueline/geometry'
import { unlabelledClusters } from '@trueline/perception'
import { simulateClip } from '@trueline/simulator'
import { openLabelledClip } from '../apps/cli/src/clips/labelledClip.ts'

/** Labels that are taken to be right, and what points say about them. */
export type Source = {
  readonly name: string
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly records: readonly AnnotationRecord[]
  /** What a fairly good model might propose; nothing where none was asked. */
  readonly prelabels: readonly AnnotationRecord[]
  /** What looks like an object and is in none of the labels, by frame. */
  readonly clustersFor: (records: readonly AnnotationRecord[]) => Promise<Clusters>
  readonly evidenceFor: (records: readonly AnnotationRecord[]) => Promise<Evidence>
}

/** A simulated drive of six seconds with what is true of it. */
export function simulated(seed: number): Source {
  const { clip, truth, prelabels } = simulateClip({ seed, frames: 60, camerasPerFrame: 0 })
  const frames = clip.frames as unknown as Clip['frames']
  const points = new Map<number, Float32Array>()
  const egoFromSensor = clip.sensors[0]!.egoFromSensor
  const pointsOf = async (frame: number): Promise<Float32Array> => {
    const known = points.get(frame)
    if (known !== undefined) return known
    const { sweep } = await clip.frames[frame]!.sweeps[0]!.read()
    const moved = inEgo(sweep.points, egoFromSensor)
    points.set(frame, moved)
    return moved
  }
  return {
    name: `simulated ${seed}`,
    clip: { frames, ontology: clip.ontology },
    records: truth,
    prelabels,
    clustersFor: async (records) => {
      const annotations = annotationsOf(records)
      const clusters: [number, readonly Cluster[]][] = []
      for (const frame of frames.keys()) {
        const boxes = cuboidsAt(annotations, frame)
        clusters.push([frame, unlabelledClusters(await pointsOf(frame), boxes)])
      }
      return new Map(clusters)
    },
    evidenceFor: evidenceOf({ frames, pointsOf }),
  }
}

/** What points say of labels; a place that was asked about before is not asked again. */
function evidenceOf({
  frames,
  pointsOf,
}: {
  readonly frames: Clip['frames']
  readonly pointsOf: (frame: number) => Promise<Float32Array>
}): Source['evidenceFor'] {
  const known = new Map<string, CuboidEvidence>()
  const keyOf = ({ id, cuboid: { center, extent, rotation } }: Study): string =>
    [id, ...center, ...extent, ...rotation].join()
  return async (records) => {
    const all = new Map<CuboidId, CuboidEvidence>()
    for (const [frame, places] of studiesOf(annotationsOf(records), frames)) {
      const open = places.filter((place) => !known.has(keyOf(place)))
      const said = open.length === 0 ? [] : studyFrame(await pointsOf(frame), open)
      for (const [index, [, one]] of said.entries()) known.set(keyOf(open[index]!), one)
      for (const place of places) all.set(place.id, known.get(keyOf(place))!)
    }
    return all
  }
}

function inEgo(points: Float32Array, egoFromSensor: Parameters<typeof compose>[0]): Float32Array {
  const moved = points.slice()
  for (let at = 0; at < points.length; at += 4) {
    const [x, y, z] = transform(egoFromSensor, [points[at]!, points[at + 1]!, points[at + 2]!])
    moved[at] = x
    moved[at + 1] = y
    moved[at + 2] = z
  }
  return moved
}

/** A clip as somebody labelled it; nobody looks at its points. */
export async function labelled(named: string): Promise<Source> {
  const { clip, records } = await openLabelledClip({ named, dataDir: '', onto: null })
  return {
    name: 'drive 0005',
    clip,
    records,
    prelabels: [],
    clustersFor: () => Promise.resolve(new Map()),
    evidenceFor: () => Promise.resolve(new Map()),
  }
}

/** A record as a model might have it: its box a little off, by a normal deviation of so many meters. */
export function jittered(
  record: AnnotationRecord,
  { deviation, random }: { readonly deviation: number; readonly random: () => number },
): AnnotationRecord {
  if (record.kind !== 'cuboid' || deviation === 0) return record
  const [x, y, z] = record.center
  const off = (): number => deviation * normal(random)
  return {
    ...record,
    center: [x + off(), y + off(), z + off() / 2],
    rotation: multiply(fromYaw(off() / 3), record.rotation),
  }
}

/** A number of about the standard normal distribution. */
function normal(random: () => number): number {
  return Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6)
}
