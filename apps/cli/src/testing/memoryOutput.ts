import type { Output } from '../output.ts'

/** An output that keeps its files in memory, by path. */
export function memoryOutput(): Output & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    write: async (given) => {
      for await (const { path, bytes } of given) files.set(path, bytes)
      return files.size
    },
  }
}

/** The text of a file. */
export function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return new TextDecoder().decode(files.get(path))
}
