import type { Camera, Clip, Json, Message } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'
import type { FileTree } from '../codec.ts'
import type { EntryFormat } from '../entries/entry.ts'
import type { WrittenEntry } from '../entries/writeEntries.ts'
import type { JsonPlace } from '../jsonAt.ts'
import type { OpenReport } from '../refuse.ts'

/** Keys and indices from the top of a JSON value down to a part of it. */
export type JsonPath = readonly (string | number)[]

/** A frame's boxes in a document. */
export type LabelList = {
  readonly name: string
  readonly timeUs: number | null
  /** Where its boxes stand. */
  readonly path: JsonPath
  /** The space of the boxes' lidar in the map, where the document tells. */
  readonly mapFromLidar: Pose | null
}

/** A document to be written of a clip that came from elsewhere. */
export type FreshDocument = {
  readonly path: string
  readonly document: Json
  /** Where each frame's boxes go, by frame. */
  readonly lists: readonly { readonly frame: number; readonly path: JsonPath }[]
}

/** Files that a document lies in otherwise than as JSON. */
export type LabelContainer = {
  /** How the files' names end. */
  readonly ending: RegExp
  /** @throws {BadInputError} when it is no such file. */
  readonly parse: (bytes: Uint8Array, file: string) => Json | Promise<Json>
  readonly print: (document: Json) => Uint8Array
}

/** A camera that a document tells of, and its image of a frame by the frame's name. */
export type DialectCamera = {
  readonly camera: Camera
  readonly imageOf: (frame: string) => string | null
}

/** A format of files with boxes, by frame. */
export type LabelDialect = {
  readonly id: string
  readonly title: Message
  readonly reads: Message
  readonly writes: Message
  readonly limits: readonly Message[]
  /** How documents lie in files that are no JSON as they stand; `null` for JSON. */
  readonly container: LabelContainer | null
  /** Whether a file is of the format, by its first bytes, a letter each. */
  readonly isOne: (head: string, path: string) => boolean
  /** Whose axes boxes are in: the lidar's, the vehicle's or the map's. */
  readonly space: 'lidar' | 'ego' | 'map'
  /** The file's axes in those that x forward, y left, z up has. */
  readonly lidarFromSource: Pose
  /** A document with what only files beside it tell of its frames. */
  readonly completed: (tree: FileTree, document: Json, file: string) => Promise<Json>
  /** The frames of a document. @throws {BadInputError} when it is none. */
  readonly framesOf: (document: Json, place: JsonPlace) => readonly LabelList[]
  /** The boxes of a frame as a list, and such a list as it stands in the document. */
  readonly list: {
    readonly read: (value: Json | undefined, place: JsonPlace) => readonly Json[]
    readonly write: (items: readonly Json[], before: Json | undefined) => Json
  }
  /** What is told by all boxes of a document together, and kept when they are taken out. */
  readonly contextOf: (document: Json) => Json
  readonly format: (document: Json, context: Json) => EntryFormat
  /** Which losses it has beside 2D boxes. */
  readonly holds: {
    readonly score: boolean
    readonly attributes: boolean
    readonly tilt: boolean
    readonly ids: boolean
  }
  /** Whether it has a category; all others are written as another. */
  readonly hasCategory: (category: string) => boolean
  /** What a new track is called; `null` without ids. */
  readonly freshId: (id: string, number: number) => string | null
  /** A document after its boxes are in: what else of it follows from them. */
  readonly finish: (document: Json, written: readonly WrittenEntry[]) => Json
  readonly fresh: (clip: Clip, categories: readonly string[]) => readonly FreshDocument[]
  /** Where the lidar was in the map, by the place of its frame; empty where no file tells. */
  readonly posesIn: (tree: FileTree, frames: readonly string[]) => Promise<readonly (Pose | null)[]>
  /** The cameras of a document; those that make no sense are refused. */
  readonly camerasIn: (
    tree: FileTree,
    document: Json,
    at: { readonly place: JsonPlace; readonly report: OpenReport },
  ) => Promise<readonly DialectCamera[]>
}
