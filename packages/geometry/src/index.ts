export { angleBetween, fromDegrees, toDegrees, wrapAngle } from './angle.ts'
export type {
  BrownConradyCamera,
  CameraModel,
  KannalaBrandtCamera,
  PinholeCamera,
  Pixel,
} from './camera/camera.ts'
export { CUBOID_EDGES, type Cuboid, cornersOf, poseOf, transformCuboid } from './cuboid.ts'
export {
  compose,
  fromMatrix4,
  IDENTITY_POSE,
  invert,
  type Mat4,
  type Pose,
  toMatrix4,
  transform,
} from './pose.ts'
export {
  axisAngle,
  conjugate,
  fromMatrix3,
  fromYaw,
  IDENTITY_ROTATION,
  type Mat3,
  multiply,
  normalize,
  type Quat,
  rotate,
  slerp,
  tiltOf,
  toMatrix3,
  yawOf,
} from './quat.ts'
export { add, cross, distance, dot, mix, norm, scale, subtract, type Vec3, ZERO } from './vec3.ts'
