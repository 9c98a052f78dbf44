import type { CuboidRecord } from '@trueline/annotation'
import { type Evaluation, evaluate, labelledFramesOf, labelledRegionOf } from '@trueline/evaluation'
import { IDENTITY_POSE } from '@trueline/geometry'
import type { ClipTrack, DetectedFrame } from '@trueline/perception'
import { type LabelledClip, openLabelledClip } from '../clips/labelledClip.ts'
import { proposalRecords } from '../propose/proposalRecords.ts'

const DOCUMENT = 'openlabel100_kitti_tracking_0000.json'
const FRAME_SECONDS = 0.1

/** The detections of PointRCNN on a drive, whose scores are log odds, and the labels of the drive. */
export type Drive = { readonly labels: LabelledClip; readonly frames: readonly DetectedFrame[] }

/** The drive in a folder of it. */
export async function readDrive(folder: string): Promise<Drive> {
  // Paths need no data folder.
  const place = { dataDir: '', onto: null }
  const labels = await openLabelledClip({ ...place, named: `${folder}/${DOCUMENT}` })
  const named = `${folder}/detections_pointrcnn`
  const { records } = await openLabelledClip({ ...place, named, onto: labels.clip })
  const categories = new Map<string, string>(
    records.flatMap((record) => (record.kind === 'track' ? [[record.id, record.category]] : [])),
  )
  const frames = labels.clip.frames.map(({ worldFromEgo }, frame): DetectedFrame => {
    const found = records.filter((record) => record.kind === 'cuboid' && record.frame === frame)
    return {
      worldFromEgo: worldFromEgo ?? IDENTITY_POSE,
      time: frame * FRAME_SECONDS,
      detections: (found as readonly CuboidRecord[]).map((cuboid) => ({
        cuboid: { center: cuboid.center, extent: cuboid.extent, rotation: cuboid.rotation },
        category: categories.get(cuboid.trackId)!,
        score: 1 / (1 + Math.exp(-(cuboid.score ?? 0))),
      })),
      pointCounts: null,
    }
  })
  return { labels, frames }
}

/** The frames without every second detection, in no order. */
export function thinned(frames: readonly DetectedFrame[]): readonly DetectedFrame[] {
  let state = 1
  return frames.map((frame) => ({
    ...frame,
    detections: frame.detections.filter(() => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >= 2 ** 31
    }),
  }))
}

/** How well the tracks agree with the labels, of those at least half sure. */
export function scoresOf({ labels }: Drive, tracks: readonly ClipTrack[]): Evaluation {
  const { clip, records: reference } = labels
  return evaluate(
    {
      reference,
      prediction: proposalRecords(tracks, clip.ontology),
      frames: labelledFramesOf(reference),
    },
    {
      region: labelledRegionOf(clip, reference),
      ...{ maxRange: 50, minPoints: 0, minScore: 0.5, iou: null },
    },
  )
}
