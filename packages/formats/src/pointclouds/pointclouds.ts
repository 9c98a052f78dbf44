import type { Codec, FileTree, Sniff } from '../codec.ts'
import { pointcloudTexts } from './pointcloudTexts.ts'
import { POINTCLOUDS, readPointclouds } from './readPointclouds.ts'
import { kindOfSweep } from './readSweep.ts'
import { seriesIn } from './series.ts'

/** Sweeps alone, for clips that nobody has labelled yet. */
export const pointclouds: Codec = {
  id: POINTCLOUDS,
  title: pointcloudTexts.title,
  reads: pointcloudTexts.reads,
  writes: null,
  limits: [
    pointcloudTexts.oneLidar,
    pointcloudTexts.noCalibration,
    pointcloudTexts.noPoses,
    pointcloudTexts.noLabels,
  ],
  sniff: sniffPointclouds,
  read: readPointclouds,
  write: null,
}

async function sniffPointclouds(tree: FileTree): Promise<Sniff> {
  const [series] = seriesIn(tree).clouds
  for (const { path } of series?.files.slice(0, 4) ?? []) {
    const kind = await kindOfSweep(tree, path)
    // Any codec that knows the layout knows more.
    if (kind !== null) return { score: 0.5, why: pointcloudTexts.holdsPoints({ path, kind }) }
  }
  return { score: 0, why: pointcloudTexts.noneHolds }
}
