import { verbatim } from '@trueline/annotation'
import { compose, invert, type Pose, subtract, type Vec3, ZERO } from '@trueline/geometry'
import type { FileTree, Refusal } from '../codec.ts'
import { kittiProjection } from '../maps/projection.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { type KittiCalibration, lidarFromImuOf } from './calibration.ts'
import { kittiTexts } from './kittiTexts.ts'
import { readLines } from './labelFile.ts'
import { type OxtsRecord, parseOxts, poseOfOxts } from './oxts.ts'
import type { RawLayout } from './rawLayout.ts'
import { parseTimestamp } from './timestamps.ts'

/** The ego's poses by frame name; none without oxts. */
export type RawPoses = {
  readonly poses: ReadonlyMap<string, Pose>
  /** The Mercator place of the world's origin, the first of the poses. */
  readonly origin: Vec3
  /** The Mercator map as PROJ says it; `null` without oxts. */
  readonly projection: string | null
  readonly refused: readonly Refusal[]
}

/** Where the lidar was in each frame; the unit is taken for the lidar where no calibration tells. */
export async function readPoses(
  tree: FileTree,
  layout: RawLayout,
  calibration: KittiCalibration | null,
): Promise<RawPoses> {
  const oxts = new Map<string, OxtsRecord>()
  const refused: Refusal[] = []
  for (const [name, file] of layout.oxts) {
    const read = await readLines(tree, file)
    const record = 'refused' in read ? null : parseOxts(read.lines[0]?.text ?? '')
    if ('refused' in read) refused.push(read.refused)
    else if (record) oxts.set(name, record)
    else {
      const place = sharedTexts.line({ number: 1 })
      refused.push({ file, place, found: kittiTexts.otherLine, expected: kittiTexts.oxtsLine })
    }
  }
  const first = layout.frames.find((name) => oxts.has(name))
  const start = first === undefined ? undefined : oxts.get(first)
  if (start === undefined) return { poses: new Map(), origin: ZERO, projection: null, refused }
  const lidarFromImu = calibration && lidarFromImuOf(calibration)
  const mapFromEgo = ([name, record]: readonly [string, OxtsRecord]): readonly [string, Pose] => {
    const mapFromImu = poseOfOxts(record, start.latitudeDeg)
    return [name, lidarFromImu ? compose(mapFromImu, invert(lidarFromImu)) : mapFromImu]
  }
  const poses = new Map([...oxts].map(mapFromEgo))
  const origin = poses.get(first ?? '')?.translation ?? ZERO
  return {
    poses: new Map(
      [...poses].map(([name, pose]) => [
        name,
        { ...pose, translation: subtract(pose.translation, origin) },
      ]),
    ),
    origin,
    projection: kittiProjection(start.latitudeDeg),
    refused,
  }
}

/** Microseconds by frame number, of the lidar's `timestamps.txt`, else the camera's or the unit's. */
export async function readTimes(
  tree: FileTree,
  layout: RawLayout,
): Promise<{ readonly times: readonly (number | null)[]; readonly refused: readonly Refusal[] }> {
  const folders = ['velodyne_points', 'image_02', 'image_00', 'oxts', ...layout.timestamps.keys()]
  const file = folders.map((folder) => layout.timestamps.get(folder)).find((one) => one)
  if (file === undefined) return { times: [], refused: [] }
  const read = await readLines(tree, file)
  if ('refused' in read) return { times: [], refused: [read.refused] }
  const times: (number | null)[] = []
  const refused: Refusal[] = []
  for (const { number, text } of read.lines) {
    const time = parseTimestamp(text)
    times[number - 1] = time
    if (time === null) {
      const place = sharedTexts.line({ number })
      const found = verbatim(`"${text.slice(0, 40)}"`)
      refused.push({ file, place, found, expected: kittiTexts.timeLine })
    }
  }
  return { times, refused }
}
