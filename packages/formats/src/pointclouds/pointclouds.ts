import type { Codec, FileTree, Sniff } from '../codec.ts'
import { POINTCLOUDS, readPointclouds } from './readPointclouds.ts'
import { kindOfSweep } from './readSweep.ts'
import { seriesIn } from './series.ts'

/** Sweeps alone, for clips that nobody has labelled yet. */
export const pointclouds: Codec = {
  id: POINTCLOUDS,
  title: 'Point clouds',
  reads: 'folders of .pcd and .bin sweeps (x, y, z, intensity, perhaps ring), and of images',
  writes: null,
  limits: [
    'One lidar a clip: of several folders of sweeps the largest is read.',
    'There is no calibration: images are shown without overlays.',
    'Poses are not read; times only where files are named by them.',
    'Sweeps need not be labelled, and labels beside them are not read.',
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
    if (kind !== null) return { score: 0.5, why: `${path} holds points (${kind})` }
  }
  return { score: 0, why: 'no .pcd or .bin that holds points' }
}
