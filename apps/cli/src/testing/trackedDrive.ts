import { annotationsOf, type CuboidRecord, cuboidsOf, tracksOf } from '@trueline/annotation'
import { type Evaluation, evaluate, labelledFramesOf, labelledRegionOf } from '@trueline/evaluation'
import { type Cuboid, IDENTITY_POSE, transformCuboid } from '@trueline/geometry'
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

type Place = readonly [x: number, y: number]

/** Standard deviation on the ground. */
function deviation(places: readonly Place[]): number {
  const mean = (axis: 0 | 1): number =>
    places.reduce((sum, place) => sum + place[axis], 0) / places.length
  const [x, y] = [mean(0), mean(1)]
  const squares = places.map((place) => (place[0] - x) ** 2 + (place[1] - y) ** 2)
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / places.length)
}

const apart = (a: Cuboid, b: Cuboid): Place => [
  a.center[0] - b.center[0],
  a.center[1] - b.center[1],
]

/** A parked car's boxes: standard deviations on the ground. */
export type Spread = {
  readonly name: string
  /** In the world, as the poses of the drive have it. */
  readonly inWorld: number
  /** About the labels of the same car. */
  readonly off: number
}

/** How far the boxes of each parked car that is labelled, and seen for a while, are spread. */
export function spreadsOf(
  { labels, frames }: Drive,
  tracks: readonly ClipTrack[],
): readonly Spread[] {
  const annotations = annotationsOf(labels.records)
  return tracksOf(annotations).flatMap(({ id, number, category }) => {
    const pairs = cuboidsOf(annotations, id).flatMap((label) =>
      tracks.flatMap(({ isStatic, cuboids }) => {
        const one = cuboids.find(({ frame }) => frame === label.frame)
        if (isStatic !== true || one === undefined) return []
        const isIt = Math.hypot(...apart(one.cuboid, label)) < 1.5
        return isIt ? [{ label, cuboid: one.cuboid }] : []
      }),
    )
    if (pairs.length < 15) return []
    const inWorld = pairs.map(({ label, cuboid }): Place => {
      const { center } = transformCuboid(frames[label.frame]!.worldFromEgo, cuboid)
      return [center[0], center[1]]
    })
    const off = deviation(pairs.map(({ label, cuboid }) => apart(cuboid, label)))
    return [{ name: `${category} ${number}`, inWorld: deviation(inWorld), off }]
  })
}
