import type { Clip } from '@trueline/annotation'
import {
  BadInputError,
  type FileTree,
  type Refusal,
  readStandardMap,
  refusalOf,
  type StandardMap,
} from '@trueline/formats'

/** A standard map as it was read, or why it was not: a worker's own errors lose what they say of it. */
export type MapRead =
  | { readonly map: StandardMap; readonly refusal: null }
  | { readonly map: null; readonly refusal: Refusal }

/** What the standard map worker answers. */
export type StandardMapService = {
  /** Rejects when the file cannot be read at all. */
  readonly read: (file: File, onto: Clip) => Promise<MapRead>
}

/** Reads maps of roads. */
export function createStandardMapService(): StandardMapService {
  return {
    async read(file, onto) {
      try {
        const map = await readStandardMap(treeOf(file), { onto, name: file.name })
        return { map, refusal: null }
      } catch (error) {
        if (!(error instanceof BadInputError)) throw error
        return { map: null, refusal: refusalOf(error, file.name) }
      }
    },
  }
}

function treeOf(file: File): FileTree {
  return {
    files: [{ path: file.name, bytes: file.size }],
    read: async (_, range) => {
      const part = range === undefined ? file : file.slice(range.offset, range.offset + range.bytes)
      return new Uint8Array(await part.arrayBuffer())
    },
  }
}
