import type { Json } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import {
  bytesOfHex,
  decodeProto,
  delimited,
  encodeRepeated,
  hexOf,
  joined,
  type RawField,
  rawField,
  rawFields,
} from '../protobuf/protobuf.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { numberText } from '../sourceJson.ts'
import { INFERENCE_RESULTS, OBJECT } from './schema.ts'
import { waymoTexts as say } from './waymoTexts.ts'

/** Where an object stood among all of its file. */
export const ORDER = '#'
/** The field of an object in `Objects`. */
const OBJECTS = 1

/**
 * A file of `Objects`, or of a `Submission` with them, as JSON: objects by segment and frame, and what
 * else it holds. Objects keep their place in the file.
 *
 * @throws {BadInputError} when it is none.
 */
export function parseObjects(bytes: Uint8Array, file: string): Json {
  try {
    const around = isSubmission(bytes) ? [...rawFields(bytes)] : null
    const inner = around?.find(({ field }) => field === INFERENCE_RESULTS)?.value
    const results = inner instanceof Uint8Array ? inner : bytes
    const frames = new Map<string, JsonObject[]>()
    const others: RawField[] = []
    let order = 0
    for (const raw of rawFields(results)) {
      if (raw.field !== OBJECTS || !(raw.value instanceof Uint8Array)) {
        others.push(raw)
        continue
      }
      const object = decodeProto(raw.value, OBJECT)
      object[ORDER] = order++
      const key = keyOf(object)
      const here = frames.get(key)
      if (here) here.push(object)
      else frames.set(key, [object])
    }
    if (order === 0) throw new RangeError('no objects')
    return {
      frames: [...frames]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, objects]) => ({ ...idOf(objects[0]!), objects })),
      others: hexOf(joined(others.map(rawField))),
      submission: around
        ? hexOf(joined(around.filter(({ field }) => field !== INFERENCE_RESULTS).map(rawField)))
        : null,
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const found = saidBy(error, say.broken)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.message })
  }
}

/** The file of such JSON: objects in the order they had, new ones behind them. */
export function printObjects(document: Json): Uint8Array {
  const { frames, others, submission } = isObject(document) ? document : {}
  const objects = (isList(frames) ? frames : []).flatMap((frame) =>
    isObject(frame) && isList(frame.objects)
      ? frame.objects.filter(isObject).map((one) => inFrame(one, frame))
      : [],
  )
  const orderOf = (object: JsonObject): number =>
    typeof object[ORDER] === 'number' ? object[ORDER] : Number.POSITIVE_INFINITY
  const sorted = objects.toSorted((a, b) => {
    const [one, two] = [orderOf(a), orderOf(b)]
    return one === two ? 0 : one - two
  })
  const results = joined([
    encodeRepeated(OBJECTS, sorted, OBJECT),
    bytesOfHex(typeof others === 'string' ? others : ''),
  ])
  if (typeof submission !== 'string') return results
  const around = [...rawFields(bytesOfHex(submission))]
  const before = around.filter(({ field }) => field < INFERENCE_RESULTS).map(rawField)
  const after = around.filter(({ field }) => field > INFERENCE_RESULTS).map(rawField)
  return joined([...before, delimited(INFERENCE_RESULTS, results), ...after])
}

/** Whether a file's first bytes are those of `Objects` or of a `Submission`. */
export function looksLikeObjects(head: Uint8Array): boolean {
  if (isSubmission(head)) return (head[1] ?? 0) < 8 && head.includes(INFERENCE_RESULTS * 8 + 2)
  if (head[0] !== OBJECTS * 8 + 2) return false
  try {
    for (const { value } of rawFields(head)) {
      if (!(value instanceof Uint8Array)) return false
      const { object } = decodeProto(value, OBJECT)
      return isObject(object) && isObject(object.box) && object.box.length !== undefined
    }
  } catch {
    // What is no message is no object.
  }
  return false
}

/** A `Submission` begins with its task, `Objects` with an object. */
function isSubmission(bytes: Uint8Array): boolean {
  return bytes[0] === 8
}

/** A new object names its segment and frame too. */
function inFrame(object: JsonObject, frame: JsonObject): JsonObject {
  if (object[ORDER] !== undefined) return object
  const { context_name = '', frame_timestamp_micros = 0 } = frame
  return { ...object, context_name, frame_timestamp_micros }
}

function idOf({ context_name, frame_timestamp_micros }: JsonObject): JsonObject {
  return { context_name: context_name ?? '', frame_timestamp_micros: frame_timestamp_micros ?? 0 }
}

/** Sorts by segment, then by time. */
function keyOf(object: JsonObject): string {
  const { context_name, frame_timestamp_micros } = idOf(object)
  const time = numberText(frame_timestamp_micros) ?? '0'
  return `${typeof context_name === 'string' ? context_name : ''}/${time.padStart(20, '0')}`
}
