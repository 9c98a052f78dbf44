import {
  type Box2d,
  box2dId,
  type Camera,
  type Json,
  sensorId,
  verbatim,
} from '@trueline/annotation'
import { IDENTITY_POSE, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import { below, isObject, listAt, objectAt, unlike } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { END_OF_LIST, holeOf } from '../skeleton.ts'
import { numberText, parseSourceJson, printSourceJson } from '../sourceJson.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { lettersOf } from '../text.ts'
import { boxOf, COCO, categoriesOf } from './box.ts'
import { cocoTexts as say } from './cocoTexts.ts'
import { type ImagePlace, imagesOf, placesAlone, placesOnto } from './images.ts'

/** Enough of a file to see what it is. */
const HEAD_BYTES = 4096
/** Files are looked into from the largest on. */
const LOOKED_AT = 24

/** The COCO files of a tree, the largest first. */
export async function documentsIn(tree: FileTree): Promise<readonly string[]> {
  const found: string[] = []
  const named = tree.files
    .filter(({ path }) => /\.json$/i.test(path))
    .toSorted((a, b) => b.bytes - a.bytes)
  for (const { path, bytes } of named.slice(0, LOOKED_AT)) {
    const head = await tree.read(path, { offset: 0, bytes: HEAD_BYTES })
    const tail = await tree.read(path, {
      offset: Math.max(0, bytes - HEAD_BYTES),
      bytes: HEAD_BYTES,
    })
    const text = lettersOf(head) + lettersOf(tail)
    // Which of the three comes first is anybody's choice.
    const keys = [/"images"\s*:\s*\[/, /"annotations"\s*:\s*\[/, /"categories"\s*:\s*\[/]
    const isOne =
      keys.filter((key) => key.test(text)).length >= 2 && /"(image_id|file_name)"\s*:/.test(text)
    if (isOne && /^[^\w"]*\{/.test(text)) found.push(path)
  }
  return found
}

/**
 * The boxes of a COCO file on the clip they are for, or on a clip of its images alone.
 *
 * @throws {BadInputError} when there is none.
 */
export async function readCoco(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const [file, ...others] = await documentsIn(tree)
  if (file === undefined) {
    throw new BadInputError({ file: '', place: WHOLE, found: say.none, expected: say.document })
  }
  for (const other of others) {
    report.refused.push({
      file: other,
      place: WHOLE,
      found: say.second,
      expected: say.one({ file }),
    })
  }
  const top = { file, pointer: '' }
  const document = objectAt(parseSourceJson(await tree.read(file), file), top)
  const images = imagesOf(listAt(document.images, below(top, 'images')))
  const categories = categoriesOf(listAt(document.categories, below(top, 'categories')))
  const { onto } = options
  const alone = placesAlone(images)
  const places = onto === null ? alone.places : placesOnto(images, onto)
  const missing = images.filter(({ id }) => !places.has(id)).length
  if (missing > 0) {
    report.notices.push({ file, place: WHOLE, message: say.noFrame({ count: missing }) })
  }
  const boxes: Box2d[] = []
  const annotations = listAt(document.annotations, below(top, 'annotations'))
  const left = annotations.map((source, index): Json => {
    const box = tryOr(report, () => take(source, { top, index, places, categories }))
    if (box === null) return source
    boxes.push(box)
    return holeOf(box.id)
  })
  const frames: readonly ImportedFrame[] =
    onto?.frames.map(({ name, timeUs, worldFromEgo }) => {
      return { name, timeUs, worldFromEgo, sweeps: [], images: [], extras: {} }
    }) ?? alone.names.map((name, frame) => frameAlone(tree, { name, frame, images, places }))
  return {
    clip: {
      name: options.name,
      frames,
      sensors: onto?.sensors ?? alone.cameras.map(cameraAlone),
      ontology: sourceOntology([...categories.values()]),
      worldOrigin: onto?.worldOrigin ?? ZERO,
      format: COCO,
      extras: {
        [COCO]: {
          file,
          value: { ...document, annotations: [...left, END_OF_LIST] },
          images: [...places].map(([id, { frame, camera }]) => [id, frame, camera]),
        },
      },
    },
    records: boxes,
    report: { ...report, suggestions: [] },
  }
}

type Taking = {
  readonly top: { readonly file: string; readonly pointer: string }
  readonly index: number
  readonly places: ReadonlyMap<string, ImagePlace>
  readonly categories: ReadonlyMap<string, string>
}

function take(source: Json, { top, index, places, categories }: Taking): Box2d {
  const place = below(top, 'annotations', index)
  if (!isObject(source)) throw unlike(source, place, sharedTexts.anObject)
  const id =
    numberText(source.image_id) ?? (typeof source.image_id === 'string' ? source.image_id : '')
  const image = places.get(id)
  if (image === undefined) {
    const { file, pointer } = below(place, 'image_id')
    const found = say.unknownImage({ id })
    throw new BadInputError({ file, place: verbatim(pointer), found, expected: say.knownImage })
  }
  return {
    kind: 'box2d',
    id: box2dId(`${COCO}:${index}`),
    trackId: null,
    frame: image.frame,
    sensorId: sensorId(image.camera),
    ...boxOf(source, place, categories),
    attributes: {},
    provenance: 'import',
    extras: { [COCO]: printSourceJson(source) },
  }
}

type Alone = {
  readonly name: string
  readonly frame: number
  readonly images: ReturnType<typeof imagesOf>
  readonly places: ReadonlyMap<string, ImagePlace>
}

function frameAlone(tree: FileTree, { name, frame, images, places }: Alone): ImportedFrame {
  return {
    ...{ name, timeUs: null, worldFromEgo: null, sweeps: [], extras: {} },
    images: images.flatMap(({ id, path }) => {
      const place = places.get(id)
      const file = tree.files.find(
        (one) => one.path === path || one.path.endsWith(`/${path}`),
      )?.path
      if (place?.frame !== frame || file === undefined) return []
      const read = () => tree.read(file)
      return [{ sensorId: sensorId(place.camera), file, calibration: null, read }]
    }),
  }
}

function cameraAlone(name: string): Camera {
  const [id, egoFromSensor] = [sensorId(name), IDENTITY_POSE]
  return { modality: 'camera', id, egoFromSensor, model: null, extras: {} }
}
