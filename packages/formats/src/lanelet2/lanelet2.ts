import type { Codec, Exported, ExportSource } from '../codec.ts'
import { sniffMaps } from '../maps/mapFiles.ts'
import { buildMap } from './buildMap.ts'
import { keptFile } from './kept.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'
import { lossesOfLanelet2 } from './losses.ts'
import { LANELET2 } from './names.ts'
import { printOsm } from './printOsm.ts'
import { ENDING, readLanelet2 } from './readLanelet2.ts'

/** Lanelet2 maps in OSM's XML. */
export const lanelet2: Codec = {
  id: LANELET2,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.projectionLimit, say.linkLimit, say.holeLimit, say.oneFile],
  sniff: (tree) => Promise.resolve(sniffMaps(tree, ENDING)),
  read: readLanelet2,
  write: writeLanelet2,
}

function writeLanelet2(source: ExportSource): Exported {
  const built = buildMap(source)
  const path = keptFile(source.clip)?.file ?? 'map.osm'
  return { files: printed(built, path), losses: lossesOfLanelet2(source, built) }
}

async function* printed(built: ReturnType<typeof buildMap>, path: string): Exported['files'] {
  await Promise.resolve()
  yield { path, bytes: new TextEncoder().encode(printOsm(built)) }
}
