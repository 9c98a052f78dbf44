import { McapIndexedReader } from '@mcap/core'
import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { structuredReader } from '../protobuf/descriptors.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { decompressors } from './decompressors.ts'
import { parseJsonMessage } from './jsonMessage.ts'
import type { RosLog, Topic } from './rosLog.ts'
import { rosTexts as say } from './rosTexts.ts'

/**
 * The messages of an MCAP file, read by ranges through its index.
 *
 * @throws {BadInputError} when it is none or has no index.
 */
export async function openMcap(tree: FileTree, file: string): Promise<RosLog> {
  const size = tree.files.find(({ path }) => path === file)?.bytes ?? 0
  const reader = await naming(file, () =>
    McapIndexedReader.Initialize({
      readable: {
        size: () => Promise.resolve(BigInt(size)),
        read: async (offset, length) => {
          const end = offset + length
          if (offset < 0n || end > BigInt(size)) throw new Error(`${size} bytes, wanted ${end}`)
          return await tree.read(file, { offset: Number(offset), bytes: Number(length) })
        },
      },
      decompressHandlers: {
        lz4: decompressors.lz4,
        zstd: decompressors.zstd,
      },
    }),
  )
  const byId = new Map<number, Topic>()
  const unread: { name: string; type: string }[] = []
  for (const { id, topic, messageEncoding, schemaId } of reader.channelsById.values()) {
    const schema = reader.schemasById.get(schemaId)
    const known = topicOf({ topic, messageEncoding }, schema)
    if (known) byId.set(id, known)
    else unread.push({ name: topic, type: `${schema?.name ?? '?'} (${messageEncoding})` })
  }
  const isIndexed = reader.chunkIndexes.length > 0 || reader.statistics?.messageCount === 0n
  if (!isIndexed && byId.size > 0) {
    throw new BadInputError({ file, place: WHOLE, found: say.noIndex, expected: say.indexed })
  }
  return {
    topics: [...byId.values()],
    unread,
    messages: async function* (topics) {
      const names = [...new Set(topics.map(({ name }) => name))]
      const messages = reader.readMessages({ topics: names })
      while (true) {
        const { done, value } = await naming(file, () => messages.next())
        if (done === true || value === undefined) return
        const { channelId, logTime, data, sequence } = value
        const topic = byId.get(channelId)
        if (topic === undefined || !topics.includes(topic)) continue
        const again = { topics: [topic.name], startTime: logTime, endTime: logTime }
        const read = () =>
          naming(file, async () => {
            for await (const one of reader.readMessages(again)) {
              if (one.channelId === channelId && one.sequence === sequence) return one.data
            }
            throw new Error(`${topic.name} at ${logTime}`)
          })
        yield { topic, logNs: logTime, bytes: data, read }
      }
    },
  }
}

type Channel = { readonly topic: string; readonly messageEncoding: string }
type Schema = { readonly name: string; readonly data: Uint8Array }

/** A channel's topic; `null` where its messages are of no encoding that is read. */
function topicOf({ topic, messageEncoding }: Channel, schema: Schema | undefined): Topic | null {
  const name = schema?.name ?? '?'
  switch (messageEncoding) {
    case 'cdr':
    case 'ros1':
      return { name: topic, type: name.replace('/msg/', '/'), encoding: messageEncoding }
    case 'json':
      return { name: topic, type: name, encoding: 'structured', parse: parseJsonMessage }
    case 'protobuf':
      try {
        const parse = structuredReader(schema?.data ?? new Uint8Array(0), name)
        return { name: topic, type: name, encoding: 'structured', parse }
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return null
      }
    default:
      return null
  }
}

/** What `work` gives; what a library throws, as an error that names the file. */
async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BadInputError) throw error
    const found = saidBy(error, say.broken)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.recording })
  }
}
