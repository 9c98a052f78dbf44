import type { Codec } from '../codec.ts'
import { sniffMaps } from '../maps/mapFiles.ts'
import { OPENDRIVE } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import { ENDING, readOpendrive } from './readOpendrive.ts'
import { writeOpendrive } from './writeOpendrive.ts'

/** ASAM OpenDRIVE maps. */
export const opendrive: Codec = {
  id: OPENDRIVE,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.sampledLimit, say.lateralLimit, say.writeLimit],
  sniff: (tree) => Promise.resolve(sniffMaps(tree, ENDING)),
  read: readOpendrive,
  write: writeOpendrive,
}
