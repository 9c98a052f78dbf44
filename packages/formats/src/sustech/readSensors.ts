import { type Camera, sensorId } from '@trueline/annotation'
import { type ImageSize, type Pose, subtract, type Vec3, ZERO } from '@trueline/geometry'
import type { FileTree, Notice, ReadOptions } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { parseSourceJson, printSourceJson } from '../sourceJson.ts'
import { type Calibration, cameraOf, decodeCalibration, egoFromLidarOf } from './calibration.ts'
import { decodeEgoPose } from './egoPose.ts'
import type { Layout } from './layout.ts'
import { SUSTECH } from './names.ts'
import { sustechTexts } from './sustechTexts.ts'

type Context = { readonly layout: Layout; readonly report: OpenReport }

/** The cameras, and the lidar in the ego’s space; of labels alone, as the clip they are for has it. */
export async function readSensors(
  tree: FileTree,
  { layout, options, report }: Context & { readonly options: ReadOptions },
): Promise<{ readonly cameras: readonly Camera[]; readonly egoFromLidar: Pose }> {
  const calibrations = new Map<string, Calibration>()
  const sources = new Map<string, string>()
  for (const [name, file] of layout.calibrations) {
    const bytes = await tree.read(file)
    tryOr(report, () => {
      const value = parseSourceJson(bytes, file)
      calibrations.set(name, decodeCalibration(value, { file, pointer: '' }))
      sources.set(name, printSourceJson(value))
    })
  }
  const derived = egoFromLidarOf(calibrations)
  const onto = options.onto?.sensors.find(({ modality }) => modality === 'lidar')
  const isAlone = calibrations.size === 0 && onto !== undefined
  const egoFromLidar = isAlone ? onto.egoFromSensor : derived.egoFromLidar
  if (!isAlone) report.notices.push(forwardNotice(derived.camera, layout))
  const cameras: Camera[] = []
  for (const [name, calibration] of calibrations) {
    const size = await imageSizeOf(tree, layout.images.get(name))
    if (size === null) {
      const message = sustechTexts.noSize
      report.notices.push({ file: layout.calibrations.get(name) ?? '', place: WHOLE, message })
    }
    const extras = { [SUSTECH]: sources.get(name) ?? '' }
    cameras.push({ ...cameraOf(name, { calibration, size, egoFromLidar }), extras })
  }
  for (const name of layout.images.keys()) {
    if (calibrations.has(name)) continue
    const message = sustechTexts.noCalibration
    report.notices.push({ file: `${layout.root}camera/${name}`, place: WHOLE, message })
    const id = sensorId(name)
    cameras.push({ modality: 'camera', id, egoFromSensor: egoFromLidar, model: null, extras: {} })
  }
  return { cameras, egoFromLidar }
}

function forwardNotice(camera: string | null, layout: Layout): Notice {
  const file = camera === null ? layout.root : (layout.calibrations.get(camera) ?? '')
  const message = camera === null ? sustechTexts.noForward : sustechTexts.forward({ camera })
  return { file, place: WHOLE, message }
}

async function imageSizeOf(
  tree: FileTree,
  images: ReadonlyMap<string, string> | undefined,
): Promise<ImageSize | null> {
  for (const path of images?.values() ?? []) {
    const header = readImageHeader(await tree.read(path, { offset: 0, bytes: IMAGE_HEADER_BYTES }))
    if (header) return { widthPx: header.widthPx, heightPx: header.heightPx }
  }
  return null
}

/** The ego of each frame in the world, whose origin is the first of them. */
export type Poses = {
  readonly origin: Vec3
  readonly byFrame: ReadonlyMap<string, { readonly worldFromEgo: Pose; readonly source: string }>
}

/** The poses of the `ego_pose` folder. */
export async function readPoses(tree: FileTree, { layout, report }: Context): Promise<Poses> {
  const byFrame = new Map<string, { readonly worldFromEgo: Pose; readonly source: string }>()
  let origin: Vec3 | null = null
  for (const frame of layout.frames) {
    const file = layout.poses.get(frame)
    if (file === undefined) continue
    const bytes = await tree.read(file)
    tryOr(report, () => {
      const value = parseSourceJson(bytes, file)
      const pose = decodeEgoPose(value, { file, pointer: '' })
      origin ??= pose.translation
      const worldFromEgo = { ...pose, translation: subtract(pose.translation, origin) }
      byFrame.set(frame, { worldFromEgo, source: printSourceJson(value) })
    })
  }
  return { origin: origin ?? ZERO, byFrame }
}
