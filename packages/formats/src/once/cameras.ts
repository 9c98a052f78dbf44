import { type Camera, type Json, sensorId } from '@trueline/annotation'
import { compose, type ImageSize, type Pose } from '@trueline/geometry'
import type { FileTree } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import { below, isList, isObject, type JsonPlace, numbersAt, objectAt } from '../jsonAt.ts'
import type { DialectCamera } from '../labels/labelDialect.ts'
import { opencvLens } from '../opencvLens.ts'
import { poseAt } from '../poseAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'

/** The cameras of a sequence's `calib`, with the images that lie in folders of their names. */
export async function camerasOf(
  tree: FileTree,
  document: Json,
  {
    place,
    report,
    egoFromSource,
  }: { readonly place: JsonPlace; readonly report: OpenReport; readonly egoFromSource: Pose },
): Promise<readonly DialectCamera[]> {
  const calib = isObject(document) ? document.calib : undefined
  if (!isObject(calib)) return []
  const cameras: DialectCamera[] = []
  for (const [name, value] of Object.entries(calib)) {
    const images = imagesOf(tree, name)
    const [first] = images.values()
    const range = { offset: 0, bytes: IMAGE_HEADER_BYTES }
    const size = first === undefined ? null : readImageHeader(await tree.read(first, range))
    const at = below(place, 'calib', name)
    const camera = tryOr(report, () => cameraOf(value, at, { name, size, egoFromSource }))
    if (camera !== null) cameras.push({ camera, imageOf: (frame) => images.get(frame) ?? null })
  }
  return cameras
}

/** Images of a camera by frame. */
function imagesOf({ files }: FileTree, camera: string): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path }) => {
      const [file = '', folder] = path.split('/').toReversed()
      const isImage = folder === camera && /\.(jpe?g|png)$/i.test(file)
      return isImage ? [[file.replace(/\.\w+$/, ''), path] as const] : []
    }),
  )
}

function cameraOf(
  value: Json,
  place: JsonPlace,
  given: { readonly name: string; readonly size: ImageSize | null; readonly egoFromSource: Pose },
): Camera {
  const { cam_to_velo: pose, cam_intrinsic: intrinsic, distortion } = objectAt(value, place)
  const sourceFromCamera = poseAt(pose, below(place, 'cam_to_velo'))
  const matrix = numbersAt(intrinsic, below(place, 'cam_intrinsic'), [9])
  const at = below(place, 'distortion')
  // As OpenCV orders them: k1, k2, p1, p2, k3 to k6.
  const bent = isList(distortion) ? numbersAt(distortion, at, [0, 4, 5, 8]) : []
  const { size, name } = given
  const [radial, tangential] = [[...bent.slice(0, 2), ...bent.slice(4)], bent.slice(2, 4)]
  return {
    modality: 'camera',
    id: sensorId(name),
    egoFromSensor: compose(given.egoFromSource, sourceFromCamera),
    model: opencvLens({ matrix, radial, tangential, size }),
    extras: {},
  }
}
