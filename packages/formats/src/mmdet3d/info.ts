import type { Codec, FileTree, Sniff } from '../codec.ts'
import { infoTexts as say } from './infoTexts.ts'
import { MMDET3D_INFO } from './names.ts'
import { infoFiles, readInfo } from './readInfo.ts'
import { writeInfo } from './writeInfo.ts'

/** MMDetection3D's tables of frames, as JSON. */
export const mmdet3dInfo: Codec = {
  id: MMDET3D_INFO,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.cameraLimit, say.pickleLimit, say.idLimit],
  sniff: sniffInfo,
  read: readInfo,
  write: (source) => writeInfo(source),
}

async function sniffInfo(tree: FileTree): Promise<Sniff> {
  const [file] = await infoFiles(tree)
  if (file === undefined) return { score: 0, why: say.noInfos }
  return { score: 0.95, why: say.holdsInfos({ file }) }
}
