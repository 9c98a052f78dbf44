import { WINDOW_CHANNELS } from '@trueline/perception'

type Channel = (typeof WINDOW_CHANNELS)[number]

/** A channel of a window's bytes (`cutWindow`), not copied. */
export function channelOf(bytes: Uint8Array, name: Channel): Uint8Array {
  const size = bytes.length / WINDOW_CHANNELS.length
  const at = WINDOW_CHANNELS.indexOf(name)
  return bytes.subarray(at * size, (at + 1) * size)
}

/** A window's bytes with nothing told by some channels. */
export function withoutChannels(bytes: Uint8Array, names: readonly Channel[]): Uint8Array {
  const copy = bytes.slice()
  for (const name of names) channelOf(copy, name).fill(0)
  return copy
}
