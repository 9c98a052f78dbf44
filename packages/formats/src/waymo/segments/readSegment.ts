import type { AnnotationRecord, Box2d } from '@trueline/annotation'
import { compose, invert, type Pose, subtract } from '@trueline/geometry'
import { BadInputError } from '../../badInputError.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  ImportedImage,
  ImportedSweep,
  ReadOptions,
} from '../../codec.ts'
import { openEntries } from '../../entries/readEntries.ts'
import { type OpenReport, refuse } from '../../refuse.ts'
import { WHOLE } from '../../sharedTexts.ts'
import { attributesSeen, sourceOntology } from '../../sourceOntology.ts'
import { decodeObject } from '../objects.ts'
import type { Sensors } from './calibrations.ts'
import { type SegmentFrame, type Stretch, segmentFrame } from './frame.ts'
import { cameraBoxesOf, takeLaserLabels } from './labels.ts'
import { laserSweep } from './laserSweep.ts'
import { named } from './named.ts'
import { segmentTexts as say } from './segmentTexts.ts'
import { isTfRecords, tfRecords } from './tfRecords.ts'

/** The codec's id. */
export const WAYMO_SEGMENT = 'waymo-segment'

/** A file that may be a segment. */
export type SegmentFile = { readonly file: string; readonly bytes: number }

/** The files of a tree that hold TFRecords, the largest first. */
export async function segmentsIn(tree: FileTree): Promise<readonly SegmentFile[]> {
  const found: SegmentFile[] = []
  for (const { path: file, bytes } of tree.files) {
    if (!/\.tfrecord(s|-[^/]*)?$/i.test(file)) continue
    if (isTfRecords(await tree.read(file, { offset: 0, bytes: 12 }))) found.push({ file, bytes })
  }
  return found.toSorted((a, b) => b.bytes - a.bytes)
}

/**
 * The clip of a segment, a frame a record. The file is read once, a record at a time; images and range
 * images are read again when they are asked for.
 *
 * @throws {BadInputError} when no record holds a frame.
 */
export async function readSegment(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const [own, ...others] = await segmentsIn(tree)
  if (own === undefined) {
    throw new BadInputError({ file: '', place: WHOLE, found: say.none, expected: say.segment })
  }
  const { file } = own
  for (const other of others) {
    const expected = say.alone({ file })
    report.refused.push({ file: other.file, place: WHOLE, found: say.secondFile, expected })
  }
  const segment = openSegment(tree, file, report)
  for await (const { index, offset, bytes } of tfRecords(tree, own, report)) {
    try {
      const place = say.record({ index })
      segment.take(
        named({ file, place }, () => segmentFrame(bytes, offset)),
        index,
      )
    } catch (error) {
      refuse(report, error)
    }
  }
  return segment.clip(options)
}

type Segment = {
  readonly take: (frame: SegmentFrame, index: number) => void
  readonly clip: (options: ReadOptions) => ImportedClip
}

function openSegment(tree: FileTree, file: string, report: OpenReport): Segment {
  const entries = openEntries({ codec: WAYMO_SEGMENT, decode: decodeObject }, report)
  const frames: ImportedFrame[] = []
  const boxes: Box2d[] = []
  let first: SegmentFrame | null = null
  return {
    take: (one, index) => {
      first ??= one
      const origin = first.worldFromEgo.translation
      const { worldFromEgo } = one
      const local = { ...worldFromEgo, translation: subtract(worldFromEgo.translation, origin) }
      const frame = frames.length
      const source = { tree, file, index, sensors: one.sensors, worldFromEgo }
      frames.push({
        name: String(one.timeUs),
        timeUs: one.timeUs,
        worldFromEgo: local,
        sweeps: one.lasers.flatMap((laser) => sweepAt(laser, source, report)),
        images: one.images.map((image) => imageAt(image, source)),
        extras: {},
      })
      const at = { file, index, frame, report }
      takeLaserLabels(entries, one, at)
      boxes.push(...cameraBoxesOf(one, at))
    },
    clip: ({ name }) => {
      if (first === null) {
        const [broken] = report.refused
        if (broken !== undefined) throw new BadInputError(broken)
        throw new BadInputError({ file, place: WHOLE, found: say.noFrames, expected: say.frame })
      }
      const { tracks, cuboids } = entries.records()
      const records: readonly AnnotationRecord[] = [...tracks, ...cuboids, ...boxes]
      const categories = [...tracks, ...boxes].map(({ category }) => category)
      const attributes = cuboids.map((one) => one.attributes)
      const { lidars, cameras } = first.sensors
      return {
        clip: {
          name: first.context || name,
          frames,
          sensors: [
            ...[...lidars].map(([id, { egoFromSensor }]) => {
              return { modality: 'lidar', id, egoFromSensor, extras: {} } as const
            }),
            ...cameras.values(),
          ],
          ontology: sourceOntology([...new Set(categories)], attributesSeen('cuboid', attributes)),
          worldOrigin: first.worldFromEgo.translation,
          format: WAYMO_SEGMENT,
          extras: {},
        },
        records,
        report: { ...report, suggestions: [] },
      }
    },
  }
}

type Source = {
  readonly tree: FileTree
  readonly file: string
  readonly index: number
  readonly sensors: Sensors
  readonly worldFromEgo: Pose
}

function sweepAt(
  { id, offset, bytes }: SegmentFrame['lasers'][number],
  { tree, file, index, sensors, worldFromEgo }: Source,
  report: OpenReport,
): readonly ImportedSweep[] {
  const laser = sensors.lidars.get(id)
  const place = say.laser({ index, name: id })
  if (laser === undefined) {
    report.notices.push({ file, place, message: say.noCalibration })
    return []
  }
  const read = async () => {
    const message = await tree.read(file, { offset, bytes })
    const sweep = named({ file, place }, () => laserSweep(message, { laser, worldFromEgo }))
    return { sweep, notices: [] }
  }
  return [{ sensorId: id, file, read }]
}

/** An image, its camera where it stood when it was taken, in the ego's space of the frame. */
function imageAt(
  image: SegmentFrame['images'][number],
  { tree, file, sensors, worldFromEgo }: Source,
): ImportedImage {
  const { id, offset, bytes } = image
  const camera = sensors.cameras.get(id)
  const taken = image.worldFromEgo
  const calibration =
    camera === undefined || taken === null
      ? null
      : {
          egoFromSensor: compose(compose(invert(worldFromEgo), taken), camera.egoFromSensor),
          model: camera.model,
        }
  const stretch: Stretch = { offset, bytes }
  return { sensorId: id, file, calibration, read: () => tree.read(file, stretch) }
}
