import type { Codec, FileTree, Sniff } from '../codec.ts'
import { dgpTexts as say } from './dgpTexts.ts'
import { DGP } from './names.ts'
import { readDgp } from './readDgp.ts'
import { sceneFiles } from './scene.ts'
import { writeDgp } from './writeDgp.ts'

/** Toyota Research Institute's Dataset Governance Policy: scenes with sensors, boxes and ontology. */
export const dgp: Codec = {
  id: DGP,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.sceneLimit, say.cameraLimit, say.agentLimit],
  sniff: sniffDgp,
  read: readDgp,
  write: writeDgp,
}

function sniffDgp(tree: FileTree): Promise<Sniff> {
  const [file] = sceneFiles(tree)
  const root = file?.replace(/[^/]+$/, '') ?? ''
  const hasCalibration = tree.files.some(({ path }) => path.startsWith(`${root}calibration/`))
  if (file === undefined || !hasCalibration) return Promise.resolve({ score: 0, why: say.noScene })
  return Promise.resolve({ score: 0.95, why: say.holdsScene({ file }) })
}
