import type { Codec } from './codec.ts'

/** Every format, in the order they are offered. */
export const CODECS: readonly Codec[] = []

/** The codec of an id; `null` for none. */
export function codecById(id: string): Codec | null {
  return CODECS.find((codec) => codec.id === id) ?? null
}
