import {
  blobId,
  type Clip,
  type CuboidRecord,
  clipId,
  cuboidId,
  defaultOntology,
  type Frame,
  sensorId,
  type Track,
  trackId,
} from '@trueline/annotation'
import { distance, fromYaw, IDENTITY_POSE, ZERO } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { Codec, ExportSource, ImportedClip, Loss } from '../codec.ts'
import { codecById } from '../codecs.ts'
import { exportSourceOf, filesOf } from './exportSource.ts'
import { memoryTree } from './memoryTree.ts'

/** Formats that sweeps are written in beside labels. */
const CODECS: readonly Codec[] = ['openlabel', 'nuscenes', 'argoverse2', 'sustech'].map(
  (id) => codecById(id)!,
)
const LIDAR = sensorId('LIDAR_TOP')
const START_US = 1_700_000_000_100_000
const COUNTS = [7, 11, 5]

/** Three frames on a bend, a sweep and a box in each. */
function source(): ExportSource {
  const range = { blob: blobId(''), offset: 0, bytes: 0 }
  const frames = COUNTS.map((pointCount, index): Frame => {
    const timeUs = START_US + index * 100_000
    return {
      name: String(timeUs),
      timeUs,
      worldFromEgo: {
        translation: [index * 1.5, index * index * 0.1, 0],
        rotation: fromYaw(0.05 * index),
      },
      sweeps: [{ sensorId: LIDAR, range, pointCount, sections: [] }],
      images: [],
      extras: {},
    }
  })
  const clip: Clip = {
    id: clipId('c'),
    name: 'bend',
    frames,
    sensors: [{ modality: 'lidar', id: LIDAR, egoFromSensor: IDENTITY_POSE, extras: {} }],
    ontology: defaultOntology,
    worldOrigin: ZERO,
    format: 'none',
    extras: {},
  }
  const track = trackId('t')
  const boxes = COUNTS.map(
    (_, frame): CuboidRecord => ({
      kind: 'cuboid',
      id: cuboidId(track, frame),
      trackId: track,
      frame,
      center: [10, 2, 0.5],
      extent: [4, 2, 1.5],
      rotation: fromYaw(0.25),
      attributes: {},
      provenance: 'import',
      state: 'proposed',
      score: null,
      proposal: null,
      pointCount: null,
      extras: {},
    }),
  )
  const object: Track = {
    kind: 'track',
    id: track,
    category: 'car',
    number: 1,
    attributes: {},
    isStatic: null,
    extent: null,
    provenance: 'import',
    extras: {},
  }
  return {
    clip,
    records: [object, ...boxes],
    readSweep: (frame) => {
      const count = COUNTS[frame] ?? 0
      const points = Float32Array.from({ length: count * 4 }, (_, at) => (at % 17) * 0.5 + 1)
      return Promise.resolve({ points, ring: null, timeOffset: null })
    },
    readImage: () => Promise.resolve(null),
  }
}

async function through(
  codec: Codec,
  given: ExportSource,
): Promise<{ readonly imported: ImportedClip; readonly losses: readonly Loss[] }> {
  const { files, losses } = codec.write!(given, { withSensors: true })
  const tree = memoryTree(await filesOf({ files, losses }))
  return { imported: await codec.read(tree, { name: 'bend', onto: null }), losses }
}

/** What differs of frames without a loss that names it. */
async function differences(imported: ImportedClip, losses: readonly Loss[]): Promise<string[]> {
  const isLost = (...fields: readonly string[]): boolean =>
    losses.some(({ record, field }) => record === 'frame' && fields.includes(field.en))
  const { frames } = imported.clip
  if (frames.length !== COUNTS.length) return [`${frames.length} frames`]
  const given = source().clip
  const found: string[] = []
  const first = frames[0]?.worldFromEgo ?? null
  for (const [index, frame] of frames.entries()) {
    const before = given.frames[index]!
    if (frame.timeUs !== before.timeUs && !isLost('time', 'time and pose')) {
      found.push(`time ${index}: ${frame.timeUs}`)
    }
    if (!isLost('pose', 'time and pose')) {
      const pose = frame.worldFromEgo
      // The world may begin elsewhere, at the first pose.
      const off =
        pose === null || first === null ? Number.NaN : distance(pose.translation, first.translation)
      const expected = distance(before.worldFromEgo!.translation, ZERO)
      if (!(Math.abs(off - expected) < 1e-6)) found.push(`pose ${index}: ${off} for ${expected}`)
      const inner = (pose?.rotation ?? [0, 0, 0, 0]).reduce(
        (sum, part, at) => sum + part * before.worldFromEgo!.rotation[at]!,
        0,
      )
      if (!(Math.abs(Math.abs(inner) - 1) < 1e-9)) found.push(`turn ${index}: ${inner}`)
    }
    const sweeps = await Promise.all(frame.sweeps.map((one) => one.read()))
    const counts = sweeps.map(({ sweep }) => sweep.points.length / 4)
    if (counts.join() !== String(COUNTS[index])) found.push(`points ${index}: ${counts.join()}`)
  }
  return found
}

describe('frames with sweeps taken from one format to another', () => {
  it.each(CODECS)('from $id keep times, poses and points, or the loss is said', async (from) => {
    const first = await through(from, source())
    expect(await differences(first.imported, first.losses)).toEqual([])
    for (const to of CODECS) {
      const { imported, losses } = await through(to, exportSourceOf(first.imported))
      expect(await differences(imported, [...first.losses, ...losses]), to.id).toEqual([])
    }
  })
})
