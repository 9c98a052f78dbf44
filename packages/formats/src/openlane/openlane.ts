import type { Codec } from '../codec.ts'
import { imageFiles } from './imageFile.ts'
import { OPENLANE } from './names.ts'
import { openlaneTexts as say } from './openlaneTexts.ts'
import { readOpenlane } from './readOpenlane.ts'
import { writeOpenlane } from './writeOpenlane.ts'

/** OpenLane: lines before a camera, a file an image. */
export const openlane: Codec = {
  id: OPENLANE,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.linesLimit, say.poseLimit, say.flatLimit],
  sniff: async (tree) => {
    const [file] = await imageFiles(tree, 1)
    return file === undefined
      ? { score: 0, why: say.file }
      : { score: 0.95, why: say.holds({ file }) }
  },
  read: readOpenlane,
  write: writeOpenlane,
}
