import type { Codec, FileTree, Sniff } from '../codec.ts'
import { layoutOf } from './layout.ts'
import { SUSTECH } from './names.ts'
import { readScene } from './readScene.ts'
import { writeScene } from './writeScene.ts'

/** SUSTechPOINTS: a lidar, cameras, and a file of 3D boxes for each frame. */
export const sustech: Codec = {
  id: SUSTECH,
  title: 'SUSTechPOINTS',
  reads: 'label, lidar (PCD), camera, calib/camera, ego_pose',
  writes: 'label; with sensors also lidar, camera, calib/camera, ego_pose as it was',
  limits: [
    'Forward is taken from the front camera; without one, lidar +x is forward.',
    'Of ego_pose the fields x, y, z, azimuth, pitch and roll are read; latitude and longitude alone are not.',
    'Radars, auxiliary lidars and lens distortion are not read.',
    'Of several scenes in a tree the first is read.',
  ],
  sniff: sniffSustech,
  read: readScene,
  write: writeScene,
}

async function sniffSustech(tree: FileTree): Promise<Sniff> {
  const layout = layoutOf(tree)
  if (layout === null) return { score: 0, why: 'no label/*.json and no lidar/*.pcd' }
  for (const file of [...layout.labels.values()].slice(0, 8)) {
    const head = await tree.read(file, { offset: 0, bytes: 2048 })
    // The head may be cut inside a character: only its ASCII matters.
    const text = String.fromCharCode(...head)
    if (/"psr"\s*:\s*\{/.test(text)) return { score: 0.95, why: `${file} holds objects with psr` }
  }
  if (layout.sweeps.size > 0 && layout.calibrations.size > 0) {
    return { score: 0.8, why: 'lidar/*.pcd beside calib/camera/*.json' }
  }
  return { score: 0, why: 'no label file holds objects with psr' }
}
