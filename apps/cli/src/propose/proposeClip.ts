import { type Clip, ontologyFor } from '@trueline/annotation'
import type { ExportSource } from '@trueline/formats'
import { countPointsInCuboid } from '@trueline/geometry'
import { type ClipTrack, canTrack, type FoundFrame, foundTracks } from '@trueline/perception'
import type { LabelledClip } from '../clips/labelledClip.ts'
import type { Progress } from '../progress.ts'
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
  readonly ground: number
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
  const found: FoundFrame[] = []
  const sums = { ground: 0, raster: 0, network: 0, decode: 0 }
  for (const [done, frame] of frames.entries()) {
    progress.at('proposing', done, frames.length)
    const { detections, ms, points } = await finder.find(source, frame)
    for (const step of ['ground', 'raster', 'network', 'decode'] as const) sums[step] += ms[step]
    const pointCounts = detections.map(({ cuboid }) => countPointsInCuboid(points, cuboid))
    found.push({ frame, detections, pointCounts })
  }
  const isTracked = isAsked && canTrack(clip, found)
  const begun = performance.now()
  const tracks = foundTracks(clip, found, isAsked)
  const track = performance.now() - begun
  const mean = (sum: number): number => Math.round((sum / Math.max(1, frames.length)) * 100) / 100
  return {
    source: sourceOf(clip, tracks),
    isTracked,
    msPerFrame: {
      ground: mean(sums.ground),
      raster: mean(sums.raster),
      network: mean(sums.network),
      decode: mean(sums.decode),
      track: mean(track),
    },
  }
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
