import type { Codec } from '../codec.ts'
import { infoFiles } from './infoFile.ts'
import { OPENLANE_V2 } from './names.ts'
import { openlaneV2Texts as say } from './openlaneV2Texts.ts'
import { readOpenlaneV2 } from './readOpenlaneV2.ts'
import { writeOpenlaneV2 } from './writeOpenlaneV2.ts'

/** OpenLane-V2: centre lines or lane segments with topology, a file a frame. */
export const openlaneV2: Codec = {
  id: OPENLANE_V2,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.mergeLimit, say.lightLimit, say.rangeLimit, say.pickleLimit],
  sniff: async (tree) => {
    const [file] = await infoFiles(tree, 1)
    return file === undefined
      ? { score: 0, why: say.info }
      : { score: 0.95, why: say.holds({ file }) }
  },
  read: readOpenlaneV2,
  write: writeOpenlaneV2,
}
