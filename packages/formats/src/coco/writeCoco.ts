import type { Box2d, Clip, Json } from '@trueline/annotation'
import type { Exported, ExportSource, Loss } from '../codec.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { plainText } from '../plainText.ts'
import { END_OF_LIST, fillHoles } from '../skeleton.ts'
import { numberText, printSourceJson } from '../sourceJson.ts'
import { annotationOf, COCO, categoriesOf } from './box.ts'
import { cocoTexts as say } from './cocoTexts.ts'

/** A clip's 2D boxes as a COCO file, what was read and not changed as its source had it. */
export function writeCoco(source: ExportSource): Exported {
  return { files: files(source), losses: lossesOf(source) }
}

async function* files({ clip, records }: ExportSource) {
  const boxes = records.filter((one) => one.kind === 'box2d')
  const { file, value, images } = keptOf(clip) ?? freshOf(clip)
  const bytes = new TextEncoder().encode(printSourceJson(filled(value, images, boxes), ' '))
  yield await Promise.resolve({ path: file, bytes })
}

/** Ids of images by frame and camera. */
type Images = ReadonlyMap<string, Json>

type Document = { readonly file: string; readonly value: JsonObject; readonly images: Images }

function keptOf({ extras }: Clip): Document | null {
  const kept = extras[COCO]
  if (!isObject(kept) || !isObject(kept.value)) return null
  const images = (isList(kept.images) ? kept.images : []).flatMap((one) =>
    isList(one) ? [[`${plainText(one[1])}/${plainText(one[2])}`, numberFrom(one[0])] as const] : [],
  )
  return { file: plainText(kept.file), value: kept.value, images: new Map(images) }
}

/** An id as the number it most likely was. */
function numberFrom(id: Json | undefined): Json {
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : (id ?? null)
}

function freshOf(clip: Clip): Document {
  const cameras = clip.sensors.filter(({ modality }) => modality === 'camera')
  const images = clip.frames.flatMap((frame, index) =>
    cameras.map(({ id }) => {
      const own = frame.images.find(({ sensorId }) => sensorId === id)
      const ending = own?.mime === 'image/png' ? 'png' : 'jpg'
      const size = { width: own?.widthPx ?? 0, height: own?.heightPx ?? 0 }
      return { key: `${index}/${id}`, file_name: `${id}/${frame.name}.${ending}`, ...size }
    }),
  )
  return {
    file: 'annotations/instances.json',
    value: {
      info: { description: clip.name },
      images: images.map(({ key: _, ...image }, index) => ({ id: index + 1, ...image })),
      categories: [],
      annotations: [END_OF_LIST],
    },
    images: new Map(images.map(({ key }, index) => [key, index + 1])),
  }
}

function filled(document: JsonObject, images: Images, boxes: readonly Box2d[]): Json {
  const listed = isList(document.categories) ? document.categories : []
  const known = categoriesOf(listed)
  const idByName = new Map([...known].map(([id, name]) => [name, Number(id)]))
  const added: JsonObject[] = []
  for (const { category } of boxes) {
    if (idByName.has(category)) continue
    const id = Math.max(0, ...idByName.values()) + 1
    idByName.set(category, id)
    added.push({ id, name: category, supercategory: '' })
  }
  let lastId = Math.max(0, ...idsIn(document.annotations, boxes))
  const left = new Map<string, Box2d>(boxes.map((box) => [box.id, box]))
  const write = (box: Box2d): JsonObject => {
    const image_id = images.get(`${box.frame}/${box.sensorId}`) ?? null
    const isNew = box.extras[COCO] === undefined
    const fresh = isNew ? { id: ++lastId, image_id } : {}
    return annotationOf(box, {
      ...{ categories: known, fresh },
      categoryId: idByName.get(box.category) ?? 0,
    })
  }
  const annotations = fillHoles(document.annotations ?? [], {
    record: (id) => {
      const box = left.get(id)
      left.delete(id)
      return box === undefined ? null : write(box)
    },
    rest: () => [...left.values()].map(write),
  })
  return { ...document, categories: [...listed, ...added], annotations }
}

/** Ids that are taken: of annotations that were not understood, and of those that were. */
function* idsIn(annotations: Json | undefined, boxes: readonly Box2d[]): Generator<number> {
  for (const one of isList(annotations) ? annotations : []) {
    const id = isObject(one) ? Number(numberText(one.id) ?? 0) : 0
    if (Number.isFinite(id)) yield id
  }
  for (const { extras } of boxes) {
    const kept = extras[COCO]
    const id = typeof kept === 'string' ? /"id":\s*(\d+)/.exec(kept)?.[1] : undefined
    if (id !== undefined) yield Number(id)
  }
}

function lossesOf({ records }: ExportSource): readonly Loss[] {
  const all = (['cuboid', 'track'] as const).map(
    (kind): Loss => ({
      record: kind,
      field: lossFields.all,
      count: records.filter((one) => one.kind === kind).length,
      why: say.images,
    }),
  )
  const boxes = records.filter((one) => one.kind === 'box2d')
  const attributes: Loss = {
    record: 'box2d',
    field: lossFields.attributes,
    count: boxes.filter((box) => Object.keys(box.attributes).length > 0).length,
    why: say.images,
  }
  return [...all, attributes].filter(({ count }) => count > 0)
}
