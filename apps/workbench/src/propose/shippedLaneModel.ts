import decoderUrl from '@trueline/models/lanes/decoder.bin?url'
import networkUrl from '@trueline/models/lanes/lanes.onnx?url'
import manifest from '@trueline/models/lanes/manifest.json'
import type { LaneModelSource } from '../workers/lanes.service.ts'

/** The lane model that comes with the workbench. */
export function shippedLaneModel(): LaneModelSource {
  return { manifest: JSON.stringify(manifest), network: networkUrl, decoder: decoderUrl }
}
