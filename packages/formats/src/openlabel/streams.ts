import { type Json, verbatim } from '@trueline/annotation'
import {
  type BrownConradyCamera,
  type CameraModel,
  IDENTITY_POSE,
  type ImageSize,
  type KannalaBrandtCamera,
  type PolynomialFisheyeCamera,
  type Pose,
  pinholeFromProjection,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import {
  below,
  isObject,
  type JsonObject,
  type JsonPlace,
  numberAt,
  numbersAt,
  unlike,
} from '../jsonAt.ts'
import { saidBy } from '../sharedTexts.ts'
import { openlabelTexts } from './openlabelTexts.ts'

/** A camera's lens, and the camera in the coordinate system that bears its name. */
export type Lens = { readonly model: CameraModel; readonly cameraFromSystem: Pose }

/** The names of a document's streams of a type, in its order. */
export function streamNames(root: JsonObject, type: 'camera' | 'lidar'): readonly string[] {
  const streams = isObject(root.streams) ? root.streams : {}
  return Object.keys(streams).filter((name) => {
    const stream = streams[name]
    return isObject(stream) && stream.type === type
  })
}

/**
 * The lens in a stream's properties; `null` where they have none.
 *
 * Reads `intrinsics_pinhole` (`camera_matrix` of 3 × 4, its last column folded into the pose;
 * distortion in OpenCV's order k1 k2 p1 p2 k3 k4 k5 k6) and `intrinsics_fisheye` with focal lengths
 * (OpenCV's fisheye model), in the spelling of the standard or of the VCD library, and WoodScape's
 * own fields as `intrinsics_custom`.
 *
 * @throws {BadInputError} when there are intrinsics that no lens of ours can be made of.
 */
export function decodeLens(
  properties: Json | undefined,
  place: JsonPlace,
  size: ImageSize | null,
): Lens | null {
  if (!isObject(properties)) return null
  if (isObject(properties.intrinsics_pinhole)) {
    return decodePinhole(properties.intrinsics_pinhole, below(place, 'intrinsics_pinhole'), size)
  }
  if (isObject(properties.intrinsics_fisheye)) {
    return decodeFisheye(properties.intrinsics_fisheye, below(place, 'intrinsics_fisheye'), size)
  }
  if (properties.intrinsics_custom !== undefined) {
    const custom = properties.intrinsics_custom
    const at = below(place, 'intrinsics_custom')
    if (isObject(custom) && custom.model === RADIAL_POLY) return decodePolynomial(custom, at)
    throw unlike(properties.intrinsics_custom, at, openlabelTexts.intrinsics)
  }
  return null
}

/** WoodScape's name of its lens. */
const RADIAL_POLY = 'radial_poly'

/** A lens as a stream's properties. */
export function encodeLens(model: CameraModel): JsonObject {
  const { widthPx, heightPx } = model
  const [fx, fy] = model.focalPx
  const [cx, cy] = model.centerPx
  const size = { width_px: widthPx, height_px: heightPx }
  switch (model.lens) {
    case 'pinhole':
    case 'brownConrady':
      return {
        intrinsics_pinhole: {
          ...size,
          camera_matrix: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0],
          distortion_coeffs: model.lens === 'pinhole' ? [0, 0, 0, 0, 0] : coefficientsOf(model),
        },
      }
    case 'kannalaBrandt':
      return {
        intrinsics_fisheye: {
          ...size,
          center_x_px: cx,
          center_y_px: cy,
          focal_length_x_px: fx,
          focal_length_y_px: fy,
          lens_coeffs: model.radial,
        },
      }
    case 'polynomialFisheye': {
      const [k1, k2, k3] = model.radial
      return {
        intrinsics_custom: {
          ...{ model: RADIAL_POLY, poly_order: 4, width: widthPx, height: heightPx },
          ...{ k1: fx, k2: k1 * fx, k3: k2 * fx, k4: k3 * fx, aspect_ratio: fy / fx },
          ...{ cx_offset: cx - (widthPx / 2 - 0.5), cy_offset: cy - (heightPx / 2 - 0.5) },
        },
      }
    }
  }
}

function coefficientsOf({ radial, tangential }: BrownConradyCamera): readonly number[] {
  const [k1, k2, ...higher] = radial
  return [k1, k2, ...tangential, ...higher]
}

