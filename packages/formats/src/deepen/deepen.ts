import { type Clip, type Json, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Codec } from '../codec.ts'
import { attributesOver, plainAttributes } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonDraft,
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
import { nearVec3, positiveSize, threeUnder, unitQuat } from '../quantities.ts'
import { parseSourceJson, printSourceJson } from '../sourceJson.ts'

const CODEC = 'deepen'
const KIND = '3d_bbox'
const CENTER = ['cx', 'cy', 'cz'] as const
const SIZE = ['l', 'w', 'h'] as const
const XYZ = ['x', 'y', 'z'] as const
/** Where a label stood among all of its file. */
const ORDER = '#'
/** Where what is no label is kept. */
const OTHER = '#other'

/** Labels of Deepen AI: one list of all files' labels, in the space of the uploaded clouds. */
export const deepen: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.deepen,
  reads: say.deepenReads,
  writes: say.deepenWrites,
  limits: [labelTexts.mapLimit, say.deepenSpace],
  space: 'map',
  container: { ending: /\.json$/i, parse, print },
  isOne: (head) =>
    /^\s*\[/.test(head) && /"label_type"\s*:/.test(head) && /"file_id"\s*:/.test(head),
  framesOf,
  format: () => FORMAT,
  fresh,
  holds: { score: false, attributes: true, tilt: true, ids: true },
})

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

/** The list by file, labels with their place in it. */
function parse(bytes: Uint8Array, file: string): Json {
  const labels = listAt(parseSourceJson(bytes, file), { file, pointer: '' })
  const byFile = new Map<string, Json[]>()
  for (const [index, label] of labels.entries()) {
    const id = isObject(label) && typeof label.file_id === 'string' ? label.file_id : ''
    const placed: JsonDraft = isObject(label) ? { ...label } : { [OTHER]: label }
    placed[ORDER] = index
    const here = byFile.get(id)
    if (here) here.push(placed)
    else byFile.set(id, [placed])
  }
  const { compare } = new Intl.Collator('en', { numeric: true })
  return [...byFile]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([file_id, own]) => ({ file_id, labels: own }))
}

function print(document: Json): Uint8Array {
  const labels = (isList(document) ? document : []).flatMap((one) => {
    if (!isObject(one) || !isList(one.labels)) return []
    return one.labels.map((label) =>
      isObject(label) && label[ORDER] === undefined
        ? { ...label, file_id: one.file_id ?? '' }
        : label,
    )
  })
  const orderOf = (label: Json): number => {
    const order = isObject(label) ? label[ORDER] : undefined
    return typeof order === 'number' ? order : labels.length
  }
  const sorted = labels.toSorted((a, b) => orderOf(a) - orderOf(b))
  const plain = sorted.map((label) => {
    if (!isObject(label)) return label
    const { [ORDER]: _, [OTHER]: other, ...own } = label
    return other === undefined ? own : other
  })
  return new TextEncoder().encode(printSourceJson(plain, ' '))
}

function decode(source: JsonObject, place: JsonPlace): Entry {
  const kind = textAt(source.label_type, below(place, 'label_type'))
  const at = below(place, 'three_d_bbox')
  if (kind !== KIND) {
    throw new BadInputError({
      ...{ file: place.file, place: verbatim(place.pointer) },
      ...{ found: say.cuboidKind({ kind }), expected: say.noKind({ kind: KIND }) },
    })
  }
  const box = objectAt(source.three_d_bbox, at)
  const turnAt = below(at, 'quaternion')
  const turn = objectAt(box.quaternion, turnAt)
  const { label_id } = source
  return {
    cuboid: {
      center: nearVec3(threeUnder(box, CENTER, at), at),
      extent: positiveSize(threeUnder(box, SIZE, at), at),
      rotation: unitQuat([...threeUnder(turn, XYZ, turnAt), numberUnder(turn, 'w', turnAt)], at),
    },
    category: textAt(source.label_category_id, below(place, 'label_category_id')),
    objectId: typeof label_id === 'string' && label_id !== '' ? label_id : null,
    score: null,
    attributes: plainAttributes(source.attributes),
    pointCount: null,
  }
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const [cx, cy, cz] = entry.cuboid.center
  const [l, w, h] = entry.cuboid.extent
  const [x, y, z, qw] = entry.cuboid.rotation
  const json: JsonDraft = template === null ? freshLabel() : { ...template }
  json.label_category_id = entry.category
  json.label_id = entry.objectId ?? ''
  json.attributes = attributesOver(template?.attributes, entry.attributes)
  json.three_d_bbox = { cx, cy, cz, l, w, h, quaternion: { x, y, z, w: qw } }
  return json
}

function freshLabel(): JsonDraft {
  return {
    sensor_id: 'lidar',
    label_type: KIND,
    label_set_id: 'default',
    stage_id: 'labelling',
    attributes_source: {},
    box: null,
    two_d_mask: null,
  }
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  return listAt(document, place).map((one, index) => {
    const id = isObject(one) && typeof one.file_id === 'string' ? one.file_id : String(index)
    const name = id.slice(id.lastIndexOf('/') + 1).replace(/\.[a-z]+$/i, '')
    return { name, timeUs: null, path: [index, 'labels'], mapFromLidar: null }
  })
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  return [
    {
      path: 'annotations.json',
      document: frames.map(({ name }) => ({ file_id: `${name}.pcd`, labels: null })),
      lists: frames.map((_, frame) => ({ frame, path: [frame, 'labels'] })),
    },
  ]
}
