import { type Message, verbatim } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { transformCuboid } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { below, isObject, type JsonObject, type JsonPlace, numbersAt, unlike } from '../jsonAt.ts'
import { type Described, readAttributes, streamOf } from './attributes.ts'
import { type BoxAxes, cuboidOfVal } from './boxAxes.ts'
import { openlabelTexts } from './openlabelTexts.ts'
import type { FrameSpaces } from './spaces.ts'

/** What a box needs to be read: the spaces of its frame, and the axes it has in each system. */
export type BoxSetting = {
  readonly spaces: FrameSpaces
  readonly axesIn: (system: string) => BoxAxes
}

/** A cuboid in the ego's space. */
export type ReadCuboid = Described & { readonly cuboid: Cuboid; readonly notice: Message | null }

/** A box in an image; `system` is empty where the source does not say in which. */
export type ReadBox = Described & {
  readonly system: string
  readonly leftPx: number
  readonly topPx: number
  readonly rightPx: number
  readonly bottomPx: number
}

/** Lengths of quaternions that rounding explains. */
const NEARLY_UNIT = 1e-3

/**
 * The coordinate system of a geometry: its own, else its object's, else that of the stream it was
 * drawn in; empty where none is given.
 */
export function systemOf(entry: JsonObject, owner: JsonObject): string {
  for (const { coordinate_system: system } of [entry, owner]) {
    if (typeof system === 'string' && system !== '') return system
  }
  return streamOf(entry.attributes) ?? ''
}

/**
 * The cuboid of an entry of a `cuboid` list.
 *
 * @param system Its coordinate system, as `systemOf` says.
 * @throws {BadInputError} when it has no 9 or 10 numbers, no size, or no way leads to the ego.
 */
export function readCuboid(
  entry: JsonObject,
  args: BoxSetting & { readonly system: string; readonly place: JsonPlace },
): ReadCuboid {
  const { system, place } = args
  const valPlace = below(place, 'val')
  const val = numbersAt(entry.val, valPlace, [9, 10])
  const [length = 0, width = 0, height = 0] = val.slice(-3)
  if (length <= 0 || width <= 0 || height <= 0) {
    const found = openlabelTexts.sizes({ sizes: val.slice(-3).join(', ') })
    throw refusal(valPlace, found, openlabelTexts.threeSizes)
  }
  const egoFromSystem = args.spaces.egoFrom(system)
  if (egoFromSystem === null) {
    const at = below(place, 'coordinate_system')
    throw refusal(at, openlabelTexts.untied({ system }), openlabelTexts.tied)
  }
  const norm = val.length === 10 ? Math.hypot(...val.slice(3, 7)) : 1
  const { attributes, score } = readAttributes(entry.attributes)
  return {
    attributes,
    score,
    cuboid: transformCuboid(egoFromSystem, cuboidOfVal(val, args.axesIn(system), valPlace)),
    notice:
      Math.abs(norm - 1) > NEARLY_UNIT
        ? openlabelTexts.notUnit({ length: norm.toPrecision(4) })
        : null,
  }
}

/**
 * The box of an entry of a `bbox` list, whose value is center, width and height.
 *
 * @throws {BadInputError} when it has no four numbers or a negative size.
 */
export function readBox(entry: JsonObject, system: string, place: JsonPlace): ReadBox {
  const valPlace = below(place, 'val')
  const [x = 0, y = 0, width = 0, height = 0] = numbersAt(entry.val, valPlace, [4])
  if (width < 0 || height < 0) {
    throw refusal(valPlace, openlabelTexts.box({ width, height }), openlabelTexts.boxSize)
  }
  return {
    ...readAttributes(entry.attributes),
    system,
    leftPx: x - width / 2,
    topPx: y - height / 2,
    rightPx: x + width / 2,
    bottomPx: y + height / 2,
  }
}

/** An entry of a list as an object. @throws {BadInputError} when it is none. */
export function entryAt(value: JsonObject[string] | undefined, place: JsonPlace): JsonObject {
  if (!isObject(value)) throw unlike(value, place, openlabelTexts.nameAndVal)
  return value
}

function refusal(place: JsonPlace, found: Message, expected: Message): BadInputError {
  return new BadInputError({ file: place.file, place: verbatim(place.pointer), found, expected })
}
