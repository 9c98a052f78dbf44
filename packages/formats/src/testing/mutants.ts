/** Numbers in [0, 1), the same for the same seed (Mulberry32). */
export type Random = () => number

/** A source of numbers. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array

const HUGE = ['1e308', '-1e308', '99999999999999999999999', '-0', '4294967296', '1e-320', 'NaN']
const EDGES = [0, 1, 0x7f, 0x80, 0xff]

const MUTATIONS: readonly Mutation[] = [
  // Cut short, at the front too.
  (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length)),
  (bytes, random) => bytes.slice(Math.floor(random() * Math.min(64, bytes.length))),
  // A few bytes otherwise.
  (bytes, random) => {
    const out = bytes.slice()
    for (let count = 1 + Math.floor(random() * 8); count > 0; count--) {
      out[Math.floor(random() * out.length)] = Math.floor(random() * 256)
    }
    return out
  },
  // Two swapped.
  (bytes, random) => {
    const out = bytes.slice()
    const [a, b] = [Math.floor(random() * out.length), Math.floor(random() * out.length)]
    out[a] = bytes[b]!
    out[b] = bytes[a]!
    return out
  },
  // A stretch of the largest or smallest there is: lengths and counts among them.
  (bytes, random) => {
    const start = Math.floor(random() * bytes.length * (random() < 0.5 ? 0.05 : 1))
    const edge = EDGES[Math.floor(random() * EDGES.length)]!
    return bytes.slice().fill(edge, start, start + 1 + Math.floor(random() * 8))
  },
  // A stretch twice, or gone.
  (bytes, random) => {
    const start = Math.floor(random() * bytes.length)
    const end = start + Math.floor(random() * Math.min(512, bytes.length - start))
    const again = random() < 0.5 ? bytes.subarray(start, end) : new Uint8Array(0)
    return joined([bytes.subarray(0, random() < 0.5 ? end : start), again, bytes.subarray(end)])
  },
  // A number far too large, where there is text.
  (bytes, random) => {
    const numbers = [...latin1(bytes).matchAll(/-?\d+(\.\d+)?/g)]
    const one = numbers[Math.floor(random() * numbers.length)]
    if (one === undefined) return bytes.slice(1)
    const huge = new TextEncoder().encode(HUGE[Math.floor(random() * HUGE.length)])
    const end = one.index + one[0].length
    return joined([bytes.subarray(0, one.index), huge, bytes.subarray(end)])
  },
  // Brackets without end.
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length)
    const open = ['[', '{"a":', '<a>', '('][Math.floor(random() * 4)]!
    const deep = new TextEncoder().encode(open.repeat(2000))
    return joined([bytes.subarray(0, at), deep, bytes.subarray(at)])
  },
]

/** Bytes that differ from others as broken and hostile files do. */
export function mutantOf(bytes: Uint8Array, random: Random): Uint8Array {
  const times = random() < 0.7 ? 1 : 2
  let mutant = bytes
  for (let count = 0; count < times && mutant.length > 0; count++) {
    mutant = MUTATIONS[Math.floor(random() * MUTATIONS.length)]!(mutant, random)
  }
  return mutant
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