function decodePinhole(lens: JsonObject, place: JsonPlace, size: ImageSize | null): Lens {
  const key = lens.camera_matrix === undefined ? 'camera_matrix_3x4' : 'camera_matrix'
  const at = below(place, key)
  const m = numbersAt(lens[key], at, [12, 9])
  const matrix = m.length === 12 ? m : [0, 3, 6].flatMap((row) => [...m.slice(row, row + 3), 0])
  const pinhole = inPlace(at, () => pinholeFromProjection(matrix, sizeOf(lens, place, size)))
  const { model, cameraFromRect: cameraFromSystem } = pinhole
  const listKey =
    lens.distortion_coeffs === undefined ? 'distortion_coeffs_1xN' : 'distortion_coeffs'
  const list = lens[listKey] ?? []
  const allowed = [0, 4, 5, 8, 12, 14]
  const d = numbersAt(list, below(place, listKey), allowed)
  if (d.every((value) => value === 0)) return { model, cameraFromSystem }
  if (d.slice(8).some((value) => value !== 0)) {
    throw unlike(list, below(place, listKey), openlabelTexts.noThinPrism)
  }
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0] = d
  const bent: BrownConradyCamera = {
    ...model,
    lens: 'brownConrady',
    radial: [k1, k2, k3, k4, k5, k6],
    tangential: [p1, p2],
  }
  return { model: bent, cameraFromSystem }
}

function decodeFisheye(lens: JsonObject, place: JsonPlace, size: ImageSize | null): Lens {
  const first = (...keys: readonly string[]): string =>
    keys.find((key) => lens[key] !== undefined) ?? keys[0] ?? ''
  const number = (key: string): number => numberAt(lens[key], below(place, key))
  const coefficients = first('lens_coeffs', 'lens_coeffs_1x4', 'lens_coeffs_1xN')
  const [k1 = 0, k2 = 0, k3 = 0, k4 = 0] = numbersAt(
    lens[coefficients],
    below(place, coefficients),
    [4],
  )
  const model: KannalaBrandtCamera = {
    lens: 'kannalaBrandt',
    ...sizeOf(lens, place, size),
    focalPx: [
      number(first('focal_length_x_px', 'focal_length_x')),
      number(first('focal_length_y_px', 'focal_length_y')),
    ],
    centerPx: [number(first('center_x_px', 'center_x')), number(first('center_y_px', 'center_y'))],
    radial: [k1, k2, k3, k4],
  }
  return { model, cameraFromSystem: IDENTITY_POSE }
}

/** k1 to k4 in pixels, the center from the image's middle. */
function decodePolynomial(lens: JsonObject, place: JsonPlace): Lens {
  const at = (key: string): number => numberAt(lens[key], below(place, key))
  const positive = (key: string): number => {
    if (at(key) > 0) return at(key)
    throw unlike(lens[key], below(place, key), openlabelTexts.aboveZero)
  }
  const [widthPx, heightPx, k1] = [positive('width'), positive('height'), positive('k1')]
  const model: PolynomialFisheyeCamera = {
    lens: 'polynomialFisheye',
    ...{ widthPx, heightPx },
    focalPx: [k1, k1 * (lens.aspect_ratio === undefined ? 1 : positive('aspect_ratio'))],
    centerPx: [at('cx_offset') + widthPx / 2 - 0.5, at('cy_offset') + heightPx / 2 - 0.5],
    radial: [at('k2') / k1, at('k3') / k1, at('k4') / k1],
  }
  return { model, cameraFromSystem: IDENTITY_POSE }
}

function sizeOf(lens: JsonObject, place: JsonPlace, size: ImageSize | null): ImageSize {
  if (lens.width_px === undefined && size !== null) return size
  return {
    widthPx: numberAt(lens.width_px, below(place, 'width_px')),
    heightPx: numberAt(lens.height_px, below(place, 'height_px')),
  }
}

function inPlace<T>(place: JsonPlace, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BadInputError({
      file: place.file,
      place: verbatim(place.pointer),
      found: saidBy(error, openlabelTexts.notCameraMatrix),
      expected: openlabelTexts.cameraMatrix,
    })
  }
}
