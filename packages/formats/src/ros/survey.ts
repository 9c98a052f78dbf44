import { BadInputError } from '../badInputError.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { saidBy } from '../sharedTexts.ts'
import { type CameraInfo, decodeMessage, type Transform } from './messages.ts'
import type { Logged, RosLog, Topic } from './rosLog.ts'
import { rosTexts as say } from './rosTexts.ts'

/** A message with a moment and a place, read when asked for. */
export type Stamped = Logged & { readonly stampNs: bigint; readonly frameId: string }

/** What a recording holds of what is read. */
export type Survey = {
  readonly clouds: ReadonlyMap<Topic, readonly Stamped[]>
  readonly images: ReadonlyMap<Topic, readonly Stamped[]>
  /** The first of each topic. */
  readonly infos: ReadonlyMap<Topic, CameraInfo>
  readonly transforms: readonly (Transform & { readonly isStatic: boolean })[]
}

export const CLOUD_TYPE = 'sensor_msgs/PointCloud2'
export const RAW_IMAGE = 'sensor_msgs/Image'
const IMAGES = [RAW_IMAGE, 'sensor_msgs/CompressedImage']
const INFO = 'sensor_msgs/CameraInfo'
const TF = ['tf2_msgs/TFMessage', 'tf/tfMessage']
const ODOMETRY = 'nav_msgs/Odometry'

/** Goes through a recording once: where sweeps and images lie, and all of lenses and transforms. */
export async function surveyOf(
  log: RosLog,
  { file, report }: { readonly file: string; readonly report: OpenReport },
): Promise<Survey> {
  const known = [CLOUD_TYPE, ...IMAGES, INFO, ...TF, ODOMETRY]
  for (const { name, type } of [...log.unread, ...log.topics]) {
    if (known.includes(type)) continue
    report.notices.push({
      file,
      place: say.topics({ names: name }),
      message: say.unread({ name, type }),
    })
  }
  const clouds = new Map<Topic, Stamped[]>()
  const images = new Map<Topic, Stamped[]>()
  const infos = new Map<Topic, CameraInfo>()
  const transforms: (Transform & { readonly isStatic: boolean })[] = []
  const take = ({ bytes, ...logged }: Logged & { readonly bytes: Uint8Array }): void => {
    const { topic, logNs } = logged
    const { name, type, encoding } = topic
    if (type === CLOUD_TYPE || IMAGES.includes(type)) {
      const { stampNs, frameId } = decodeMessage.header(bytes, encoding)
      // Some drivers leave the stamp at zero.
      const stamped = { ...logged, stampNs: stampNs > 0n ? stampNs : logNs, frameId }
      const target = type === CLOUD_TYPE ? clouds : images
      const here = target.get(topic)
      if (here) here.push(stamped)
      else target.set(topic, [stamped])
    } else if (type === INFO) {
      if (!infos.has(topic)) infos.set(topic, decodeMessage.cameraInfo(bytes, encoding))
    } else if (type === ODOMETRY) {
      transforms.push({ ...decodeMessage.odometry(bytes, encoding), isStatic: false })
    } else {
      const isStatic = name.endsWith('tf_static')
      for (const one of decodeMessage.transforms(bytes, encoding)) {
        transforms.push({ ...one, isStatic })
      }
    }
  }
  for await (const message of log.messages(log.topics.filter(({ type }) => known.includes(type)))) {
    tryOr(report, () => named(message, file, () => take(message)))
  }
  const byStamp = (messages: Stamped[]): readonly Stamped[] =>
    messages.sort((a, b) => (a.stampNs < b.stampNs ? -1 : a.stampNs > b.stampNs ? 1 : 0))
  return {
    clouds: new Map([...clouds].map(([topic, messages]) => [topic, byStamp(messages)])),
    images: new Map([...images].map(([topic, messages]) => [topic, byStamp(messages)])),
    ...{ infos, transforms },
  }
}

/** What `work` gives; where a message ends too early, an error that says which. */
export function named<T>({ topic, logNs }: Logged, file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BadInputError({
      file,
      place: say.message({ name: topic.name, time: String(logNs) }),
      found: saidBy(error, say.brokenMessage),
      expected: say.ofType({ type: topic.type }),
    })
  }
}
