import { type Message, verbatim } from '@trueline/annotation'
import { gunzipSync } from 'fflate'
import { BadInputError } from '../badInputError.ts'
import { saidBy, sharedTexts, WHOLE } from '../sharedTexts.ts'
import { pickleTexts as say } from './pickleTexts.ts'

/** What a pickle holds. Nothing it names is ever run: objects stay what they would be made of. */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledList
  | PickledDict
  | PickledGlobal
  | PickledObject

/** A list, tuple or set. */
export type PickledList = { readonly kind: 'list'; readonly items: Pickled[] }
export type PickledDict = {
  readonly kind: 'dict'
  readonly entries: (readonly [key: Pickled, value: Pickled])[]
}
/** A class or function by its name: `numpy.ndarray`. */
export type PickledGlobal = { readonly kind: 'global'; readonly name: string }
/** What a call would have made, with the state it would have been given. */
export type PickledObject = {
  readonly kind: 'object'
  readonly of: string
  readonly args: readonly Pickled[]
  state: Pickled
  readonly items: Pickled[]
  readonly entries: (readonly [key: Pickled, value: Pickled])[]
}

const MARK = Symbol('mark')
type Slot = Pickled | typeof MARK

/** Whether bytes begin as a pickle does, or as gzip that may hold one. */
export function looksPickled(head: Uint8Array): boolean {
  const isPickle = head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5
  return isPickle || isGzip(head)
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * The value in a pickle of protocol 2 to 5, gzipped or not, read by a machine that calls nothing.
 *
 * @throws {BadInputError} with the byte, when it is none.
 */
export function readPickle(bytes: Uint8Array, file: string): Pickled {
  const plain = isGzip(bytes) ? gunzip(bytes, file) : bytes
  const machine = openMachine(plain)
  try {
    return machine.run()
  } catch (error) {
    if (!(error instanceof PickleFault)) throw error
    const place = sharedTexts.byte({ offset: machine.at() })
    throw new BadInputError({ file, place, found: error.found, expected: say.knownOperation })
  }
}

function gunzip(bytes: Uint8Array, file: string): Uint8Array {
  try {
    // The last four bytes tell the length: deflate makes at most 1032 of one.
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const length = bytes.length < 18 ? 0 : view.getUint32(bytes.length - 4, true)
    if (length > bytes.length * 1032) throw new Error(`${length} bytes of ${bytes.length}`)
    return gunzipSync(bytes)
  } catch (error) {
    const found = saidBy(error, say.gzip)
    throw new BadInputError({ file, place: WHOLE, found, expected: verbatim('gzip') })
  }
}

class PickleFault extends Error {
  readonly found: Message
  constructor(found: Message) {
    super(found.en)
    this.found = found
  }
}

type Machine = { readonly run: () => Pickled; readonly at: () => number }

/** The operations of Python's `pickletools`, by code; what none of ours writes is refused. */
function openMachine(bytes: Uint8Array): Machine {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stack: Slot[] = []
  const memo = new Map<number, Pickled>()
  let at = 0
  const take = (count: number): number => {
    const from = at
    if (!(count >= 0) || from + count > bytes.length) throw new PickleFault(say.ends)
    at += count
    return from
  }
  const pop = (): Pickled => {
    const top = stack.pop()
    if (top === undefined || top === MARK) throw new PickleFault(say.ends)
    return top
  }
  const toMark = (): Pickled[] => {
    const from = stack.lastIndexOf(MARK)
    if (from < 0) throw new PickleFault(say.ends)
    return stack.splice(from).slice(1) as Pickled[]
  }
  const list = (items: Pickled[]): Pickled => ({ kind: 'list', items })
  const text = (count: number): string => {
    const from = take(count)
    return new TextDecoder().decode(bytes.subarray(from, from + count))
  }
  const blob = (count: number): Uint8Array => {
    const from = take(count)
    return bytes.subarray(from, from + count)
  }
  const line = (): string => {
    const end = bytes.indexOf(10, at)
    if (end < 0) throw new PickleFault(say.ends)
    const found = text(end - at)
    at = end + 1
    return found
  }
  const u1 = (): number => view.getUint8(take(1))
  const u4 = (): number => view.getUint32(take(4), true)
  const u8 = (): number => Number(view.getBigUint64(take(8), true))
  const long = (count: number): Pickled => {
    let value = 0n
    const own = blob(count)
    for (let i = own.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(own[i]!)
    const signed = BigInt.asIntN(Math.max(1, own.length) * 8, value)
    const number = Number(signed)
    return Number.isSafeInteger(number) ? number : signed
  }
  const make = (callee: Pickled, args: Pickled): Pickled => {
    const of = nameOf(callee)
    const given = isKind(args, 'list') ? args.items : []
    return { kind: 'object', of, args: given, state: null, items: [], entries: [] }
  }
  const append = (items: readonly Pickled[]): void => {
    const target = stack.at(-1)
    if (!isKind(target, 'list') && !isKind(target, 'object')) throw new PickleFault(say.ends)
    for (const item of items) target.items.push(item)
  }
  const put = (items: readonly Pickled[]): void => {
    const target = stack.at(-1)
    if (!isKind(target, 'dict') && !isKind(target, 'object')) throw new PickleFault(say.ends)
    for (let i = 0; i + 1 < items.length; i += 2) target.entries.push([items[i]!, items[i + 1]!])
  }
  const push = (value: Pickled): void => {
    stack.push(value)
  }
  const recall = (index: number): void => {
    const value = memo.get(index)
    if (value === undefined) throw new PickleFault(say.ends)
    stack.push(value)
  }
  const keep = (index: number): void => {
    const top = stack.at(-1)
    if (top === undefined || top === MARK) throw new PickleFault(say.ends)
    memo.set(index, top)
  }
  const many = (count: number): Pickled[] => {
    const from = stack.length - count
    if (from < 0) throw new PickleFault(say.ends)
    const items = stack.splice(from)
    if (items.includes(MARK)) throw new PickleFault(say.ends)
    return items as Pickled[]
  }
  const operations: Readonly<Record<number, () => void>> = {
    128: () => void take(1),
    149: () => void take(8),
    40: () => stack.push(MARK),
    48: () => void pop(),
    49: () => void toMark(),
    50: () => push(stack.at(-1) === MARK ? pop() : (stack.at(-1) as Pickled)),
    78: () => push(null),
    136: () => push(true),
    137: () => push(false),
    74: () => push(view.getInt32(take(4), true)),
    75: () => push(u1()),
    77: () => push(view.getUint16(take(2), true)),
    138: () => push(long(u1())),
    139: () => push(long(u4())),
    71: () => push(view.getFloat64(take(8), false)),
    88: () => push(text(u4())),
    140: () => push(text(u1())),
    141: () => push(text(u8())),
    // Python 2's texts.
    84: () => push(blob(u4())),
    85: () => push(blob(u1())),
    66: () => push(blob(u4())),
    67: () => push(blob(u1())),
    142: () => push(blob(u8())),
    150: () => push(blob(u8())),
    93: () => push(list([])),
    108: () => push(list(toMark())),
    97: () => {
      const item = pop()
      append([item])
    },
    101: () => append(toMark()),
    143: () => push(list([])),
    144: () => append(toMark()),
    145: () => push(list(toMark())),
    41: () => push(list([])),
    133: () => push(list(many(1))),
    134: () => push(list(many(2))),
    135: () => push(list(many(3))),
    116: () => push(list(toMark())),
    125: () => push({ kind: 'dict', entries: [] }),
    100: () => {
      const items = toMark()
      push({ kind: 'dict', entries: [] })
      put(items)
    },
    115: () => put(many(2)),
    117: () => put(toMark()),
    99: () => {
      const module = line()
      push({ kind: 'global', name: `${module}.${line()}` })
    },
    147: () => {
      const [module, name] = many(2)
      push({ kind: 'global', name: `${asText(module)}.${asText(name)}` })
    },
    82: () => {
      const [callee, args] = many(2)
      push(make(callee!, args!))
    },
    129: () => {
      const [callee, args] = many(2)
      push(make(callee!, args!))
    },
    146: () => {
      const [callee, args] = many(3)
      push(make(callee!, args!))
    },
    98: () => {
      const state = pop()
      const target = stack.at(-1)
      if (isKind(target, 'object')) target.state = state
    },
    148: () => keep(memo.size),
    113: () => keep(u1()),
    114: () => keep(u4()),
    104: () => recall(u1()),
    106: () => recall(u4()),
  }
  return {
    at: () => at,
    run: () => {
      while (true) {
        const code = u1()
        if (code === 0x2e) return pop()
        const operation = operations[code]
        if (operation === undefined) {
          throw new PickleFault(say.operation({ code: code.toString(16) }))
        }
        operation()
      }
    },
  }
}

function nameOf(callee: Pickled): string {
  return isKind(callee, 'global') ? callee.name : isKind(callee, 'object') ? callee.of : '?'
}

/** Whether a value is of a kind. */
export function isKind<K extends 'list' | 'dict' | 'global' | 'object'>(
  value: unknown,
  kind: K,
): value is Extract<Pickled, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

/** The text of a text, or of Python 2's bytes; empty for all else. */
export function asText(value: Pickled | undefined): string {
  if (typeof value === 'string') return value
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : ''
}
