import type { Codec } from '../codec.ts'
import { ROS, readRos } from './readRos.ts'
import { recordingsIn } from './recordings.ts'
import { rosTexts as say } from './rosTexts.ts'

/** Recordings of ROS 1 and ROS 2, for clips that nobody has labelled yet. */
export const ros: Codec = {
  id: ROS,
  title: say.title,
  reads: say.reads,
  writes: null,
  limits: [say.oneFile, say.frames, say.packets],
  sniff: async (tree) => {
    const [first] = await recordingsIn(tree)
    return first === undefined
      ? { score: 0, why: say.none }
      : { score: 0.9, why: say.holds({ file: first.file }) }
  },
  read: readRos,
  write: null,
}
