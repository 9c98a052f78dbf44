import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { MANIFEST_FILE, type ModelManifest, readManifest } from '@trueline/perception'
import { badInput } from '../badInput.ts'

/** A model as its folder holds it. */
export type ModelFolder = {
  readonly manifest: ModelManifest
  /** The ONNX file's bytes. */
  readonly network: Uint8Array
}

const require = createRequire(import.meta.url)

/** The folder of the model that comes with Trueline. */
export const SHIPPED_MODEL = dirname(require.resolve('@trueline/models/objects/manifest.json'))

/**
 * The model in a folder.
 *
 * @throws {BadInputError} when the folder or one of its two files is missing.
 * @throws {ModelError} when its manifest is none.
 */
export async function openModelFolder(folder: string): Promise<ModelFolder> {
  const path = resolve(folder)
  const stats = await stat(path).catch(() => null)
  if (stats?.isDirectory() !== true) {
    const found = stats === null ? 'nothing there' : 'a file'
    const expected = `a folder with ${MANIFEST_FILE} and a network`
    throw badInput({ file: folder, found, expected })
  }
  const text = new TextDecoder().decode(await bytesOf(folder, MANIFEST_FILE))
  const manifest = readManifest(text)
  return { manifest, network: await bytesOf(folder, manifest.file) }
}

async function bytesOf(folder: string, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, name)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw badInput({ file: folder, found: `no ${name}`, expected: name })
  }
}
