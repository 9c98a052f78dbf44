import type { Codec } from './codec.ts'
import { ab3dmot } from './kitti/ab3dmot.ts'
import { kittiObject } from './kitti/object.ts'
import { kittiRaw } from './kitti/raw.ts'
import { kittiTracking } from './kitti/tracking.ts'
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
  pointclouds,
]

/** The codec of an id; `null` for none. */
export function codecById(id: string): Codec | null {
  return CODECS.find((codec) => codec.id === id) ?? null
}
