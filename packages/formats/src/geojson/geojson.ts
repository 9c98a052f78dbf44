import type { Codec } from '../codec.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { geojsonTexts as say } from './geojsonTexts.ts'
import { GEOJSON } from './names.ts'
import { collectionsIn, readGeojson } from './readGeojson.ts'
import { writeGeojson } from './writeGeojson.ts'

/** Lanes, elements and links as GeoJSON (RFC 7946). */
export const geojson: Codec = {
  id: GEOJSON,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.placeLimit, say.linkLimit, say.plainLimit, say.holeLimit],
  sniff: async (tree) => {
    const [file] = await collectionsIn(tree)
    if (file === undefined) return { score: 0, why: mapTexts.none }
    const isOnly = tree.files.length === 1
    return { score: isOnly ? 0.9 : 0.5, why: mapTexts.holds({ file }) }
  },
  read: readGeojson,
  write: writeGeojson,
}
