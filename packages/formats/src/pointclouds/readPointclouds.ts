import { type Camera, defaultOntology, type Lidar, sensorId } from '@trueline/annotation'
import { fromMatrix3, fromYaw, IDENTITY_POSE, type Pose, type Vec3, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  Notice,
  ReadOptions,
  Refusal,
} from '../codec.ts'
import { WHOLE } from '../sharedTexts.ts'
import { pointcloudTexts } from './pointcloudTexts.ts'
import { kindOfSweep, originOfSweep, readAnySweep } from './readSweep.ts'
import { CLOUD, type Series, type SeriesFile, seriesIn } from './series.ts'

/** The codec's id. */
export const POINTCLOUDS = 'pointclouds'

/** Where a camera without calibration looks: along x, upright. */
const LOOKING_FORWARD: Pose = {
  translation: ZERO,
  rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
}
/** nuScenes' lidar has x right and y forward. */
const FORWARD_IS_Y: Pose = { translation: ZERO, rotation: fromYaw(-Math.PI / 2) }

type Report = { readonly refused: Refusal[]; readonly notices: Notice[] }

/**
 * A clip of loose sweeps, with the images beside them, without labels or calibration.
 *
 * The folder with most sweeps is the lidar's; each is a frame. Images belong to the frame of their
 * name, or to that of their place where a camera has as many as there are frames.
 *
 * @throws {BadInputError} when there is no sweep.
 */
export async function readPointclouds(
  tree: FileTree,
  { name }: ReadOptions,
): Promise<ImportedClip> {
  const { clouds, images } = seriesIn(tree)
  const [own, ...others] = clouds
  if (own === undefined) {
    const found = pointcloudTexts.noneOf({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: pointcloudTexts.sweeps })
  }
  const report: Report = { refused: [], notices: [] }
  for (const other of others) {
    const found = pointcloudTexts.secondSensor({ count: other.files.length })
    const expected = pointcloudTexts.oneLidarRead({ name: own.name || pointcloudTexts.topFolder })
    report.refused.push({ file: other.name, place: WHOLE, found, expected })
  }
  tellUnread(tree, endingOf(own.files[0]?.path ?? ''), report)
  const lidar = await lidarOf(tree, own, report)
  const origin = await originIn(tree, own, report)
  const cameras = images.flatMap((series): readonly PlacedCamera[] => {
    const fileOf = framesOf(series, own, report)
    return fileOf === null ? [] : [{ camera: cameraOf(series, [own, ...images]), fileOf }]
  })
  return {
    clip: {
      name,
      frames: own.files.map((file, index) =>
        frameOf(tree, file, { lidar, cameras, index, own, origin }),
      ),
      sensors: [lidar, ...cameras.map(({ camera }) => camera)],
      ontology: defaultOntology,
      worldOrigin: origin,
      format: POINTCLOUDS,
      extras: {},
    },
    records: [],
    report: { ...report, suggestions: [] },
  }
}

type PlacedCamera = {
  readonly camera: Camera
  readonly fileOf: (frame: number) => SeriesFile | undefined
}

async function lidarOf(tree: FileTree, series: Series, report: Report): Promise<Lidar> {
  const [first] = series.files
  const kind = first ? await kindOfSweep(tree, first.path) : null
  const isNuscenes = kind === 'bin5'
  const message = isNuscenes ? pointcloudTexts.nuscenesAxes : pointcloudTexts.plainAxes
  report.notices.push({ file: first?.path ?? '', place: WHOLE, message })
  const egoFromSensor = isNuscenes ? FORWARD_IS_Y : IDENTITY_POSE
  const id = sensorId(lastPart(series.name) || 'lidar')
  return { modality: 'lidar', id, egoFromSensor, extras: {} }
}

/** Where a clip in map coordinates begins, by its first sweep; zero where sweeps are around a sensor. */
async function originIn(tree: FileTree, { files }: Series, report: Report): Promise<Vec3> {
  const [first] = files
  if (first === undefined) return ZERO
  try {
    const origin = await originOfSweep(await tree.read(first.path), first.path)
    if (origin.some((value) => value !== 0)) {
      const message = pointcloudTexts.mapOrigin({ place: origin.join(', ') })
      report.notices.push({ file: first.path, place: WHOLE, message })
    }
    return origin
  } catch {
    // The frame itself says why it cannot be read.
    return ZERO
  }
}

/** Which image of a camera is each frame's; `null`, with a notice, where none can be told. */
function framesOf(series: Series, sweeps: Series, report: Report): PlacedCamera['fileOf'] | null {
  const byMoment = new Map(series.files.map((file) => [file.moment, file]))
  const matched = sweeps.files.filter(({ moment }) => byMoment.has(moment)).length
  if (matched > 0) return (frame) => byMoment.get(sweeps.files[frame]?.moment ?? '')
  if (series.files.length === sweeps.files.length) return (frame) => series.files[frame]
  const message = pointcloudTexts.unmatchedImages({ count: series.files.length })
  report.notices.push({ file: series.name, place: WHOLE, message })
  return null
}

function cameraOf(series: Series, all: readonly Series[]): Camera {
  const short = lastPart(series.name) || 'camera'
  const isShared = all.some((other) => other !== series && lastPart(other.name) === short)
  const id = sensorId(isShared ? `camera ${series.name}` : short)
  return { modality: 'camera', id, egoFromSensor: LOOKING_FORWARD, model: null, extras: {} }
}

type Around = {
  readonly lidar: Lidar
  readonly cameras: readonly PlacedCamera[]
  readonly index: number
  readonly own: Series
  readonly origin: Vec3
}

function frameOf(
  tree: FileTree,
  { path, moment }: SeriesFile,
  { lidar, cameras, index, own, origin }: Around,
): ImportedFrame {
  const isTimed = own.files.every((file) => timeOf(file.moment) !== null)
  return {
    name: moment,
    timeUs: isTimed ? timeOf(moment) : null,
    worldFromEgo: null,
    sweeps: [
      {
        sensorId: lidar.id,
        file: path,
        read: async () => readAnySweep(await tree.read(path), path, origin),
      },
    ],
    images: cameras.flatMap(({ camera, fileOf }) => {
      const file = fileOf(index)?.path
      if (file === undefined) return []
      return [{ sensorId: camera.id, file, calibration: null, read: () => tree.read(file) }]
    }),
    extras: {},
  }
}

/** Microseconds since 1970 of a name that is such a time, or one in nanoseconds; `null` for others. */
function timeOf(moment: string): number | null {
  const digits = /^(\d{16})(\d{3})?$/.exec(moment)?.[1]
  return digits === undefined ? null : Number(digits)
}

function tellUnread(tree: FileTree, own: string, report: Report): void {
  const counts = new Map<string, number>()
  for (const { path } of tree.files) {
    const kind = endingOf(path)
    if (!CLOUD.test(kind) && !/^\.(png|jpe?g|webp|bmp)$/.test(kind) && kind !== own)
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  for (const [kind, count] of counts) {
    report.notices.push({
      file: '',
      place: WHOLE,
      message: pointcloudTexts.unread({ count, kind: kind || pointcloudTexts.noEnding }),
    })
  }
}

function endingOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? ''
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
