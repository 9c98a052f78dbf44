import {
  type AnnotationRecord,
  type Camera,
  type Json,
  type Sensor,
  sensorId,
} from '@trueline/annotation'
import {
  type CameraModel,
  compose,
  IDENTITY_POSE,
  invert,
  type Pose,
  subtract,
  type Vec3,
  ZERO,
} from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { readFeather } from '../arrow/readFeather.ts'
import { BadInputError } from '../badInputError.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  ImportedImage,
  ImportedSweep,
  ReadOptions,
} from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { openEntries } from '../entries/readEntries.ts'
import { below, isObject, numberAt } from '../jsonAt.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { holeAt } from '../skeleton.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { argoverseTexts as say } from './argoverseTexts.ts'
import { type Layout, layoutOf } from './layout.ts'
import { readMap } from './map/readMap.ts'
import { ARGOVERSE2 } from './names.ts'
import { rowsIn, stampOf, type TableRow, type Timeline, timelineOf } from './readTables.ts'
import { argoverseFormat, poseOfColumns } from './row.ts'

/** The lidar's id: two turn together, and their sweeps come as one in the ego's space. */
export const LIDAR = sensorId('lidar')
/** Cameras run at 20 Hz: nothing of a moment is further from it. */
const SAME_MOMENT_NS = 60_000_000n

/**
 * The clip of an Argoverse 2 log, a frame for each time that has a sweep or labels.
 *
 * @throws {BadInputError} when there is no log.
 */
export async function readArgoverse(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const layout = layoutOf(tree)
  if (layout === null) {
    const found = entryTexts.files({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: say.log })
  }
  const report: OpenReport = { refused: [], notices: [] }
  tellUnread(layout, report)
  const labels = await rowsIn(tree, layout.labels, report)
  const stamps = stampsOf(layout, labels.rows)
  // A map alone is laid on a clip that is there; it is none by itself.
  const isMapOnto = layout.map !== null && options.onto !== null
  if (stamps.length === 0 && !isMapOnto) {
    const [bad] = report.refused
    const found = say.noLog
    throw new BadInputError(bad ?? { file: layout.root, place: WHOLE, found, expected: say.log })
  }
  const log = await readLog(tree, { layout, report })
  const placed = placeFrames(stamps, log, report)
  const { records, refusedAt } = takeLabels(labels.rows, { stamps, report })
  const fixed = await fixedOf(tree, { layout, report, origin: placed.origin })
  const frames = placed.frames.map((frame, index) => {
    const refused = refusedAt.get(index)
    return refused === undefined ? frame : withRefused(frame, refused)
  })
  return {
    clip: {
      name: layout.root.split('/').at(-2) ?? options.name,
      frames,
      sensors: log.sensors,
      ontology: sourceOntology(
        records.flatMap((one) => (one.kind === 'track' ? [one.category] : [])),
      ),
      worldOrigin: placed.origin,
      format: ARGOVERSE2,
      extras: {
        [ARGOVERSE2]: {
          columns: labels.columns,
          labels: layout.labels?.slice(layout.root.length) ?? null,
          map: layout.map?.slice(layout.root.length) ?? null,
          extrinsics: log.extrinsics.map(({ row }) => row),
          intrinsics: log.intrinsics.map(({ row }) => row),
        },
      },
    },
    records: [...records, ...fixed],
    report: { ...report, suggestions: [] },
  }
}

async function fixedOf(
  tree: FileTree,
  { layout, report, origin }: Context & { readonly origin: Vec3 },
): Promise<readonly AnnotationRecord[]> {
  const { map } = layout
  if (map === null) return []
  try {
    return await readMap(tree, map, { origin, report })
  } catch (error) {
    refuse(report, error)
    return []
  }
}

function tellUnread(layout: Layout, report: OpenReport): void {
  for (const file of layout.otherRoots) {
    report.refused.push({ file, place: WHOLE, found: say.secondLog, expected: say.oneLog })
  }
  for (const file of layout.otherLabels) {
    const message = say.notRead({ file: layout.labels ?? '' })
    report.notices.push({ file, place: WHOLE, message })
  }
}

