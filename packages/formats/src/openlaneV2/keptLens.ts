import type { Json } from '@trueline/annotation'
import type { CameraModel } from '@trueline/geometry'
import { below, isObject, type JsonObject, type JsonPlace, numbersAt } from '../jsonAt.ts'

/** The field of intrinsics in which a lens stands that three to five numbers cannot tell. */
const FIELD = 'trueline:lens'

/** Whether a frame file's own distortion tells all of a lens. */
export function isToldLens(model: CameraModel): boolean {
  if (model.lens === 'pinhole') return true
  return model.lens === 'brownConrady' && model.radial.slice(3).every((one) => one === 0)
}

/** Fields for intrinsics that keep a lens which the format has no numbers for; none for others. */
export function keptLens(model: CameraModel): JsonObject {
  if (isToldLens(model)) return {}
  if (model.lens === 'pinhole') return {}
  const { lens, radial } = model
  const tangential = model.lens === 'brownConrady' ? { tangential: [...model.tangential] } : {}
  return { [FIELD]: { lens, radial: [...radial], ...tangential } }
}

/**
 * The lens that intrinsics kept, around the numbers they tell; `null` where they kept none.
 *
 * @throws {BadInputError} when what was kept has not as many numbers as its lens.
 */
export function lensOfKept(
  intrinsic: JsonObject,
  place: JsonPlace,
  told: CameraModel,
): CameraModel | null {
  const kept: Json | undefined = intrinsic[FIELD]
  if (!isObject(kept)) return null
  const { widthPx, heightPx, focalPx, centerPx } = told
  const inner = { widthPx, heightPx, focalPx, centerPx }
  const at = below(place, FIELD)
  const numbers = (key: string, count: number): readonly number[] =>
    numbersAt(kept[key], below(at, key), [count])
  switch (kept.lens) {
    case 'kannalaBrandt': {
      const [k1, k2, k3, k4] = numbers('radial', 4)
      return { lens: 'kannalaBrandt', ...inner, radial: [k1!, k2!, k3!, k4!] }
    }
    case 'polynomialFisheye': {
      const [k1, k2, k3] = numbers('radial', 3)
      return { lens: 'polynomialFisheye', ...inner, radial: [k1!, k2!, k3!] }
    }
    case 'brownConrady': {
      const [k1, k2, k3, k4, k5, k6] = numbers('radial', 6)
      const [p1, p2] = numbers('tangential', 2)
      return {
        ...{ lens: 'brownConrady', ...inner, radial: [k1!, k2!, k3!, k4!, k5!, k6!] },
        tangential: [p1!, p2!],
      }
    }
    default:
      return null
  }
}
