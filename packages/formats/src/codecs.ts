import { argoverse2 } from './argoverse2/argoverse2.ts'
import { coco } from './coco/coco.ts'
import type { Codec } from './codec.ts'
import { dair } from './dair/dair.ts'
import { datumaro } from './datumaro/datumaro.ts'
import { deepen } from './deepen/deepen.ts'
import { dgp } from './dgp/dgp.ts'
import { withoutFixed } from './fixedLosses.ts'
import { geojson } from './geojson/geojson.ts'
import { ab3dmot } from './kitti/ab3dmot.ts'
import { kittiObject } from './kitti/object.ts'
import { kittiRaw } from './kitti/raw.ts'
import { kittiTracking } from './kitti/tracking.ts'
import { lanelet2 } from './lanelet2/lanelet2.ts'
import { mmdet3dInfo } from './mmdet3d/info.ts'
import { mmdet3dPredictions, openpcdet } from './mmdet3d/predictions.ts'
import { nuscenes } from './nuscenes/nuscenes.ts'
import { nuscenesDetection, nuscenesTracking } from './nuscenes/results.ts'
import { once } from './once/once.ts'
import { opendrive } from './opendrive/opendrive.ts'
import { openlabel } from './openlabel/openlabel.ts'
import { openlane } from './openlane/openlane.ts'
import { openlaneV2 } from './openlaneV2/openlaneV2.ts'
import { withOwnLabels } from './ownLabels.ts'
import { pandaset } from './pandaset/pandaset.ts'
import { pointclouds } from './pointclouds/pointclouds.ts'
import { ros } from './ros/ros.ts'
import { sagemaker } from './sagemaker/sagemaker.ts'
import { scale, scaleCadc } from './scale/scale.ts'
import { segments } from './segments/segments.ts'
import { supervisely } from './supervisely/supervisely.ts'
import { sustech } from './sustech/sustech.ts'
import { waymo } from './waymo/objects.ts'
import { waymoSegment } from './waymo/segments/segment.ts'
import { waymoV2 } from './waymo/waymoV2.ts'
import { xtreme1 } from './xtreme1/xtreme1.ts'
import { zod } from './zod/zod.ts'

/** Formats that have a place for lanes, map elements and links, and say themselves what they lose. */
const HOLDS_FIXED: readonly Codec[] = [
  opendrive,
  argoverse2,
  lanelet2,
  geojson,
  openlabel,
  openlane,
  openlaneV2,
]

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
  lanelet2,
  opendrive,
  geojson,
  openlane,
  openlaneV2,
  waymo,
  waymoSegment,
  waymoV2,
  dgp,
  mmdet3dInfo,
  mmdet3dPredictions,
  openpcdet,
  datumaro,
  xtreme1,
  supervisely,
  segments,
  scale,
  scaleCadc,
  pandaset,
  once,
  dair,
  zod,
  deepen,
  sagemaker,
  coco,
  ros,
  pointclouds,
].map((codec) => {
  const own = withOwnLabels(codec)
  return HOLDS_FIXED.includes(codec) ? own : withoutFixed(own)
})

/** The codec of an id; `null` for none. */
export function codecById(id: string): Codec | null {
  return CODECS.find((codec) => codec.id === id) ?? null
}
