import { sharedData } from '../../../../scripts/sharedData.ts'
import type { LabelledFrame } from './labelledFrame.ts'
import { readArgoverse } from './readArgoverse.ts'
import { readKittiDrive, readKittiObject, readKittiOpenlabel } from './readKitti.ts'
import { readSustech } from './readSustech.ts'

const LOG = '7fab2350-7eaf-3b7e-a39d-6937a4c1bede'

/** A real clip with labels. */
export type RealClip = {
  readonly name: string
  /** `null` where it does not stand beside the project. */
  readonly folder: string | null
  readonly read: (folder: string) => readonly LabelledFrame[]
  /** How many boxes it holds in all. */
  readonly boxes: number
}

/** Every real clip with points and boxes. */
export const REAL_CLIPS: readonly RealClip[] = [
  clip(['clips', 'kitti_object'], readKittiObject, 16),
  clip(['clips', 'kitti_drive0052'], readKittiDrive, 24),
  clip(['clips', 'kitti_drive0005_openlabel'], readKittiOpenlabel, 25),
  clip(['clips', 'sustech_points'], readSustech, 44),
  clip(['clips', 'argoverse2', LOG], readArgoverse, 162),
  clip(['formats', 'argoverse2', 'val', LOG], readArgoverse, 81),
]

function clip(path: readonly string[], read: RealClip['read'], boxes: number): RealClip {
  return { name: path.join('/'), folder: sharedData(...path), read, boxes }
}
