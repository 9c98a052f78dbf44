import { BadInputError } from '../badInputError.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { saidBy } from '../sharedTexts.ts'
import { type Decoder, decoderOf } from './decoders.ts'
import type { CameraInfo, Transform } from './messages.ts'
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

/** Goes through a recording once: where sweeps and images lie, and all of lenses and transforms. */
export async function surveyOf(
  log: RosLog,
  { file, report }: { readonly file: string; readonly report: OpenReport },
): Promise<Survey> {
  const decoders = new Map<Topic, Decoder>()
  for (const topic of log.topics) {
    const decoder = decoderOf(topic)
    if (decoder) decoders.set(topic, decoder)
  }
  for (const { name, type } of [...log.unread, ...log.topics.filter((one) => !decoders.has(one))]) {
    const place = say.topics({ names: name })
    report.notices.push({ file, place, message: say.unread({ name, type }) })
  }
  const clouds = new Map<Topic, Stamped[]>()
  const images = new Map<Topic, Stamped[]>()
  const infos = new Map<Topic, CameraInfo>()
  const transforms: (Transform & { readonly isStatic: boolean | null })[] = []
  const take = ({ bytes, ...logged }: Logged & { readonly bytes: Uint8Array }): void => {
    const { topic, logNs } = logged
    const decoder = decoders.get(topic)
    switch (decoder?.kind) {
      case 'cloud':
      case 'image': {
        const { stampNs, frameId } = decoder.header(bytes)
        // Some drivers leave the stamp at zero.
        const stamped = { ...logged, stampNs: stampNs > 0n ? stampNs : logNs, frameId }
        const target = decoder.kind === 'cloud' ? clouds : images
        const here = target.get(topic)
        if (here) here.push(stamped)
        else target.set(topic, [stamped])
        break
      }
      case 'info':
        if (!infos.has(topic)) infos.set(topic, decoder.info(bytes))
        break
      case 'transforms':
        for (const one of decoder.transforms(bytes)) {
          transforms.push({ ...one, isStatic: decoder.isStatic })
        }
        break
      case undefined:
        break
    }
  }
  for await (const message of log.messages([...decoders.keys()])) {
    tryOr(report, () => named(message, file, () => take(message)))
  }
  const byStamp = (messages: Stamped[]): readonly Stamped[] =>
    messages.sort((a, b) => (a.stampNs < b.stampNs ? -1 : a.stampNs > b.stampNs ? 1 : 0))
  return {
    clouds: new Map([...clouds].map(([topic, messages]) => [topic, byStamp(messages)])),
    images: new Map([...images].map(([topic, messages]) => [topic, byStamp(messages)])),
    ...{ infos, transforms: withStatic(transforms) },
  }
}

/** Transforms of which nothing says whether they change: those told once do not. */
function withStatic(
  transforms: readonly (Transform & { readonly isStatic: boolean | null })[],
): Survey['transforms'] {
  const times = new Map<string, number>()
  for (const { child } of transforms) times.set(child, (times.get(child) ?? 0) + 1)
  return transforms.map((one) => ({ ...one, isStatic: one.isStatic ?? times.get(one.child) === 1 }))
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
