import { type Camera, defaultOntology, type Lidar, sensorId } from '@trueline/annotation'
import { compose, IDENTITY_POSE, invert, type Pose, subtract, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { sweepOf } from '../clouds/sweepOf.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  ImportedImage,
  ImportedSweep,
  ReadOptions,
} from '../codec.ts'
import { moved } from '../moveSweep.ts'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { cloudOfMessage } from './cloudOfMessage.ts'
import { decoderOf } from './decoders.ts'
import { type FrameTree, frameTreeOf } from './frameTree.ts'
import { lensOf } from './lensOf.ts'
import { openBag } from './openBag.ts'
import { openMcap } from './openMcap.ts'
import { pngOf } from './pictureOf.ts'
import { recordingsIn } from './recordings.ts'
import type { Topic } from './rosLog.ts'
import { rosTexts as say } from './rosTexts.ts'
import { named, type Stamped, type Survey, surveyOf } from './survey.ts'

/** The codec's id. */
export const ROS = 'ros'

/** What vehicles are called, the likeliest first (REP 105). */
const VEHICLES = ['base_link', 'base_footprint']
/** Nothing of a moment is nearer to another than this. */
const LEAST_APART_NS = 50_000_000n

/**
 * The clip of a recording: a frame for each sweep of the lidar that has most.
 *
 * @throws {BadInputError} when there is none, it has no index, or no point clouds.
 */
export async function readRos(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const [own, ...others] = await recordingsIn(tree)
  if (own === undefined) {
    throw new BadInputError({ file: '', place: WHOLE, found: say.none, expected: say.recording })
  }
  const { file, kind } = own
  for (const other of others) {
    const expected = say.oneRecording({ file })
    report.refused.push({ file: other.file, place: WHOLE, found: say.secondFile, expected })
  }
  const log = await (kind === 'bag' ? openBag(tree, file) : openMcap(tree, file))
  const survey = await surveyOf(log, { file, report })
  const lidars = [...survey.clouds].toSorted(([, a], [, b]) => b.length - a.length)
  const [main] = lidars
  if (main === undefined) {
    const names = log.topics.map(({ name, type }) => `${name} (${type})`).join(', ')
    const found = names === '' ? say.noTopics : say.topics({ names })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.sweeps })
  }
  const spaces = spacesOf(survey, main[1], { file, report })
  const cameras = [...survey.images].map(([topic, images]) => {
    return { images, camera: cameraOf(topic, images, { survey, spaces, file, report }) }
  })
  const sensors: readonly Lidar[] = lidars.map(([topic, sweeps]) => ({
    modality: 'lidar',
    id: idOf(topic),
    egoFromSensor: spaces.egoFrom(sweeps[0]?.frameId ?? ''),
    extras: {},
  }))
  const apart = halfPeriodOf(main[1])
  const frames = main[1].map((sweep): ImportedFrame => {
    const near = (messages: readonly Stamped[]): Stamped | null => {
      return messages === main[1] ? sweep : nearest(messages, sweep.stampNs, apart)
    }
    return {
      name: String(sweep.stampNs),
      timeUs: Number(sweep.stampNs / 1000n),
      worldFromEgo: spaces.worldFromEgo(sweep.stampNs),
      sweeps: lidars.flatMap(([, messages]) => {
        const one = near(messages)
        return one === null ? [] : [sweepAt(one, file)]
      }),
      images: cameras.flatMap(({ camera, images }) => {
        const one = near(images)
        const moment = { file, camera, spaces, stampNs: sweep.stampNs }
        return one === null ? [] : [imageAt(one, moment)]
      }),
      extras: {},
    }
  })
  return {
    clip: {
      name: options.name,
      frames,
      sensors: [...sensors, ...cameras.map(({ camera }) => camera)],
      ontology: defaultOntology,
      worldOrigin: spaces.origin,
      format: ROS,
      extras: {},
    },
    records: [],
    report: { ...report, suggestions: [] },
  }
}

type Context = { readonly file: string; readonly report: OpenReport }

type Spaces = {
  readonly origin: Pose['translation']
  readonly egoFrom: (frameId: string) => Pose
  /** `null` where no transform says where the vehicle was. */
  readonly worldFromEgo: (stampNs: bigint) => Pose | null
}

function spacesOf(survey: Survey, sweeps: readonly Stamped[], { file, report }: Context): Spaces {
  const tree = frameTreeOf(survey.transforms)
  const first = sweeps[0]
  const lidar = first?.frameId ?? ''
  const start = first?.stampNs ?? 0n
  const ego = egoOf(tree, lidar, start)
  const root = tree.root(ego)
  const place = say.topics({ names: 'tf' })
  const poseAt = (stampNs: bigint): Pose | null =>
    root === ego ? null : tree.at(root, ego, stampNs)
  const origin = poseAt(start)?.translation ?? ZERO
  if (root === ego) report.notices.push({ file, place, message: say.noWorld })
  return {
    origin,
    egoFrom: (frameId) => {
      if (frameId === ego) return IDENTITY_POSE
      const pose = tree.at(ego, frameId, start)
      if (pose === null) {
        report.notices.push({ file, place, message: say.noPose({ from: frameId, to: ego }) })
      }
      return pose ?? IDENTITY_POSE
    },
    worldFromEgo: (stampNs) => {
      const pose = poseAt(stampNs)
      return pose && { ...pose, translation: subtract(pose.translation, origin) }
    },
  }
}

