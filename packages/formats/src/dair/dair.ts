import type { Clip, Json } from '@trueline/annotation'
import { fromYaw, yawOf } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  objectAt,
  textAt,
  unlike,
} from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { plainNumber } from '../plainNumber.ts'
import { nearVec3, positiveSize } from '../quantities.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { numberText } from '../sourceJson.ts'
import { parseNumber } from '../text.ts'
import { cameraOfFrame } from './cameras.ts'

const CODEC = 'dair-v2x'

/** Lidar labels of DAIR-V2X and V2X-Seq, whose numbers are texts. */
export const dair: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.dair,
  reads: say.dairReads,
  writes: say.dairWrites,
  limits: [say.dairLenses],
  isOne: (head) => /^\s*\[/.test(head) && /"3d_location"\s*:/.test(head),
  framesOf,
  format: () => FORMAT,
  fresh,
  camerasIn: (tree, _, { place, report }) => cameraOfFrame(tree, { file: place.file, report }),
  holds: { score: false, attributes: false, tilt: false, ids: true },
})

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

const STATES = ['truncated_state', 'occluded_state'] as const

/** @throws {BadInputError} when it is neither a number nor the text of one. */
function numberIn(value: Json | undefined, place: JsonPlace): number {
  const text = typeof value === 'string' ? value.trim() : numberText(value)
  const number = text === null ? null : parseNumber(text)
  if (number === null) throw unlike(value, place, sharedTexts.finiteNumber)
  return number
}

function decode(source: JsonObject, place: JsonPlace): Entry {
  const [sizeAt, centerAt] = [below(place, '3d_dimensions'), below(place, '3d_location')]
  const size = objectAt(source['3d_dimensions'], sizeAt)
  const center = objectAt(source['3d_location'], centerAt)
  const side = (key: string): number => numberIn(size[key], below(sizeAt, key))
  const axis = (key: string): number => numberIn(center[key], below(centerAt, key))
  const id = typeof source.track_id === 'string' ? source.track_id : numberText(source.track_id)
  return {
    cuboid: {
      center: nearVec3([axis('x'), axis('y'), axis('z')], centerAt),
      extent: positiveSize([side('l'), side('w'), side('h')], sizeAt),
      rotation: fromYaw(numberIn(source.rotation, below(place, 'rotation'))),
    },
    category: textAt(source.type, below(place, 'type')),
    objectId: id === '' ? null : id,
    score: null,
    attributes: Object.fromEntries(
      STATES.flatMap((key) => {
        const told = source[key]
        const state = typeof told === 'string' ? parseNumber(told) : plainNumber(told)
        return Number.isInteger(state) ? [[key, state ?? 0]] : []
      }),
    ),
    pointCount: null,
  }
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const [l, w, h] = entry.cuboid.extent
  const [x, y, z] = entry.cuboid.center
  // Numbers are texts in the set’s files; a file that has numbers keeps numbers.
  const old = isObject(template?.['3d_location']) ? template['3d_location'].x : ''
  const print = (value: number): Json => (typeof old === 'string' ? String(value) : value)
  const json: JsonDraft =
    template === null
      ? { alpha: '0', '2d_box': { xmin: '0', ymin: '0', xmax: '0', ymax: '0' } }
      : { ...template }
  json.type = entry.category
  for (const key of STATES) json[key] = print(Number(entry.attributes[key] ?? 0))
  json['3d_dimensions'] = { h: print(h), w: print(w), l: print(l) }
  json['3d_location'] = { x: print(x), y: print(y), z: print(z) }
  json.rotation = print(yawOf(entry.cuboid.rotation))
  if (entry.objectId !== null) json.track_id = entry.objectId
  return json
}

function framesOf(_: Json, { file }: JsonPlace): readonly LabelList[] {
  const name = /([^/]+)\.json$/.exec(file)?.[1] ?? file
  return [{ name, timeUs: null, path: [], mapFromLidar: null }]
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  return frames.map(({ name }, frame) => ({
    path: `label/lidar/${name}.json`,
    document: [],
    lists: [{ frame, path: [] }],
  }))
}
