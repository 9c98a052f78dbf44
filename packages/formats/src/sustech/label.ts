import { type Json, verbatim } from '@trueline/annotation'
import { type Cuboid, fromEulerXYZ, toEulerXYZ, type Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { below, isObject, type JsonObject, type JsonPlace, objectAt } from '../jsonAt.ts'
import { threeUnder } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { sustechTexts } from './sustechTexts.ts'

/** One object of a label file, in lidar space. */
export type Label = {
  readonly cuboid: Cuboid
  readonly category: string
  /** `null` where the file gives none: numbering is optional there. */
  readonly objectId: string | null
  /** The one free text an object may have; `null` where it has none. */
  readonly attribute: string | null
  /** Whether a size was negative in the file: dragging a face through the box makes it so. */
  readonly isMirrored: boolean
}

/**
 * The object of a label entry: `psr` holds center, full size and Euler angles whose matrix is
 * Rx · Ry · Rz (three.js' 'XYZ', as in the tool's own drawing).
 *
 * @throws {BadInputError} when a part is missing or a size is zero.
 */
export function decodeLabel(entry: JsonObject, place: JsonPlace): Label {
  const psrPlace = below(place, 'psr')
  const psr = objectAt(entry.psr, psrPlace)
  const center = axesOf(psr, 'position', psrPlace)
  const size = axesOf(psr, 'scale', psrPlace)
  if (size.some((side) => side === 0)) {
    throw new BadInputError({
      file: place.file,
      place: verbatim(`${psrPlace.pointer}/scale`),
      found: sustechTexts.size({ size: size.join(' × ') }),
      expected: sustechTexts.positiveSize,
    })
  }
  const category = entry.obj_type
  const attribute = entry.obj_attr
  return {
    cuboid: {
      center,
      extent: [Math.abs(size[0]), Math.abs(size[1]), Math.abs(size[2])],
      rotation: fromEulerXYZ(axesOf(psr, 'rotation', psrPlace)),
    },
    category: typeof category === 'string' && category !== '' ? category : 'Unknown',
    objectId: objectIdOf(entry.obj_id),
    attribute: typeof attribute === 'string' ? attribute : null,
    isMirrored: size.some((side) => side < 0),
  }
}

const XYZ = ['x', 'y', 'z'] as const

function axesOf(psr: JsonObject, part: string, psrPlace: JsonPlace): Vec3 {
  const place = below(psrPlace, part)
  return threeUnder(objectAt(psr[part], place), XYZ, place)
}

/** The entry of an object, what `template` has beside it kept, in its order of keys. */
export function encodeLabel(label: Label, template: JsonObject | null): JsonObject {
  const fields = fieldsOf(label, template)
  return { ...template, ...fields }
}

function fieldsOf(label: Label, template: JsonObject | null): JsonObject {
  const { center, extent, rotation } = label.cuboid
  const psr = template?.psr
  const hasSameId = template !== null && objectIdOf(template.obj_id) === label.objectId
  return {
    psr: {
      ...(isObject(psr) ? psr : {}),
      position: namedAxes(center),
      scale: namedAxes(extent),
      rotation: namedAxes(toEulerXYZ(rotation)),
    },
    obj_type: label.category,
    // A number stays the number it was.
    ...(hasSameId ? {} : { obj_id: label.objectId ?? '' }),
    ...(label.attribute === null && template?.obj_attr === undefined
      ? {}
      : { obj_attr: label.attribute ?? '' }),
  }
}

function namedAxes([x, y, z]: Vec3): JsonObject {
  return { x, y, z }
}

function objectIdOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return numberText(value)
}
