import { type AnnotationRecord, type Clip, meaningOf, type TrackId } from '@trueline/annotation'
import { type Polyline, type Pose, transform } from '@trueline/geometry'
import type { Region } from '../../canvas/canvas.ts'

/** Of many frames those nearer to the one before show nothing new, in meters. */
const APART = 1
const MANY = 60
/** How far beyond the drive the ground is kept. */
const REACH = 75
/** Meanings of categories that drive where lanes are. */
const DRIVING = new Set(['car', 'van', 'truck', 'bus', 'trailer', 'motorcycle'])

/** Those of some frames that say where the ego was; of many, each at least 1 m from the one before. */
export function framesAlong(
  { frames: all }: Pick<Clip, 'frames'>,
  frames: readonly number[],
): readonly { readonly frame: number; readonly pose: Pose }[] {
  const kept: { readonly frame: number; readonly pose: Pose }[] = []
  for (const frame of frames) {
    const pose = all[frame]?.worldFromEgo
    if (pose == null) continue
    const last = kept.at(-1)?.pose.translation
    const [x, y] = pose.translation
    const isFew = frames.length <= MANY
    if (last === undefined || isFew || Math.hypot(x - last[0], y - last[1]) >= APART) {
      kept.push({ frame, pose })
    }
  }
  return kept
}

/** The ground that is looked at along a drive of at least one pose: 75 m to every side of it. */
export function regionAlong(poses: readonly Pose[]): Region {
  const bound = (axis: 0 | 1, sign: 1 | -1): number =>
    sign * Math.max(...poses.map(({ translation }) => sign * translation[axis] + REACH))
  return { minX: bound(0, -1), minY: bound(1, -1), maxX: bound(0, 1), maxY: bound(1, 1) }
}

/** The ways that the ego, then labelled vehicles went, frame by frame, in world space. */
export function pathsDriven(clip: Clip, records: Iterable<AnnotationRecord>): readonly Polyline[] {
  return [egoPath(clip), ...labelledPaths(clip, [...records])]
}

/** The ego's way through all frames, those without points too. */
function egoPath({ frames }: Clip): Polyline {
  return frames.flatMap(({ worldFromEgo }) =>
    worldFromEgo === null ? [] : [worldFromEgo.translation],
  )
}

function labelledPaths(clip: Clip, records: readonly AnnotationRecord[]): readonly Polyline[] {
  const driving = new Set<TrackId>()
  for (const record of records) {
    if (record.kind !== 'track') continue
    const category = clip.ontology.categories.find(({ id }) => id === record.category)
    if (category !== undefined && DRIVING.has(meaningOf(category.id) ?? '')) driving.add(record.id)
  }
  const places = new Map<TrackId, { readonly frame: number; readonly place: Polyline[number] }[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid' || !driving.has(record.trackId)) continue
    const pose = clip.frames[record.frame]?.worldFromEgo
    if (pose == null) continue
    const known = places.get(record.trackId) ?? []
    known.push({ frame: record.frame, place: transform(pose, record.center) })
    places.set(record.trackId, known)
  }
  return [...places.values()].map((steps) =>
    steps.toSorted((a, b) => a.frame - b.frame).map(({ place }) => place),
  )
}
