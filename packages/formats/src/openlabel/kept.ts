import type { Clip, Frame, Json } from '@trueline/annotation'
import { isObject, type JsonObject } from '../jsonAt.ts'
import type { BoxAxes } from './boxAxes.ts'
import { OPENLABEL } from './names.ts'
import type { StaticGeometry } from './readStatics.ts'

/**
 * What a clip keeps of the document it was read from, so that it can be written again.
 *
 * JSON is kept as text: a store may sort an object's keys, and numbers beyond doubles survive.
 */
export type KeptDocument = {
  readonly file: string
  readonly indent: string
  /** The document without its frames and records. */
  readonly document: string
  readonly axes: Readonly<Record<string, BoxAxes>>
  readonly statics: Readonly<Record<string, StaticGeometry>>
  /** The uids of objects that were tracks. */
  readonly tracked: readonly string[]
  /** A cuboid and a box as the document writes them; `null` where it has none. */
  readonly examples: { readonly cuboid: string | null; readonly box: string | null }
}

/** What a frame keeps: its number and JSON without records, and its files by sensor. */
export type KeptFrame = {
  readonly key: string | null
  readonly frame: string
  readonly files: Readonly<Record<string, string>>
}

/** What a clip keeps of its document; `null` where it was read from another format. */
export function keptDocument({ extras }: Pick<Clip, 'extras'>): KeptDocument | null {
  const kept: Json | undefined = extras[OPENLABEL]
  // Put there by the reader; nobody else writes under the codec's id.
  return isObject(kept) ? (kept as JsonObject & KeptDocument) : null
}

/** What a frame keeps; `null` where the document has no such frame. */
export function keptFrame({ extras }: Pick<Frame, 'extras'>): KeptFrame | null {
  const kept: Json | undefined = extras[OPENLABEL]
  return isObject(kept) ? (kept as JsonObject & KeptFrame) : null
}
