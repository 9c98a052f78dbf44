import type { Codec, FileTree, Sniff } from '../codec.ts'
import { lettersOf } from '../text.ts'
import { argoverseTexts as say } from './argoverseTexts.ts'
import { layoutOf } from './layout.ts'
import { ARGOVERSE2 } from './names.ts'
import { readArgoverse } from './readArgoverse.ts'
import { writeArgoverse } from './writeArgoverse.ts'

/** Argoverse 2 sensor logs, and boxes in their columns. */
export const argoverse2: Codec = {
  id: ARGOVERSE2,
  title: say.title,
  reads: say.reads,
  writes: say.writes,
  limits: [say.logLimit, say.poseLimit, say.mapLimit, say.unreadLimit],
  sniff: sniffArgoverse,
  read: readArgoverse,
  write: writeArgoverse,
}

/** Enough of an Arrow file for its schema, which stands at its start. */
const HEAD_BYTES = 1 << 15

async function sniffArgoverse(tree: FileTree): Promise<Sniff> {
  const layout = layoutOf(tree)
  if (layout === null) return { score: 0, why: say.noLog }
  const { labels, sweeps, map } = layout
  if (labels !== null && (sweeps.size > 0 || labels.endsWith('annotations.feather'))) {
    return { score: 0.97, why: say.holds({ file: labels }) }
  }
  if (sweeps.size > 0) return { score: 0.95, why: say.sensors }
  if (labels === null && map !== null) return { score: 0.9, why: say.holdsMap({ file: map }) }
  const [file] = labels === null ? [] : [labels]
  if (file === undefined) return { score: 0, why: say.noLog }
  // The names of columns stand there in the clear.
  const head = await tree.read(file, { offset: 0, bytes: HEAD_BYTES })
  const text = lettersOf(head)
  const isBoxes = ['ARROW1', 'tx_m', 'length_m', 'timestamp_ns'].every((one) => text.includes(one))
  return isBoxes ? { score: 0.9, why: say.holds({ file }) } : { score: 0, why: say.noLog }
}
