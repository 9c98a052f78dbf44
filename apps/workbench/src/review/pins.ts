import { cuboidOf, isShown, type Remark, remarksOf, type SensorId } from '@trueline/annotation'
import { add, invert, type Pixel, rotate, transform, type Vec3 } from '@trueline/geometry'
import type { WorkbenchState } from '../store/state.ts'

/** A remark where it is seen in a frame: in ego space, or in one picture. */
export type Pin = {
  readonly remark: Remark
  readonly at:
    | { readonly kind: 'ego'; readonly point: Vec3 }
    | { readonly kind: 'image'; readonly sensorId: SensorId; readonly pixel: Pixel }
}

/** The remarks that are not resolved and are seen in the frame shown. */
export function pinsAt({ annotations, clip, frame }: Shown): readonly Pin[] {
  return remarksOf(annotations).flatMap((remark): readonly Pin[] => {
    const isHere = remark.frame === null || remark.frame === frame
    if (!isHere || remark.state === 'resolved') return []
    const at = placeOf(remark, { annotations, clip, frame })
    return at === null ? [] : [{ remark, at }]
  })
}

type Shown = Pick<WorkbenchState, 'annotations' | 'clip' | 'frame'>

/** Where a remark is seen in a frame; `null` where it is not. */
function placeOf(
  { place, trackId }: Remark,
  { annotations, clip, frame }: Shown,
): Pin['at'] | null {
  switch (place.kind) {
    case 'object': {
      const cuboid = trackId === null ? undefined : cuboidOf(annotations, trackId, frame)
      if (cuboid === undefined || !isShown(cuboid)) return null
      const above = rotate(cuboid.rotation, [0, 0, cuboid.extent[2] / 2])
      return { kind: 'ego', point: add(cuboid.center, above) }
    }
    case 'world': {
      const pose = clip?.frames[frame]?.worldFromEgo ?? null
      const point = pose === null ? place.point : transform(invert(pose), place.point)
      return { kind: 'ego', point }
    }
    case 'image':
      return { kind: 'image', sensorId: place.sensorId, pixel: [place.xPx, place.yPx] }
  }
}
