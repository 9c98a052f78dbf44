import {
  type AnnotationRecord,
  box2dId,
  cuboidId,
  type SensorId,
  type TrackId,
  trackId,
} from '@trueline/annotation'
import { type Pose, transformCuboid } from '@trueline/geometry'
import { trackNumbers } from '../trackNumbers.ts'
import { cuboidOfKitti } from './kittiBox.ts'
import type { KittiLabel } from './kittiLabel.ts'
import { attributesOf } from './labelAttributes.ts'

/** A label on its frame. */
export type PlacedLabel = {
  readonly frame: number
  readonly label: KittiLabel
  /** Its line as the file has it. */
  readonly text: string
  readonly line: number
  /** Unique in the source: its file and line. */
  readonly id: string
  /** What names its track; labels of one track have it in common. */
  readonly track: string
}

/** How labels become records. */
export type LabelSetting = {
  /** The codec that keeps the lines, in the records' extras. */
  readonly codec: string
  /** The ego space of a frame from the rectified space the labels are in. */
  readonly egoFromRect: (frame: number) => Pose
  /** The camera the 2D boxes are of. */
  readonly sensorId: SensorId
}

/**
 * Tracks, cuboids and 2D boxes of labels, in ego space.
 *
 * A label with a score is a model's, one without an import's; both are proposals. A line without a 3D
 * box (DontCare) is a 2D box without a track. A track's second box in a frame is left out.
 */
export function recordsOfLabels(
  labels: readonly PlacedLabel[],
  setting: LabelSetting,
): readonly AnnotationRecord[] {
  const keys = [...new Set(labels.filter(({ label }) => label.box).map(({ track }) => track))]
  const numberByTrack = trackNumbers(keys)
  const records = new Map<string, AnnotationRecord>()
  const idByTrack = new Map<string, TrackId>()
  for (const placed of labels) {
    const { label, frame } = placed
    const { score } = label
    const provenance = score === null ? 'import' : 'model'
    const extras = { [setting.codec]: { text: placed.text, line: placed.line, id: placed.id } }
    if (label.box === null) {
      const id = box2dId(`${setting.codec}:${placed.id}`)
      const [leftPx, topPx, rightPx, bottomPx] = label.bounds
      records.set(id, {
        frame,
        provenance,
        score,
        extras,
        leftPx,
        topPx,
        rightPx,
        bottomPx,
        kind: 'box2d',
        id,
        trackId: null,
        category: label.type,
        sensorId: setting.sensorId,
        attributes: attributesOf(label),
      })
      continue
    }
    let track = idByTrack.get(placed.track)
    if (track === undefined) {
      track = trackId(`${setting.codec}:${placed.track}`)
      idByTrack.set(placed.track, track)
      records.set(track, {
        kind: 'track',
        id: track,
        category: label.type,
        number: numberByTrack.get(placed.track) ?? 0,
        attributes: {},
        isStatic: null,
        extent: null,
        provenance,
        extras: {},
      })
    }
    const cuboid = transformCuboid(setting.egoFromRect(frame), cuboidOfKitti(label.box))
    const id = cuboidId(track, frame)
    records.set(id, {
      frame,
      provenance,
      score,
      extras,
      center: cuboid.center,
      extent: cuboid.extent,
      rotation: cuboid.rotation,
      kind: 'cuboid',
      id,
      trackId: track,
      state: 'proposed',
      pointCount: null,
      attributes: attributesOf(label),
      proposal: cuboid,
    })
  }
  return [...records.values()]
}
