import type { Vec3 } from '@trueline/geometry'
import { add, type Cuboid, fromEulerZYX, rotate, subtract, toEulerZYX } from '@trueline/geometry'
import type { PoseTexts, Tracklet, TrackletDialect } from './tracklets.ts'

/** The extent of a tracklet: length, width, height, all positive. */
export function extentOf({ size }: Pick<Tracklet, 'size'>, dialect: TrackletDialect): Vec3 {
  const [h, w, l] = [size.h, size.w, size.l].map((side) => Math.abs(Number(side))) as [
    number,
    number,
    number,
  ]
  return dialect === 'official' ? [l, w, h] : [h, w, l]
}

/** The cuboid of a pose, in the lidar's space; official poses are at the bottom, CVAT's at the center. */
export function cuboidOfPose(pose: PoseTexts, extent: Vec3, dialect: TrackletDialect): Cuboid {
  const [yaw, pitch, roll] = [Number(pose.rz), Number(pose.ry), Number(pose.rx)]
  const rotation = fromEulerZYX({ yaw, pitch, roll })
  const place: Vec3 = [Number(pose.tx), Number(pose.ty), Number(pose.tz)]
  const up: Vec3 = dialect === 'official' ? rotate(rotation, [0, 0, extent[2] / 2]) : [0, 0, 0]
  return { center: add(place, up), extent, rotation }
}

/** Place and turns of a cuboid as a pose has them. */
export function poseOfCuboid(cuboid: Cuboid, dialect: TrackletDialect): PoseTexts {
  const { center, extent, rotation } = cuboid
  const up: Vec3 = dialect === 'official' ? rotate(rotation, [0, 0, extent[2] / 2]) : [0, 0, 0]
  const [tx, ty, tz] = subtract(center, up).map(String) as [string, string, string]
  const { yaw, pitch, roll } = toEulerZYX(rotation)
  return { tx, ty, tz, rx: String(roll), ry: String(pitch), rz: String(yaw) }
}
