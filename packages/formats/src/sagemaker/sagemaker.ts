import type { Clip, Json } from '@trueline/annotation'
import { fromEulerZYX, toEulerZYX, wrapAngle } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import { attributesOver, plainAttributes } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isObject,
  type JsonObject,
  type JsonPlace,
  listAt,
  numberUnder,
  objectAt,
  textAt,
} from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { nearVec3, positiveSize, threeUnder } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { tokenOf, uuidOf } from '../token.ts'

const CODEC = 'sagemaker'

/** Labels of SageMaker Ground Truth's 3D tracking jobs, in the map's space. */
export const sagemaker: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.sagemaker,
  reads: say.sagemakerReads,
  writes: say.sagemakerWrites,
  limits: [labelTexts.mapLimit],
  space: 'map',
  isOne: (head) => /"tracking-annotations"\s*:/.test(head),
  framesOf,
  format: () => FORMAT,
  fresh,
  freshId: (id) => uuidOf(id),
  holds: { score: false, attributes: true, tilt: true, ids: true },
})

const CENTER = ['center-x', 'center-y', 'center-z'] as const
const SIZE = ['length', 'width', 'height'] as const

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

/** The category of an object's name: `Car` of `Car:4`. */
function categoryOf(name: string): string {
  return name.replace(/:\d+$/, '')
}

/** The number a name ends with: the same for the same object. */
function numberOfObject(id: string): number {
  return Number.parseInt(tokenOf(id).slice(0, 6), 16)
}

function decode(source: JsonObject, place: JsonPlace): Entry {
  const name = textAt(source['object-name'], below(place, 'object-name'))
  return {
    cuboid: {
      center: nearVec3(threeUnder(source, CENTER, place), place),
      extent: positiveSize(threeUnder(source, SIZE, place), place),
      // Yaw turns clockwise from -x and is not kept within a turn.
      rotation: fromEulerZYX({
        yaw: Math.PI - numberUnder(source, 'yaw', place),
        pitch: numberUnder(source, 'pitch', place),
        roll: numberUnder(source, 'roll', place),
      }),
    },
    category: categoryOf(name),
    objectId: typeof source['object-id'] === 'string' ? source['object-id'] : name,
    score: null,
    attributes: plainAttributes(source['label-category-attributes']),
    pointCount: null,
  }
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const [x, y, z] = entry.cuboid.center
  const [length, width, height] = entry.cuboid.extent
  const { yaw, pitch, roll } = toEulerZYX(entry.cuboid.rotation)
  const name = template?.['object-name']
  const isSameName = typeof name === 'string' && categoryOf(name) === entry.category
  return {
    ...template,
    'label-category-attributes': attributesOver(
      template?.['label-category-attributes'],
      entry.attributes,
    ),
    'object-name': isSameName ? name : `${entry.category}:${numberOfObject(entry.objectId ?? '')}`,
    'center-x': x,
    'center-y': y,
    'center-z': z,
    length,
    width,
    height,
    roll,
    pitch,
    yaw: wrapAngle(Math.PI - yaw),
    'object-id': entry.objectId ?? '',
  }
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const { 'tracking-annotations': frames } = objectAt(document, place)
  return listAt(frames, below(place, 'tracking-annotations')).map((frame, index) => {
    const file = isObject(frame) ? frame['frame-name'] : undefined
    const number = isObject(frame) ? numberText(frame['frame-number']) : null
    const stem = typeof file === 'string' ? file.replace(/\.[a-z]+$/i, '') : null
    return {
      name: stem ?? number ?? String(index),
      timeUs: null,
      path: ['tracking-annotations', index, 'annotations'],
      mapFromLidar: null,
    }
  })
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  const items = frames.map(({ name }, frame) => ({
    'frame-number': frame,
    'frame-name': `${name}.bin`,
    'frame-attributes': {},
    annotations: null,
  }))
  return [
    {
      path: 'SeqLabel.json',
      document: { 'tracking-annotations': items },
      lists: frames.map((_, frame) => ({
        frame,
        path: ['tracking-annotations', frame, 'annotations'],
      })),
    },
  ]
}
