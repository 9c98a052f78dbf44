import { type Camera, type Json, sensorId, verbatim } from '@trueline/annotation'
import {
  add,
  compose,
  fromMatrix3,
  type ImageSize,
  invert,
  type Pose,
  rotate,
  scale,
  transform,
  unproject,
  type Vec3,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import {
  below,
  isList,
  type JsonObject,
  type JsonPlace,
  listAt,
  numbersAt,
  objectAt,
} from '../jsonAt.ts'
import { poseAt } from '../poseAt.ts'
import { openlaneTexts as say } from './openlaneTexts.ts'

/** The camera's id: the data set has one. */
export const CAMERA = sensorId('front')

/** Axes of the camera as the data set has them (x out of the lens, y left, z up), in ours. */
const FROM_OURS: Pose = {
  rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
  translation: [0, 0, 0],
}
/** Axes of results (x right, y ahead, z up), in the vehicle's. */
const FROM_GROUND: Pose = {
  rotation: fromMatrix3([0, 1, 0, -1, 0, 0, 0, 0, 1]),
  translation: [0, 0, 0],
}

/** An image's file, its lines yet to be read. */
export type ImageFile = {
  readonly file: string
  readonly name: string
  readonly root: JsonObject
  /** Results have axes of their own. */
  readonly isResult: boolean
  readonly isFlat: boolean
  readonly camera: Camera
  /** The vehicle's, where the file says it. */
  readonly worldFromEgo: Pose | null
  readonly imagePath: string | null
}

const HEAD_BYTES = 1 << 16

/** The files of a tree that hold lines of images; the annotations of one image before its results. */
export async function imageFiles(
  tree: FileTree,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { path, bytes } of tree.files) {
    if (!/\.json$/i.test(path)) continue
    const head = String.fromCharCode(
      ...(await tree.read(path, { offset: 0, bytes: Math.min(bytes, HEAD_BYTES) })),
    )
    if (head.includes('"lane_lines"')) found.push(path)
    if (found.length >= most) break
  }
  return found
}

/** An image's file. @throws {BadInputError} when it has no lines or no camera. */
export async function imageFileOf(value: Json, file: string, tree: FileTree): Promise<ImageFile> {
  const top = { file, pointer: '' }
  const root = objectAt(value, top)
  const lines = listAt(root.lane_lines, below(top, 'lane_lines'))
  const [first] = lines
  const row =
    typeof first === 'object' && first !== null && !isList(first) ? (first as JsonObject) : {}
  const isResult = isList(row.xyz) && row.xyz.length !== 3 ? true : isRows(row)
  const imagePath = imageAt(tree, typeof root.file_path === 'string' ? root.file_path : '')
  const size =
    imagePath === null
      ? null
      : readImageHeader(await tree.read(imagePath, { offset: 0, bytes: IMAGE_HEADER_BYTES }))
  const name = (file.split('/').at(-1) ?? file).replace(/(\.jpg)?\.json$/i, '')
  return {
    file,
    name,
    root,
    isResult,
    isFlat: row.xyz === undefined,
    camera: cameraOf(root, { top, isResult, size }),
    worldFromEgo: root.pose === undefined ? null : poseAt(root.pose, below(top, 'pose')),
    imagePath,
  }
}

/** Three rows of three could be either: as many visibilities as points tell. */
function isRows({ xyz, visibility }: JsonObject): boolean {
  if (!isList(xyz) || !isList(xyz[0])) return false
  return xyz.length === 3 && xyz[0].length === 3 && isList(visibility) && visibility.length === 0
}

function imageAt({ files }: FileTree, path: string): string | null {
  const tail = path.split('/').slice(-2).join('/')
  return tail === '' ? null : (files.find((one) => one.path.endsWith(tail))?.path ?? null)
}

