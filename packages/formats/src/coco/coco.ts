import type { Codec } from '../codec.ts'
import { COCO } from './box.ts'
import { cocoTexts as say } from './cocoTexts.ts'
import { documentsIn, readCoco } from './readCoco.ts'
import { writeCoco } from './writeCoco.ts'

/** Boxes of images as COCO has them. */
export const coco: Codec = {
  id: COCO,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.camerasLimit, say.tracksLimit],
  sniff: async (tree) => {
    const [file] = await documentsIn(tree)
    return file === undefined
      ? { score: 0, why: say.none }
      : { score: 0.85, why: say.holds({ file }) }
  },
  read: readCoco,
  write: (source) => writeCoco(source),
}
