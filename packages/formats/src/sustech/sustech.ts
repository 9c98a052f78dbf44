import type { Codec, FileTree, Sniff } from '../codec.ts'
import { lettersOf } from '../text.ts'
import { layoutOf } from './layout.ts'
import { SUSTECH } from './names.ts'
import { readScene } from './readScene.ts'
import { sustechTexts } from './sustechTexts.ts'
import { writeScene } from './writeScene.ts'

/** SUSTechPOINTS: a lidar, cameras, and a file of 3D boxes for each frame. */
export const sustech: Codec = {
  id: SUSTECH,
  title: sustechTexts.title,
  reads: sustechTexts.reads,
  writes: sustechTexts.writes,
  limits: [
    sustechTexts.forwardLimit,
    sustechTexts.poseLimit,
    sustechTexts.sensorLimit,
    sustechTexts.sceneLimit,
  ],
  sniff: sniffSustech,
  read: readScene,
  write: writeScene,
}

async function sniffSustech(tree: FileTree): Promise<Sniff> {
  const layout = layoutOf(tree)
  if (layout === null) return { score: 0, why: sustechTexts.noFolders }
  for (const file of [...layout.labels.values()].slice(0, 8)) {
    const head = await tree.read(file, { offset: 0, bytes: 2048 })
    // The head may be cut inside a character: only its ASCII matters.
    const text = lettersOf(head)
    if (/"psr"\s*:\s*\{/.test(text)) return { score: 0.95, why: sustechTexts.holdsPsr({ file }) }
  }
  if (layout.sweeps.size > 0 && layout.calibrations.size > 0) {
    return { score: 0.8, why: sustechTexts.sensorFolders }
  }
  return { score: 0, why: sustechTexts.noPsr }
}
