import manifest from '@trueline/models/objects/manifest.json'
import networkUrl from '@trueline/models/objects/objects.onnx?url'
import { readManifest } from '@trueline/perception'
import type { ModelSource } from '../workers/propose.service.ts'

/** The object model that comes with the workbench. */
export function shippedModel(): ModelSource {
  return { manifest: readManifest(JSON.stringify(manifest)), network: networkUrl }
}