/** Every time with a sweep or a label, in order. */
function stampsOf(layout: Layout, labels: readonly TableRow[]): readonly string[] {
  const stamps = new Set([...layout.sweeps.keys(), ...labels.map(({ row }) => stampOf(row))])
  return [...stamps]
    .filter((stamp) => /^-?\d+$/.test(stamp))
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
}

type Log = {
  readonly tree: FileTree
  readonly layout: Layout
  readonly poses: Timeline<PlacedRow>
  readonly sensors: readonly Sensor[]
  readonly extrinsics: readonly TableRow[]
  readonly intrinsics: readonly TableRow[]
}

type PlacedRow = { readonly row: TableRow; readonly cityFromEgo: Pose }

type Context = { readonly layout: Layout; readonly report: OpenReport }

async function readLog(tree: FileTree, { layout, report }: Context): Promise<Log> {
  const poses = new Map<string, PlacedRow>()
  for (const row of (await rowsIn(tree, layout.poses, report)).rows) {
    const cityFromEgo = tryOr(report, () => poseOfColumns(row.row, row.place))
    if (cityFromEgo !== null) poses.set(stampOf(row.row), { row, cityFromEgo })
  }
  const extrinsics = (await rowsIn(tree, layout.extrinsics, report)).rows
  const intrinsics = (await rowsIn(tree, layout.intrinsics, report)).rows
  const lidar = { modality: 'lidar', id: LIDAR, egoFromSensor: IDENTITY_POSE, extras: {} } as const
  const cameras = [...layout.images.keys()].flatMap((name): readonly Camera[] => {
    const camera = tryOr(report, () => cameraOf(name, { extrinsics, intrinsics }))
    return camera === null ? [] : [camera]
  })
  const timeline = timelineOf(poses)
  return { tree, layout, poses: timeline, sensors: [lidar, ...cameras], extrinsics, intrinsics }
}

function cameraOf(
  name: string,
  { extrinsics, intrinsics }: Pick<Log, 'extrinsics' | 'intrinsics'>,
): Camera {
  const extrinsic = extrinsics.find(({ row }) => row.sensor_name === name)
  const intrinsic = intrinsics.find(({ row }) => row.sensor_name === name)
  return {
    modality: 'camera',
    id: sensorId(name),
    egoFromSensor: extrinsic ? poseOfColumns(extrinsic.row, extrinsic.place) : IDENTITY_POSE,
    model: extrinsic && intrinsic ? modelOf(intrinsic) : null,
    extras: {},
  }
}

function modelOf({ row, place }: TableRow): CameraModel {
  const at = (name: string): number => numberAt(row[name], below(place, name))
  return {
    lens: 'brownConrady',
    widthPx: at('width_px'),
    heightPx: at('height_px'),
    focalPx: [at('fx_px'), at('fy_px')],
    centerPx: [at('cx_px'), at('cy_px')],
    radial: [at('k1'), at('k2'), at('k3'), 0, 0, 0],
    tangential: [0, 0],
  }
}

function placeFrames(stamps: readonly string[], log: Log, report: OpenReport) {
  const poseOf = (stamp: string): PlacedRow | null =>
    log.poses.at(stamp) ?? log.poses.near(stamp, SAME_MOMENT_NS)
  const origin = stamps.map(poseOf).find((pose) => pose !== null)?.cityFromEgo.translation ?? ZERO
  const missing = stamps.filter((stamp) => log.poses.at(stamp) === null).length
  const file = log.layout.poses
  if (missing > 0 && file !== null) {
    report.notices.push({ file, place: WHOLE, message: say.noPoses({ count: missing }) })
  }
  const images = new Map(
    [...log.layout.images].map(([camera, files]) => {
      const stamped = [...files].map(([stamp, path]) => [stamp, { stamp, path }] as const)
      return [camera, timelineOf(new Map(stamped))] as const
    }),
  )
  const frames = stamps.map((stamp): ImportedFrame => {
    const pose = poseOf(stamp)
    const seen = [...images].flatMap(([camera, files]) => {
      const image = files.near(stamp, SAME_MOMENT_NS)
      return image === null ? [] : [{ camera, ...image, pose: poseOf(image.stamp) }]
    })
    return {
      name: stamp,
      timeUs: Number(BigInt(stamp) / 1000n),
      worldFromEgo: pose && {
        ...pose.cityFromEgo,
        translation: subtract(pose.cityFromEgo.translation, origin),
      },
      sweeps: sweepsAt(stamp, log),
      images: seen.map((image) => imageOf(image, { log, pose })),
      extras: { [ARGOVERSE2]: keptOf({ pose, seen }) },
    }
  })
  return { frames, origin }
}

