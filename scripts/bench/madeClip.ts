import {
  type AnnotationRecord,
  type CuboidRecord,
  cuboidId,
  defaultOntology,
  sensorId,
  type Track,
  trackId,
} from '@trueline/annotation'
import type { ImportedClip, ImportedFrame } from '@trueline/formats'
import { fromYaw, type Pose } from '@trueline/geometry'
import { ringOfPoints } from './ringOfPoints.ts'

const IN_PLACE: Pose = { translation: [0, 0, 1.7], rotation: [0, 0, 0, 1] }
const LIDAR = sensorId('lidar')
const TRACKS = 24

/** A clip of made sweeps, with as many boxes a frame as a busy street has. */
export function madeClip({
  frames,
  points,
}: {
  readonly frames: number
  readonly points: number
}): ImportedClip {
  return {
    clip: {
      name: `${frames} frames of ${points} points`,
      frames: Array.from({ length: frames }, (_, frame) => frameOf(frame, points)),
      sensors: [{ modality: 'lidar', id: LIDAR, egoFromSensor: IN_PLACE, extras: {} }],
      ontology: defaultOntology,
      worldOrigin: [0, 0, 0],
      format: 'bench',
      extras: {},
    },
    records: Array.from({ length: TRACKS }, (_, index) => recordsOf(index, frames)).flat(),
    report: { refused: [], notices: [], suggestions: [] },
  }
}

function frameOf(frame: number, points: number): ImportedFrame {
  const sweep = {
    sensorId: LIDAR,
    file: `${frame}.bin`,
    read: () =>
      Promise.resolve({
        sweep: { points: ringOfPoints(points, frame), ring: null, timeOffset: null },
        notices: [],
      }),
  }
  return {
    name: String(frame).padStart(6, '0'),
    timeUs: frame * 100_000,
    worldFromEgo: null,
    sweeps: [sweep],
    images: [],
    extras: {},
  }
}

function recordsOf(index: number, frames: number): readonly AnnotationRecord[] {
  const id = trackId(`track-${index}`)
  const track: Track = {
    kind: 'track',
    id,
    category: 'car',
    number: index + 1,
    attributes: {},
    isStatic: false,
    extent: [4.4, 1.8, 1.6],
    provenance: 'import',
    extras: {},
  }
  const cuboids = Array.from({ length: frames }, (_, frame): CuboidRecord => {
    const angle = (index / TRACKS) * 2 * Math.PI + frame * 0.01
    const range = 8 + (index % 5) * 7
    const cuboid = {
      center: [range * Math.cos(angle), range * Math.sin(angle), 0.8],
      extent: [4.4, 1.8, 1.6],
      rotation: fromYaw(angle),
    } as const
    return {
      ...cuboid,
      kind: 'cuboid',
      id: cuboidId(id, frame),
      trackId: id,
      frame,
      attributes: {},
      provenance: 'model',
      state: 'proposed',
      score: 0.5 + index / 100,
      proposal: cuboid,
      pointCount: null,
      extras: {},
    }
  })
  return [track, ...cuboids]
}
