import {
  type AnnotationRecord,
  type AttributeDefinition,
  type Attributes,
  cuboidId,
  trackId,
} from '@trueline/annotation'
import { type Pose, transformCuboid } from '@trueline/geometry'
import { KITTI_ATTRIBUTES } from './labelAttributes.ts'
import { cuboidOfPose, extentOf } from './trackletPose.ts'
import { isFiller, type PoseTexts, type Tracklet, type TrackletFile } from './tracklets.ts'

/** The raw codec's id, and its key in extras. */
export const KITTI_RAW = 'kitti-raw'

const OCCLUSIONS = ['visible', 'partly', 'largely'] as const
/** The same, to be searched with whatever an attribute is. */
const OCCLUSION_NAMES: readonly unknown[] = OCCLUSIONS
/** KITTI's numbers of how a box lies in the picture. */
const TRUNCATIONS = new Map([
  [0, 'inside'],
  [1, 'truncated'],
  [2, 'outside'],
  [99, 'behind'],
])

/** What tracklets say of a pose beside its geometry, and labels of theirs. */
export const RAW_ATTRIBUTES: readonly AttributeDefinition[] = [
  ...KITTI_ATTRIBUTES,
  {
    id: 'inImage',
    label: { en: 'In the image', zh: '图像内' },
    appliesTo: 'cuboid',
    categories: null,
    type: { kind: 'choice', values: [...TRUNCATIONS.values()] },
  },
]

/** Where tracklets stand. */
export type TrackletSetting = {
  /** The place of a frame by the drive's number of it. */
  readonly frameOf: (frameNumber: number) => number | null
  readonly egoFromLidar: Pose
}

/** Tracks and cuboids of tracklets, and how many poses are of frames that are not there. */
export function recordsOfTracklets(
  { tracklets, dialect }: TrackletFile,
  { frameOf, egoFromLidar }: TrackletSetting,
): { readonly records: readonly AnnotationRecord[]; readonly outside: number } {
  const records: AnnotationRecord[] = []
  let outside = 0
  for (const tracklet of tracklets) {
    const id = trackId(`${KITTI_RAW}:${tracklet.index}`)
    const extent = extentOf(tracklet, dialect)
    records.push({
      kind: 'track',
      id,
      category: tracklet.type,
      number: tracklet.index + 1,
      attributes: {},
      isStatic: null,
      extent,
      provenance: 'import',
      extras: { [KITTI_RAW]: { ...tracklet.size, gaps: gapsOf(tracklet) } },
    })
    for (const [at, pose] of tracklet.poses.entries()) {
      if (isFiller(pose)) continue
      const frame = frameOf(tracklet.firstFrame + at)
      if (frame === null) {
        outside += 1
        continue
      }
      const cuboid = transformCuboid(egoFromLidar, cuboidOfPose(pose, extent, dialect))
      records.push({
        center: cuboid.center,
        extent: cuboid.extent,
        rotation: cuboid.rotation,
        kind: 'cuboid',
        id: cuboidId(id, frame),
        trackId: id,
        frame,
        attributes: attributesOfPose(pose),
        provenance: Number(pose.state) === 1 ? 'interpolated' : 'import',
        state: 'proposed',
        score: null,
        proposal: cuboid,
        pointCount: null,
        extras: { [KITTI_RAW]: pose },
      })
    }
  }
  return { records, outside }
}

/** What a track keeps of its tracklet: its printed size, and the poses that fill its gaps by frame number. */
export type KeptTracklet = Tracklet['size'] & { readonly gaps: Readonly<Record<string, PoseTexts>> }

function gapsOf({ firstFrame, poses }: Tracklet): KeptTracklet['gaps'] {
  return Object.fromEntries(
    poses.flatMap((pose, at) => (isFiller(pose) ? [[String(firstFrame + at), pose]] : [])),
  )
}

/** A pose's occlusion and truncation; those unset are left out. */
export function attributesOfPose(pose: PoseTexts): Attributes {
  const occluded = OCCLUSIONS[Number(pose.occlusion)]
  const inImage = TRUNCATIONS.get(Number(pose.truncation))
  if (occluded === undefined) return inImage === undefined ? {} : { inImage }
  return inImage === undefined ? { occluded } : { occluded, inImage }
}

/** Occlusion and truncation as a pose has them; -1 where they are not given. */
export function poseStatesOf(attributes: Attributes): PoseTexts {
  const occlusion = OCCLUSION_NAMES.indexOf(attributes.occluded)
  const truncation = [...TRUNCATIONS].find(([, name]) => name === attributes.inImage)?.[0] ?? -1
  return { occlusion: String(occlusion), truncation: String(truncation) }
}
