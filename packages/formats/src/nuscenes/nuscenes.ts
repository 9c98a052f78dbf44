import type { Codec, FileTree, Sniff } from '../codec.ts'
import { NUSCENES } from './names.ts'
import { nuscenesTexts as say } from './nuscenesTexts.ts'
import { readNuscenes } from './readNuscenes.ts'
import { tableFolders } from './tables.ts'
import { writeNuscenes } from './writeNuscenes.ts'

/** nuScenes' tables, and those of the data sets that took them over. */
export const nuscenes: Codec = {
  id: NUSCENES,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.sceneLimit, say.sweepLimit, say.rowLimit, say.largeLimit],
  sniff: sniffNuscenes,
  read: readNuscenes,
  write: writeNuscenes,
}

function sniffNuscenes(tree: FileTree): Promise<Sniff> {
  const [folder] = tableFolders(tree)
  const why = folder === undefined ? say.noTables : say.holdsTables({ folder: folder || '.' })
  return Promise.resolve({ score: folder === undefined ? 0 : 0.97, why })
}
