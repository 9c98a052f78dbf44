import { argoverse2 } from './argoverse2/argoverse2.ts'
import type { Codec } from './codec.ts'
import { dgp } from './dgp/dgp.ts'
import { ab3dmot } from './kitti/ab3dmot.ts'
import { kittiObject } from './kitti/object.ts'
import { kittiRaw } from './kitti/raw.ts'
import { kittiTracking } from './kitti/tracking.ts'
import { mmdet3dInfo } from './mmdet3d/info.ts'
import { nuscenes } from './nuscenes/nuscenes.ts'
import { nuscenesDetection, nuscenesTracking } from './nuscenes/results.ts'
import { openlabel } from './openlabel/openlabel.ts'
import { pointclouds } from './pointclouds/pointclouds.ts'
import { sustech } from './sustech/sustech.ts'

/** Every format, in the order they are offered. */
export const CODECS: readonly Codec[] = [
  kittiObject,
  kittiTracking,
  kittiRaw,
  ab3dmot,
  openlabel,
  sustech,
  nuscenes,
  nuscenesDetection,
  nuscenesTracking,
  argoverse2,
  dgp,
  mmdet3dInfo,
  pointclouds,
]

/** The codec of an id; `null` for none. */
export function codecById(id: string): Codec | null {
  return CODECS.find((codec) => codec.id === id) ?? null
}
