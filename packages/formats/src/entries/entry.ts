import type { Attributes } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import type { JsonObject, JsonPlace } from '../jsonAt.ts'

/** A box of a source file. */
export type Entry = {
  /** In the space the file has it in; forward, left and up along the box's own x, y and z. */
  readonly cuboid: Cuboid
  readonly category: string
  /** What the file calls the object; `null` where it names none: then it is a track of its own. */
  readonly objectId: string | null
  readonly score: number | null
  readonly attributes: Attributes
  /** Points inside, as the file has them counted; `null` where it does not say. */
  readonly pointCount: number | null
}

/** How a format writes one box as JSON. */
export type EntryFormat = {
  /** The codec's id, under which an entry is kept. */
  readonly codec: string
  /** @throws {BadInputError} when it holds no box. */
  readonly decode: (source: JsonObject, place: JsonPlace) => Entry
  /** The entry's JSON, over what its source held beside it; anew where `template` is `null`. */
  readonly encode: (entry: Entry, template: JsonObject | null) => JsonObject
}
