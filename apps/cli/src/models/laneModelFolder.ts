import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  type Backend,
  type LaneModel,
  MANIFEST_FILE,
  openLaneModel,
  readLaneManifest,
} from '@trueline/perception'
import { badInput } from '../badInput.ts'
import { openNetwork } from './backends.ts'

const require = createRequire(import.meta.url)

/** The folder of the lane model that comes with Trueline. */
export const SHIPPED_LANES = dirname(require.resolve('@trueline/models/lanes/manifest.json'))

/**
 * The lane model in a folder, ready to be asked.
 *
 * @throws {BadInputError} when the folder or one of its files is missing.
 * @throws {ModelError} when the model cannot be used.
 */
export async function openLaneFolder(
  folder: string,
  backend: Backend,
  threads: number | null,
): Promise<LaneModel> {
  const manifest = readLaneManifest(new TextDecoder().decode(await bytesOf(folder, MANIFEST_FILE)))
  const decoder = { bytes: await bytesOf(folder, manifest.decoder), file: manifest.decoder }
  const session = await openNetwork(await bytesOf(folder, manifest.file), backend, threads)
  return openLaneModel(session, decoder, () => performance.now())
}

async function bytesOf(folder: string, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, name)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw badInput({ file: folder, found: `no ${name}`, expected: name })
  }
}