type Seen = {
  readonly camera: string
  readonly stamp: string
  readonly path: string
  readonly pose: PlacedRow | null
}

function keptOf({
  pose,
  seen,
}: {
  readonly pose: PlacedRow | null
  readonly seen: readonly Seen[]
}) {
  return {
    pose: pose?.row.row ?? null,
    images: Object.fromEntries(
      seen.map(({ camera, stamp, pose: fired }) => [
        camera,
        { stamp, pose: fired?.row.row ?? null },
      ]),
    ),
  }
}

function withRefused(frame: ImportedFrame, refused: readonly Json[]): ImportedFrame {
  const kept = frame.extras[ARGOVERSE2]
  const own = isObject(kept) ? kept : {}
  return { ...frame, extras: { ...frame.extras, [ARGOVERSE2]: { ...own, refused } } }
}

function imageOf(
  { camera, path, pose: fired }: Seen,
  { log, pose }: { readonly log: Log; readonly pose: PlacedRow | null },
): ImportedImage {
  const sensor = log.sensors.find((one): one is Camera => one.id === camera)
  const isMoved = sensor !== undefined && fired !== null && pose !== null && fired !== pose
  const calibration = isMoved
    ? {
        egoFromSensor: compose(
          compose(invert(pose.cityFromEgo), fired.cityFromEgo),
          sensor.egoFromSensor,
        ),
        model: sensor.model,
      }
    : null
  return { sensorId: sensorId(camera), file: path, calibration, read: () => log.tree.read(path) }
}

function sweepsAt(stamp: string, { tree, layout }: Log): readonly ImportedSweep[] {
  const file = layout.sweeps.get(stamp)
  if (file === undefined) return []
  const read = async () => ({ sweep: sweepOf(await tree.read(file), file), notices: [] })
  return [{ sensorId: LIDAR, file, read }]
}

/** The sweep of a lidar file: half floats in the ego's space, intensity 0..255. */
function sweepOf(bytes: Uint8Array, file: string): Sweep {
  const table = readFeather(bytes, file)
  const [x, y, z] = ['x', 'y', 'z'].map((name) => table.numbers(name))
  if (!x || !y || !z) {
    const found = say.columnsNamed({ names: table.columns.map(({ name }) => name).join(', ') })
    const expected = say.columnsNamed({ names: 'x, y, z' })
    throw new BadInputError({ file, place: WHOLE, found, expected })
  }
  const intensity = table.numbers('intensity')
  const lasers = table.numbers('laser_number')
  const offsets = table.numbers('offset_ns')
  const points = new Float32Array(table.rowCount * POINT_STRIDE)
  for (let row = 0; row < table.rowCount; row++) {
    points[row * POINT_STRIDE] = x[row]!
    points[row * POINT_STRIDE + 1] = y[row]!
    points[row * POINT_STRIDE + 2] = z[row]!
    points[row * POINT_STRIDE + 3] = (intensity?.[row] ?? 0) / 255
  }
  return {
    points,
    ring: lasers && Uint16Array.from(lasers),
    timeOffset: offsets && Float32Array.from(offsets, (offset) => offset * 1e-9),
  }
}

/** The boxes of labels, on the frames of their time; by frame, rows that were refused. */
function takeLabels(
  rows: readonly TableRow[],
  { stamps, report }: { readonly stamps: readonly string[]; readonly report: OpenReport },
) {
  const frameByStamp = new Map(stamps.map((stamp, index) => [stamp, index]))
  const entries = openEntries(argoverseFormat, report)
  const refusedAt = new Map<number, Json[]>()
  for (const { row, place } of rows) {
    const frame = frameByStamp.get(stampOf(row))
    if (frame === undefined) continue
    const left = entries.take(row, { frame, place, egoFromSource: IDENTITY_POSE })
    if (holeAt(left) === null) refusedAt.set(frame, [...(refusedAt.get(frame) ?? []), left])
  }
  const { tracks, cuboids } = entries.records()
  return { records: [...tracks, ...cuboids], refusedAt }
}
