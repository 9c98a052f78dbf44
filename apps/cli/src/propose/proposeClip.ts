import { type Clip, ontologyFor } from '@trueline/annotation'
import type { ExportSource } from '@trueline/formats'
import { countPointsInCuboid, IDENTITY_POSE } from '@trueline/geometry'
import {
  type ClipTrack,
  type DetectedFrame,
  TRACKING_DEFAULTS,
  trackClip,
} from '@trueline/perception'
import type { LabelledClip } from '../clips/labelledClip.ts'
import type { Progress } from '../progress.ts'
import { secondsOf } from './alignedSweeps.ts'
import type { Finder } from './finder.ts'
import { proposalRecords } from './proposalRecords.ts'

/** How a clip's objects are looked for. */
export type ClipRequest = {
  readonly finder: Finder
  readonly frames: readonly number[]
  /** Whether what is found is followed from frame to frame, where the clip says where the ego was. */
  readonly isTracked: boolean
  readonly progress: Progress
}

/** Mean milliseconds a frame took, step by step. */
export type MsPerFrame = {
  readonly raster: number
  readonly network: number
  readonly decode: number
  readonly track: number
}

/** A clip's proposals, ready to be written. */
export type ProposedClip = {
  readonly source: ExportSource
  readonly isTracked: boolean
  readonly msPerFrame: MsPerFrame
}

/** Proposals for frames of a clip; one sweep is in memory at a time, or as many as the model sees. */
export async function proposeClip(
  source: LabelledClip,
  { finder, frames, isTracked: isAsked, progress }: ClipRequest,
): Promise<ProposedClip> {
  const { clip } = source
  const found: DetectedFrame[] = []
  const sums = { raster: 0, network: 0, decode: 0 }
  for (const [done, frame] of frames.entries()) {
    progress.at('proposing', done, frames.length)
    const { detections, ms, points } = await finder.find(source, frame)
    for (const step of ['raster', 'network', 'decode'] as const) sums[step] += ms[step]
    found.push({
      worldFromEgo: clip.frames[frame]?.worldFromEgo ?? IDENTITY_POSE,
      time: secondsOf(clip, frame),
      detections,
      pointCounts: detections.map(({ cuboid }) => countPointsInCuboid(points, cuboid)),
    })
  }
  const isTracked = isAsked && frames.every((frame) => clip.frames[frame]?.worldFromEgo)
  const begun = performance.now()
  const tracks = isTracked ? trackClip(found, TRACKING_DEFAULTS) : untracked(found)
  const track = performance.now() - begun
  const placed = tracks.map(({ cuboids, ...one }) => ({
    ...one,
    cuboids: cuboids.map((cuboid) => ({ ...cuboid, frame: frames[cuboid.frame]! })),
  }))
  const mean = (sum: number): number => Math.round((sum / Math.max(1, frames.length)) * 100) / 100
  return {
    source: sourceOf(clip, placed),
    isTracked,
    msPerFrame: {
      raster: mean(sums.raster),
      network: mean(sums.network),
      decode: mean(sums.decode),
      track: mean(track),
    },
  }
}

/** Each detection as an object of its own, of which nothing more is known. */
function untracked(found: readonly DetectedFrame[]): readonly ClipTrack[] {
  return found.flatMap(({ detections, pointCounts }, frame) =>
    detections.map(({ cuboid, category, score }, place): ClipTrack => {
      const pointCount = pointCounts?.[place] ?? null
      return {
        ...{ id: `${frame}-${place}`, category, score, extent: cuboid.extent, isStatic: null },
        cuboids: [{ frame, cuboid, why: { framesSeen: 1, pointCount, score, isFilled: false } }],
      }
    }),
  )
}

/** The clip with these proposals alone: what its source said of its own labels stays with it. */
function sourceOf(clip: Clip, tracks: readonly ClipTrack[]): ExportSource {
  const records = proposalRecords(tracks, clip.ontology)
  const categories = records.flatMap((record) => (record.kind === 'track' ? [record.category] : []))
  const frames = clip.frames.map((frame) => ({ ...frame, extras: {} }))
  const sensors = clip.sensors.map((sensor) => ({ ...sensor, extras: {} }))
  return {
    clip: { ...clip, frames, sensors, extras: {}, ontology: ontologyFor(categories) },
    records,
    readSweep: () => Promise.resolve(null),
    readImage: () => Promise.resolve(null),
  }
}
