import type { PackSection } from '@trueline/annotation'
import {
  type Cuboid,
  countPointsInCuboid,
  invert,
  type Pose,
  project,
  toMatrix4,
  type Vec3,
} from '@trueline/geometry'
import { type UnlabelledCluster, unlabelledClusters } from '@trueline/perception'
import {
  createFit,
  cropPoints,
  type FitAnswer,
  fitFace,
  frustumPoint,
  type Ground,
  groundOf,
  grow,
  POINT_STRIDE,
  type Surroundings,
  shrink,
  shrinkFaces,
  stick,
  unpackInto,
} from '@trueline/pointcloud'
import { transfer } from 'comlink'
import type {
  CreateRequest,
  FitRequest,
  LocateRequest,
  NearRequest,
  ProjectRequest,
} from '../workbench.ts'
import { firstAlong } from './firstAlong.ts'

/** What the fit worker answers, all on the points it holds. */
export type FitService = {
  /** Takes the points that the calls after it speak of. */
  readonly hold: (frame: HeldFrame) => void
  readonly fit: (request: Omit<FitRequest, 'frame'>) => FitAnswer
  readonly create: (request: Omit<CreateRequest, 'frame'>) => FitAnswer
  readonly near: (request: Omit<NearRequest, 'frame'>) => Float32Array
  readonly locate: (request: Omit<LocateRequest, 'frame'>) => Vec3 | null
  readonly project: (request: Omit<ProjectRequest, 'frame'>) => Float32Array
  readonly ground: () => Ground
  readonly unlabelled: (cuboids: readonly Cuboid[]) => readonly UnlabelledCluster[]
}

/** The packed sweeps of a frame. */
export type HeldFrame = {
  readonly pointCount: number
  readonly sweeps: readonly {
    readonly bytes: Uint8Array
    readonly sections: readonly PackSection[]
    readonly egoFromSensor: Pose
  }[]
}

/** Fits on one frame's points in ego space; the ground is found when first asked for. */
export function createFitService(): FitService {
  let points = new Float32Array()
  let sensor: Vec3 = [0, 0, 0]
  let knownGround: Ground | null = null

  function ground(): Ground {
    knownGround ??= groundOf(points)
    return knownGround
  }

  return {
    hold({ pointCount, sweeps }) {
      // Sweeps come at nearly the same size: the room is used again.
      const length = pointCount * POINT_STRIDE
      const buffer =
        points.buffer.byteLength >= length * 4 ? points.buffer : new ArrayBuffer(length * 4 * 1.1)
      points = new Float32Array(buffer, 0, length)
      let row = 0
      for (const { bytes, sections, egoFromSensor } of sweeps) {
        const rest = points.subarray(row * POINT_STRIDE)
        row += unpackInto(rest, { bytes, sections }, egoFromSensor)
      }
      sensor = sweeps[0]?.egoFromSensor.translation ?? [0, 0, 0]
      knownGround = null
    },
    fit(request) {
      if (request.mode === 'count') {
        const pointCount = countPointsInCuboid(points, request.cuboid)
        return { outcome: 'fitted', cuboid: request.cuboid, pointCount }
      }
      return fitOn(points, request, { ground: ground(), sensor })
    },
    create({ seed, ...known }) {
      const around = { ground: ground(), sensor }
      if (seed.kind !== 'frustum') return createFit(points, seed, { ...known, ...around })
      const point = frustumPoint(points, seed, around)
      if (point === null) return { outcome: 'refused', why: 'tooFewPoints' }
      return createFit(points, { kind: 'point', point }, { ...known, ...around })
    },
    near({ cuboid, margin }) {
      const rows = cropPoints(points, { kind: 'cuboid', cuboid, margin })
      return transfer(rows, [rows.buffer])
    },
    locate: (request) => firstAlong(points, request),
    project(request) {
      const pixels = projectPoints(points, request)
      return transfer(pixels, [pixels.buffer])
    },
    ground,
    unlabelled: (cuboids) => unlabelledClusters(points, cuboids),
  }
}

function fitOn(
  points: Float32Array,
  { mode, cuboid, faces = [] }: Omit<FitRequest, 'frame'>,
  around: Surroundings,
): FitAnswer {
  switch (mode) {
    case 'grow':
      return grow(points, cuboid, around)
    case 'shrink':
      return shrink(points, cuboid, around)
    case 'stick':
      return stick(points, cuboid, around)
    case 'snapFaces':
      return fitFace(points, cuboid, { ...around, faces })
    case 'shrinkFaces':
      return shrinkFaces(points, cuboid, { ...around, faces })
    case 'count':
      return { outcome: 'fitted', cuboid, pointCount: countPointsInCuboid(points, cuboid) }
  }
}

/** Rows of x px, y px and distance of the points that fall on the image. */
function projectPoints(
  points: Float32Array,
  { camera: { model, egoFromSensor }, limit }: Omit<ProjectRequest, 'frame'>,
): Float32Array {
  if (model === null) return new Float32Array()
  const m = toMatrix4(invert(egoFromSensor))
  const step = POINT_STRIDE * Math.max(1, Math.ceil(points.length / POINT_STRIDE / limit))
  const rows = new Float32Array(Math.ceil(points.length / step) * 3)
  let length = 0
  for (let at = 0; at < points.length; at += step) {
    const x = points[at]!
    const y = points[at + 1]!
    const z = points[at + 2]!
    const inCamera: Vec3 = [
      m[0]! * x + m[1]! * y + m[2]! * z + m[3]!,
      m[4]! * x + m[5]! * y + m[6]! * z + m[7]!,
      m[8]! * x + m[9]! * y + m[10]! * z + m[11]!,
    ]
    const pixel = project(model, inCamera)
    if (pixel === null) continue
    const [u, v] = pixel
    if (u < -0.5 || v < -0.5 || u > model.widthPx - 0.5 || v > model.heightPx - 0.5) continue
    rows[length] = u
    rows[length + 1] = v
    rows[length + 2] = Math.hypot(inCamera[0], inCamera[1], inCamera[2])
    length += 3
  }
  return rows.slice(0, length)
}