/** The vehicle's frame: the one that is called so, else the one the lidar is fixed to. */
function egoOf(tree: FrameTree, lidar: string, stampNs: bigint): string {
  const named = VEHICLES.find((name) => tree.has(name) && tree.at(name, lidar, stampNs) !== null)
  return named ?? tree.rigidRoot(lidar)
}

function cameraOf(
  topic: Topic,
  images: readonly Stamped[],
  { survey, spaces, file, report }: Context & { readonly survey: Survey; readonly spaces: Spaces },
): Camera {
  const info = infoOf(topic, survey)
  const isRectified = /rect/.test(topic.name)
  const model = info && lensOf(info, isRectified)
  if (model === null) {
    const name = info?.distortion ?? ''
    const message = info
      ? say.noLens({ name: name || '""', topic: topic.name })
      : say.noInfo({ topic: topic.name })
    report.notices.push({ file, place: say.topics({ names: topic.name }), message })
  }
  const frameId = images[0]?.frameId || info?.header.frameId || ''
  const egoFromSensor = spaces.egoFrom(frameId)
  return { modality: 'camera', id: idOf(topic), egoFromSensor, model, extras: {} }
}

/** The CameraInfo that shares most of an image topic's name: `/front/image_raw`, `/front/camera_info`. */
function infoOf(topic: Topic, { infos }: Survey) {
  const parts = topic.name.split('/')
  const shared = (name: string): number => {
    const other = name.split('/')
    const at = parts.findIndex((part, index) => part !== other[index])
    return at < 0 ? parts.length : at
  }
  // Of `/front/camera_info` all but the last part must be shared.
  const fitting = [...infos].filter(([{ name }]) => shared(name) >= name.split('/').length - 1)
  const [best] = fitting.toSorted(([a], [b]) => shared(b.name) - shared(a.name))
  return best?.[1] ?? null
}

function sweepAt(message: Stamped, file: string): ImportedSweep {
  const { topic, logNs } = message
  const place = say.message({ name: topic.name, time: String(logNs) })
  const read = async () => {
    const bytes = await message.read()
    const decoder = decoderOf(topic)
    if (decoder?.kind !== 'cloud') throw new Error(`${topic.name} holds no sweeps`)
    const cloud = named(message, file, () => decoder.cloud(bytes))
    const read = sweepOf(cloudOfMessage(cloud, { file, place }), { file, origin: ZERO })
    const origin = named(message, file, () => decoder.origin(bytes))
    return origin === null ? read : { ...read, sweep: moved(read.sweep, origin) }
  }
  return { sensorId: idOf(topic), file, read }
}

type Moment = {
  readonly file: string
  readonly camera: Camera
  readonly spaces: Spaces
  readonly stampNs: bigint
}

/** An image, its camera where it stood when it fired. */
function imageAt(message: Stamped, { file, camera, spaces, stampNs }: Moment): ImportedImage {
  const { topic, logNs } = message
  const [now, fired] = [spaces.worldFromEgo(stampNs), spaces.worldFromEgo(message.stampNs)]
  const { egoFromSensor, model } = camera
  const calibration =
    now === null || fired === null
      ? null
      : { egoFromSensor: compose(compose(invert(now), fired), egoFromSensor), model }
  const place = say.message({ name: topic.name, time: String(logNs) })
  const read = async () => {
    const bytes = await message.read()
    const decoder = decoderOf(topic)
    if (decoder?.kind !== 'image') throw new Error(`${topic.name} holds no images`)
    const image = named(message, file, () => decoder.image(bytes))
    return image instanceof Uint8Array ? image.slice() : pngOf(image, { file, place })
  }
  return { sensorId: camera.id, file, calibration, read }
}

function idOf({ name }: Topic): Lidar['id'] {
  return sensorId(name.replace(/^\//, '').replaceAll('/', '_'))
}

function halfPeriodOf(sweeps: readonly Stamped[]): bigint {
  const span = (sweeps.at(-1)?.stampNs ?? 0n) - (sweeps[0]?.stampNs ?? 0n)
  const half = span / BigInt(Math.max(1, sweeps.length - 1)) / 2n
  return half > LEAST_APART_NS ? half : LEAST_APART_NS
}

/** The message nearest to a time, by bisection; `null` where none is near enough. */
function nearest(messages: readonly Stamped[], stampNs: bigint, apart: bigint): Stamped | null {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (messages[middle]!.stampNs < stampNs) low = middle + 1
    else high = middle
  }
  const off = (one: Stamped): bigint =>
    one.stampNs > stampNs ? one.stampNs - stampNs : stampNs - one.stampNs
  const [best] = [messages[low - 1], messages[low]]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => (off(a) < off(b) ? -1 : 1))
  return best !== undefined && off(best) <= apart ? best : null
}