function cameraOf(
  root: JsonObject,
  {
    top,
    isResult,
    size,
  }: { readonly top: JsonPlace; readonly isResult: boolean; readonly size: ImageSize | null },
): Camera {
  const given = poseAt(root.extrinsic, below(top, 'extrinsic'))
  const [fx, , cx, , fy, cy] = numbersAt(root.intrinsic, below(top, 'intrinsic'), [9])
  return {
    modality: 'camera',
    id: CAMERA,
    egoFromSensor: isResult ? compose(FROM_GROUND, given) : compose(given, FROM_OURS),
    model: {
      lens: 'pinhole',
      widthPx: size?.widthPx ?? Math.max(1, Math.round(2 * cx!)),
      heightPx: size?.heightPx ?? Math.max(1, Math.round(2 * cy!)),
      focalPx: [fx!, fy!],
      centerPx: [cx!, cy!],
    },
    extras: {},
  }
}

/** The data set's camera axes in the vehicle's space. */
export function egoFromSource({ egoFromSensor }: Pick<Camera, 'egoFromSensor'>): Pose {
  return compose(egoFromSensor, invert(FROM_OURS))
}

/** What takes a point of the vehicle's space to the data set's camera axes. */
export function sourceFromEgo(camera: Camera): (point: Vec3) => Vec3 {
  const pose = invert(egoFromSource(camera))
  return (point) => transform(pose, point)
}

/** A line's points in the vehicle's space. @throws {BadInputError} when it has none. */
export function lineInEgo(row: JsonObject, image: ImageFile, place: JsonPlace): readonly Vec3[] {
  const { camera, isResult } = image
  if (row.xyz === undefined) return lineOnGround(row, image, place)
  const at = below(place, 'xyz')
  const axes = listAt(row.xyz, at)
  const isByAxis = axes.length === 3 && !isResult
  const points = isByAxis
    ? byAxis(axes, at)
    : axes.map((one, index) => numbersAt(one, below(at, index), [3]))
  if (points.length < 2)
    throw new BadInputError({
      file: place.file,
      place: verbatim(at.pointer),
      found: verbatim(points.length),
      expected: say.rows,
    })
  const intoEgo = isResult ? FROM_GROUND : egoFromSource(camera)
  return points.map(([x, y, z]) => transform(intoEgo, [x!, y!, z!]))
}

function byAxis(axes: readonly Json[], at: JsonPlace): readonly (readonly number[])[] {
  const [x, y, z] = axes.map((one, index) => {
    const list = listAt(one, below(at, index))
    return numbersAt(one, below(at, index), [list.length])
  })
  if (x!.length !== y!.length || x!.length !== z!.length) {
    const found = verbatim([x, y, z].map((one) => one!.length).join(', '))
    throw new BadInputError({
      file: at.file,
      place: verbatim(at.pointer),
      found,
      expected: say.rows,
    })
  }
  return x!.map((one, index) => [one, y![index]!, z![index]!])
}

function lineOnGround(row: JsonObject, { camera }: ImageFile, place: JsonPlace): readonly Vec3[] {
  const at = below(place, 'uv')
  const axes = listAt(row.uv, at)
  const [us, vs] = [axes[0], axes[1]].map((one, index) => {
    const list = listAt(one, below(at, index))
    return numbersAt(one, below(at, index), [list.length])
  })
  const [, , height] = camera.egoFromSensor.translation
  const points = us!.flatMap((u, index): readonly Vec3[] => {
    const v = vs![index]
    if (v === undefined || camera.model === null) return []
    const way = rotate(camera.egoFromSensor.rotation, unproject(camera.model, [u, v]))
    const far = -height / way[2]
    if (!(way[2] < 0 && far < 200)) return []
    return [add(camera.egoFromSensor.translation, scale(way, far))]
  })
  if (points.length >= 2) return points
  throw new BadInputError({
    file: place.file,
    place: verbatim(at.pointer),
    found: say.sky,
    expected: say.onGround,
  })
}
