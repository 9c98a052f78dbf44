import { type Box2d, box2dId, verbatim } from '@trueline/annotation'
import { IDENTITY_POSE } from '@trueline/geometry'
import type { EntryReader } from '../../entries/readEntries.ts'
import { below, type JsonPlace, numberAt, objectAt } from '../../jsonAt.ts'
import { decodeProto } from '../../protobuf/protobuf.ts'
import { type OpenReport, tryOr } from '../../refuse.ts'
import { numberText } from '../../sourceJson.ts'
import { LABEL } from '../schema.ts'
import { categoryOf } from '../types.ts'
import type { SegmentFrame } from './frame.ts'
import { named } from './named.ts'

/** Where labels are from, and what is refused of them. */
export type LabelsAt = {
  readonly file: string
  /** The record's among those of the file. */
  readonly index: number
  readonly frame: number
  readonly report: OpenReport
}

/** Takes in the boxes of a frame's lidar labels, which are in the vehicle's space. */
export function takeLaserLabels(
  entries: EntryReader,
  { laserLabels }: SegmentFrame,
  { file, index, frame, report }: LabelsAt,
): void {
  for (const [at, bytes] of laserLabels.entries()) {
    const place = { file, pointer: `/${index}/laser_labels/${at}` }
    const label = tryOr(report, () => labelOf(bytes, place))
    if (label === null) continue
    entries.take({ object: label }, { frame, place, egoFromSource: IDENTITY_POSE })
  }
}

/** The boxes of a frame's images, of no track: center and size in pixels, length along x. */
export function cameraBoxesOf(
  { cameraLabels }: SegmentFrame,
  { file, index, frame, report }: LabelsAt,
): readonly Box2d[] {
  return cameraLabels.flatMap(({ id: sensorId, label: bytes }, at) => {
    const place = { file, pointer: `/${index}/camera_labels/${at}` }
    const box = tryOr(report, (): Box2d => {
      const label = labelOf(bytes, place)
      const inBox = below(place, 'box')
      const part = (key: string): number =>
        numberAt(objectAt(label.box, inBox)[key] ?? 0, below(inBox, key))
      const [x, y, width, height] = [
        ...[part('center_x'), part('center_y')],
        ...[Math.abs(part('length')), Math.abs(part('width'))],
      ] as [number, number, number, number]
      return {
        kind: 'box2d',
        id: box2dId(`waymo-segment:${index}/${at}`),
        ...{ trackId: null, frame, sensorId },
        ...{ leftPx: x - width / 2, topPx: y - height / 2 },
        ...{ rightPx: x + width / 2, bottomPx: y + height / 2 },
        category: categoryOf(Number(numberText(label.type) ?? 0)),
        ...{ attributes: {}, provenance: 'import', score: null, extras: {} },
      }
    })
    return box === null ? [] : [box]
  })
}

function labelOf(bytes: Uint8Array, { file, pointer }: JsonPlace) {
  return named({ file, place: verbatim(pointer) }, () => decodeProto(bytes, LABEL))
}
