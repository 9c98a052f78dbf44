import type { Codec } from '../codec.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { OPENDRIVE } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import { mapFiles, readOpendrive } from './readOpendrive.ts'
import { writeOpendrive } from './writeOpendrive.ts'

/** ASAM OpenDRIVE maps. */
export const opendrive: Codec = {
  id: OPENDRIVE,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.sampledLimit, say.lateralLimit, say.writeLimit],
  sniff: (tree) => {
    const [file] = mapFiles(tree)
    return Promise.resolve(
      file === undefined
        ? { score: 0, why: mapTexts.none }
        : { score: 0.9, why: mapTexts.holds({ file }) },
    )
  },
  read: readOpendrive,
  write: writeOpendrive,
}
