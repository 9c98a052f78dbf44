import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Cuboid,
  compose,
  fromMatrix3,
  fromMatrix4,
  invert,
  type Pose,
  transformCuboid,
} from '@trueline/geometry'
import type { LabelledFrame } from './labelledFrame.ts'
import { readBinaryPcd, readKittiBin } from './readPoints.ts'

type ExpectedBox = {
  readonly type: string
  readonly label_line?: number
  readonly object?: string
  readonly points_inside: number
}
type Expected = {
  readonly frames: Readonly<
    Record<string, { readonly label_file?: string; readonly boxes?: readonly ExpectedBox[] }>
  >
}

/** The labelled frames of `clips/kitti_object`. */
export function readKittiObject(folder: string): readonly LabelledFrame[] {
  return framesOf(folder, (frame) => ({
    points: readKittiBin(join(folder, 'training', 'velodyne', `${frame}.bin`)),
    label: join(folder, 'training', 'label_2', `${frame}.txt`),
    calibration: join(folder, 'training', 'calib', `${frame}.txt`),
  }))
}

/** The labelled frames of `clips/kitti_drive0052`. */
export function readKittiDrive(folder: string): readonly LabelledFrame[] {
  return framesOf(folder, (frame, labelFile) => ({
    points: readKittiBin(join(folder, 'velodyne_points', 'data', `${frame}.bin`)),
    label: join(folder, labelFile),
    calibration: join(folder, 'calib_object_form.txt'),
  }))
}

type Openlabel = {
  readonly openlabel: {
    readonly coordinate_systems: Readonly<
      Record<string, { readonly pose_wrt_parent?: { readonly matrix4x4: readonly number[] } }>
    >
    readonly frames: Readonly<
      Record<string, { readonly objects: Readonly<Record<string, Labelled>> }>
    >
  }
}
type Labelled = {
  readonly object_data?: { readonly cuboid: readonly { readonly val: readonly number[] }[] }
}

/** The frames of `clips/kitti_drive0005_openlabel`, its boxes brought from camera to lidar space. */
export function readKittiOpenlabel(folder: string): readonly LabelledFrame[] {
  const expected = readExpected(folder)
  const path = join(folder, 'openlabel100_kitti_tracking_0000.json')
  const { openlabel } = JSON.parse(readFileSync(path, 'utf8')) as Openlabel
  const { pose_wrt_parent: pose } = openlabel.coordinate_systems.CAM_LEFT ?? {}
  const lidarFromCamera = fromMatrix4(pose?.matrix4x4 ?? [])
  return readdirSync(join(folder, 'pcd')).map((file) => {
    const name = file.replace('.pcd', '')
    const objects = openlabel.frames[String(Number(name))]?.objects ?? {}
    return {
      name: `openlabel ${name}`,
      points: readBinaryPcd(join(folder, 'pcd', file)),
      boxes: (expected.frames[name]?.boxes ?? []).map((box) => {
        const values = objects[box.object ?? '']?.object_data?.cuboid[0]?.val ?? []
        const [x = 0, y = 0, z = 0, , turn = 0, , length = 0, height = 0, width = 0] = values
        const inCamera: Cuboid = {
          center: [x, y, z],
          extent: [length, width, height],
          rotation: inCameraAxes(turn),
        }
        return {
          category: box.type,
          cuboid: transformCuboid(lidarFromCamera, inCamera),
          pointsInside: box.points_inside,
        }
      }),
    }
  })
}

type Files = { readonly points: Float32Array; readonly label: string; readonly calibration: string }

function framesOf(
  folder: string,
  open: (frame: string, labelFile: string) => Files,
): readonly LabelledFrame[] {
  return Object.entries(readExpected(folder).frames).flatMap(([name, { label_file, boxes }]) => {
    if (boxes === undefined) return []
    const { points, label, calibration } = open(name, label_file ?? '')
    const lines = readFileSync(label, 'utf8').split('\n')
    const rectFromLidar = readRectFromLidar(calibration)
    return {
      name: `kitti ${name}`,
      points,
      boxes: boxes.map((box) => ({
        category: box.type,
        cuboid: cuboidOfLabel(lines[box.label_line ?? 0] ?? '', rectFromLidar),
        pointsInside: box.points_inside,
      })),
    }
  })
}

function readExpected(folder: string): Expected {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected
}

/** Rectified camera space (x right, y down, z forward) from lidar space. */
function readRectFromLidar(calibration: string): Pose {
  const lines = readFileSync(calibration, 'utf8').split('\n')
  const matrix = (name: string): readonly number[] =>
    (lines.find((line) => line.startsWith(name)) ?? '')
      .split(/\s+/)
      .slice(1)
      .filter(Boolean)
      .map(Number)
  const r = matrix('R0_rect')
  const rect = [...r.slice(0, 3), 0, ...r.slice(3, 6), 0, ...r.slice(6, 9), 0]
  return compose(fromMatrix4(rect), fromMatrix4(matrix('Tr_velo_to_cam')))
}

/** A label line's box in lidar space, tilted as the camera it was labelled in is. */
function cuboidOfLabel(line: string, rectFromLidar: Pose): Cuboid {
  const [height = 0, width = 0, length = 0, x = 0, y = 0, z = 0, turn = 0] = line
    .split(' ')
    .slice(8)
    .map(Number)
  return transformCuboid(invert(rectFromLidar), {
    center: [x, y - height / 2, z],
    extent: [length, width, height],
    rotation: inCameraAxes(turn),
  })
}

/** An upright box turned about the camera's y axis, which looks down: length along camera x at 0. */
function inCameraAxes(turn: number): Cuboid['rotation'] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return fromMatrix3([cos, sin, 0, 0, 0, -1, -sin, cos, 0])
}
