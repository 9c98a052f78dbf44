export { angleBetween, fromDegrees, toDegrees, wrapAngle } from './angle.ts'
export { assign } from './assign.ts'
export type {
  BrownConradyCamera,
  CameraModel,
  KannalaBrandtCamera,
  PinholeCamera,
  Pixel,
  PolynomialFisheyeCamera,
} from './camera/camera.ts'
export { type ImageSize, pinholeFromProjection } from './camera/intrinsics.ts'
export { project, unproject } from './camera/project.ts'
export {
  boundsOf,
  boundsOnImage,
  type PixelBounds,
  type ProjectedEdge,
  projectCuboidEdges,
  projectedBounds,
  projectLine,
} from './camera/projectCuboid.ts'
export { type Crossing, crossingsOf, selfCrossingsOf } from './crossings.ts'
export {
  CUBOID_EDGES,
  type Cuboid,
  containsPoint,
  cornersOf,
  countPointsInCuboid,
  pointsInCuboid,
  poseOf,
  transformCuboid,
} from './cuboid.ts'
export { curveThrough } from './curveThrough.ts'
export {
  fromEulerXYZ,
  fromEulerZYX,
  toEulerXYZ,
  toEulerZYX,
  type YawPitchRoll,
} from './euler.ts'
export { frechetDistance, frechetWithin } from './frechet.ts'
export { type CurveEnd, hermiteCurve } from './hermite.ts'
export { type CuboidAtMoment, interpolateCuboid, type Moment } from './interpolate.ts'
export { bevIou, intersectionArea, iou3d } from './iou.ts'
export { deviationOf, medianOf, weightedMedian } from './median.ts'
export { offsetPolyline } from './offsetPolyline.ts'
export {
  middleLine,
  type NearestPlace,
  nearestOnPolyline,
  type Polyline,
  pointAlong,
  polylineLength,
  resamplePolyline,
  simplifyPolyline,
  splitPolyline,
} from './polyline.ts'
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
export { type Series, type SeriesNoise, smoothSeries } from './smoothSeries.ts'
export { add, cross, distance, dot, mix, norm, scale, subtract, type Vec3, ZERO } from './vec3.ts'
