import type { Codec, FileTree, Sniff } from '../codec.ts'
import { documentsIn } from './findDocument.ts'
import { OPENLABEL } from './names.ts'
import { readClip } from './readClip.ts'
import { writeClip } from './writeClip.ts'

/** ASAM OpenLABEL 1.0, with the dialects of VCD, raillabel and Kognic. */
export const openlabel: Codec = {
  id: OPENLABEL,
  title: 'ASAM OpenLABEL',
  reads:
    'a 1.0 document alone or beside sweeps (PCD, bin) and images; VCD, raillabel, Kognic dialects',
  writes: 'a 1.0 document; with sensors also sweeps (PCD) and images',
  limits: [
    'Cuboids and upright 2D boxes are shown and edited; polygons, meshes, actions, events, contexts, relations and tags are kept and written back.',
    'Of several cuboids of one object in one frame the first is shown.',
    'A static box becomes one a frame; it is written as static again while none of them has changed.',
    'VCD documents before OpenLABEL (root vcd) are not read.',
    'Custom intrinsics and fisheye intrinsics without focal lengths give cameras without overlays.',
    'Of several documents in a tree the topmost is read.',
  ],
  sniff: sniffOpenlabel,
  read: readClip,
  write: writeClip,
}

async function sniffOpenlabel(tree: FileTree): Promise<Sniff> {
  const [first] = await documentsIn(tree)
  if (first === undefined) return { score: 0, why: 'no JSON file with the root openlabel' }
  if (first.root === 'vcd') return { score: 0.3, why: `${first.path} is VCD, before OpenLABEL` }
  return { score: 0.98, why: `${first.path} has the root openlabel` }
}
