import { type Camera, type Json, sensorId } from '@trueline/annotation'
import { type ImageSize, invert, type Pose } from '@trueline/geometry'
import type { FileTree } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import { below, isObject, type JsonPlace, numbersAt, objectAt } from '../jsonAt.ts'
import type { DialectCamera } from '../labels/labelDialect.ts'
import { poseAt } from '../poseAt.ts'
import { type OpenReport, refuse } from '../refuse.ts'
import { parseSourceJson } from '../sourceJson.ts'

/** Calibrations of the lidar in the camera: the road side's, the vehicle's. */
const LIDAR_IN_CAMERA = ['virtuallidar_to_camera', 'lidar_to_camera']

/**
 * The camera of a frame's label file, with the image of the frame's name: each side of the road has
 * one, and a calibration a frame.
 */
export async function cameraOfFrame(
  tree: FileTree,
  { file, report }: { readonly file: string; readonly report: OpenReport },
): Promise<readonly DialectCamera[]> {
  const [, folder = '', frame = ''] = /^(?:(.*\/)?label\/)?.*?([^/]*)\.json$/i.exec(file) ?? []
  const files = pathsOf(tree)
  const calibration = (name: string): string => `${folder}calib/${name}/${frame}.json`
  const inner = calibration('camera_intrinsic')
  const outer = LIDAR_IN_CAMERA.map(calibration).find((path) => files.has(path))
  if (!files.has(inner) || outer === undefined) return []
  const image = ['jpg', 'jpeg', 'png']
    .map((ending) => `${folder}image/${frame}.${ending}`)
    .find((path) => files.has(path))
  try {
    const range = { offset: 0, bytes: IMAGE_HEADER_BYTES }
    const size = image === undefined ? null : readImageHeader(await tree.read(image, range))
    const json = async (path: string): Promise<Json> => parseSourceJson(await tree.read(path), path)
    const cameraFromLidar = rigidAt(await json(outer), { file: outer, pointer: '' })
    const camera: Camera = {
      modality: 'camera',
      id: sensorId('camera'),
      egoFromSensor: invert(cameraFromLidar),
      model: modelAt(await json(inner), { file: inner, pointer: '' }, size),
      extras: {},
    }
    const imageOf = (name: string): string | null => (name === frame ? (image ?? null) : null)
    return [{ camera, imageOf }]
  } catch (error) {
    refuse(report, error)
    return []
  }
}

const pathsByTree = new WeakMap<FileTree, ReadonlySet<string>>()

/** A tree's paths, gathered once for all its frames. */
function pathsOf(tree: FileTree): ReadonlySet<string> {
  const known = pathsByTree.get(tree)
  if (known !== undefined) return known
  const paths = new Set(tree.files.map(({ path }) => path))
  pathsByTree.set(tree, paths)
  return paths
}

/** `rotation` and `translation`, in some files within `transform`. @throws {BadInputError} */
function rigidAt(value: Json, place: JsonPlace): Pose {
  const top = objectAt(value, place)
  const [source, at] = isObject(top.transform)
    ? [top.transform, below(place, 'transform')]
    : [top, place]
  const r = numbersAt(source.rotation, below(at, 'rotation'), [9])
  const t = numbersAt(source.translation, below(at, 'translation'), [3])
  const rows = [0, 1, 2].flatMap((row) => [...r.slice(row * 3, row * 3 + 3), t[row]!])
  return poseAt(rows, below(at, 'rotation'))
}

/** The set's own tools draw on the images by `cam_K` alone: `cam_D` is out of them. */
function modelAt(value: Json, place: JsonPlace, size: ImageSize | null): Camera['model'] {
  const { cam_K: matrix } = objectAt(value, place)
  const [fx, , cx, , fy, cy] = numbersAt(matrix, below(place, 'cam_K'), [9])
  return {
    lens: 'pinhole',
    widthPx: size?.widthPx ?? Math.max(1, Math.round(2 * cx!)),
    heightPx: size?.heightPx ?? Math.max(1, Math.round(2 * cy!)),
    focalPx: [fx!, fy!],
    centerPx: [cx!, cy!],
  }
}
