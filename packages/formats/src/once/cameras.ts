import { type Camera, type Json, sensorId } from '@trueline/annotation'
import { compose, type ImageSize, type Pose } from '@trueline/geometry'
import type { FileTree } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import { below, isList, isObject, type JsonPlace, numbersAt, objectAt } from '../jsonAt.ts'
import type { DialectCamera } from '../labels/labelDialect.ts'
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
  const [fx, , cx, , fy, cy] = numbersAt(intrinsic, below(place, 'cam_intrinsic'), [9])
  const at = below(place, 'distortion')
  // As OpenCV orders them: k1, k2, p1, p2, k3 to k6.
  const bent = isList(distortion) ? numbersAt(distortion, at, [0, 4, 5, 8]) : []
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0] = bent
  const { size, name } = given
  const inner = {
    widthPx: size?.widthPx ?? Math.max(1, Math.round(2 * cx!)),
    heightPx: size?.heightPx ?? Math.max(1, Math.round(2 * cy!)),
    focalPx: [fx!, fy!] as const,
    centerPx: [cx!, cy!] as const,
  }
  const isStraight = bent.every((one) => one === 0)
  return {
    modality: 'camera',
    id: sensorId(name),
    egoFromSensor: compose(given.egoFromSource, sourceFromCamera),
    model: isStraight
      ? { lens: 'pinhole', ...inner }
      : {
          lens: 'brownConrady',
          ...inner,
          radial: [k1, k2, k3, k4, k5, k6],
          tangential: [p1, p2],
        },
    extras: {},
  }
}
