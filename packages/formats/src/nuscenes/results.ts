import type { Codec, FileTree, Sniff } from '../codec.ts'
import { readResults, resultFiles } from './readResults.ts'
import { DETECTION, type ResultTask, TRACKING } from './resultNames.ts'
import { resultTexts as say } from './resultTexts.ts'
import { tableFolders } from './tables.ts'
import { writeResults } from './writeResults.ts'

/** Detections of the nuScenes benchmark. */
export const nuscenesDetection: Codec = resultCodec(DETECTION, say.detections)
/** Tracking results of the nuScenes benchmark. */
export const nuscenesTracking: Codec = resultCodec(TRACKING, say.tracks)

function resultCodec(task: ResultTask, title: Codec['title']): Codec {
  return {
    id: task.codec,
    title,
    reads: say.reads,
    writes: say.writes,
    limits: [say.frameLimit, say.nameLimit, say.velocityLimit],
    sniff: (tree) => sniffResults(tree, task),
    read: (tree, options) => readResults(tree, { task, options }),
    write: (source) => writeResults(source, task),
  }
}

async function sniffResults(tree: FileTree, task: ResultTask): Promise<Sniff> {
  const [file] = await resultFiles(tree, task)
  if (file === undefined) return { score: 0, why: say.noResults }
  // Beside tables their annotations are likelier meant.
  const score = tableFolders(tree).length > 0 ? 0.5 : 0.95
  return { score, why: say.holdsResults({ file }) }
}
