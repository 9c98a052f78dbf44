import type { Codec } from '../../codec.ts'
import { readSegment, segmentsIn, WAYMO_SEGMENT } from './readSegment.ts'
import { segmentTexts as say } from './segmentTexts.ts'

/** Segments of Waymo's first version: frames with all that was recorded and labelled. */
export const waymoSegment: Codec = {
  id: WAYMO_SEGMENT,
  title: say.title,
  reads: say.reads,
  writes: null,
  limits: [say.oneFile, say.left, say.labels],
  sniff: async (tree) => {
    const [first] = await segmentsIn(tree)
    return first === undefined
      ? { score: 0, why: say.none }
      : { score: 0.95, why: say.holds({ file: first.file }) }
  },
  read: readSegment,
  write: null,
}
