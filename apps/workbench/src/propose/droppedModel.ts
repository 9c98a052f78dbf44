import {
  MANIFEST_FILE,
  ModelError,
  modelProblems,
  modelTexts,
  readManifest,
  readOnnx,
} from '@trueline/perception'
import type { UploadFile } from '../upload.ts'
import type { ModelSource } from '../workers/propose.service.ts'

/**
 * The model among files dropped together, read here and sent nowhere; `null` where they are none: it is
 * a folder with a manifest and a network.
 *
 * @throws {ModelError} when the manifest, the network, or the two together do not fit.
 */
export async function modelIn(files: readonly UploadFile[]): Promise<ModelSource | null> {
  const manifestFile = files.find(({ path }) => nameOf(path) === MANIFEST_FILE)
  const hasNetwork = files.some(({ path }) => path.toLowerCase().endsWith('.onnx'))
  if (manifestFile === undefined || !hasNetwork) return null
  const manifest = readManifest(await manifestFile.file.text())
  const folder = manifestFile.path.slice(0, -MANIFEST_FILE.length)
  const networkFile = files.find(({ path }) => path === folder + manifest.file)
  if (networkFile === undefined) {
    throw new ModelError('manifest', {
      where: `${MANIFEST_FILE}/file`,
      found: modelTexts.notBeside({ file: manifest.file }),
      expected: modelTexts.fileBeside,
    })
  }
  const network = new Uint8Array(await networkFile.file.arrayBuffer())
  const [problem] = modelProblems(manifest, readOnnx(network, manifest.file))
  if (problem !== undefined) throw problem
  return { manifest, network }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
