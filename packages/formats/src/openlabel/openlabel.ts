import type { Codec, FileTree, Sniff } from '../codec.ts'
import { documentsIn } from './findDocument.ts'
import { OPENLABEL } from './names.ts'
import { openlabelTexts } from './openlabelTexts.ts'
import { readClip } from './readClip.ts'
import { writeClip } from './writeClip.ts'

/** ASAM OpenLABEL 1.0, with the dialects of VCD, raillabel and Kognic. */
export const openlabel: Codec = {
  id: OPENLABEL,
  title: openlabelTexts.title,
  reads: openlabelTexts.reads,
  writes: openlabelTexts.writes,
  limits: [
    openlabelTexts.shown,
    openlabelTexts.firstCuboid,
    openlabelTexts.statics,
    openlabelTexts.noVcd,
    openlabelTexts.lenses,
    openlabelTexts.topmost,
  ],
  sniff: sniffOpenlabel,
  read: readClip,
  write: writeClip,
}

async function sniffOpenlabel(tree: FileTree): Promise<Sniff> {
  const [first] = await documentsIn(tree)
  if (first === undefined) return { score: 0, why: openlabelTexts.noRoot }
  if (first.root === 'vcd') return { score: 0.3, why: openlabelTexts.isVcd(first) }
  return { score: 0.98, why: openlabelTexts.hasRoot(first) }
}
