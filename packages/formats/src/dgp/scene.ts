import { type Json, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  listAt,
  objectAt,
  textAt,
} from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { numberText, parseSourceJson } from '../sourceJson.ts'
import type { Classes } from './box3d.ts'
import { dgpTexts as say } from './dgpTexts.ts'

/** A file of a sensor in a scene. */
export type Datum = {
  readonly name: string
  readonly kind: 'point_cloud' | 'image'
  /** What stands under `point_cloud` or `image`. */
  readonly value: JsonObject
  readonly place: JsonPlace
  readonly timestamp: Json | undefined
}

/** A moment of a scene. */
export type Sample = {
  readonly place: JsonPlace
  readonly timestamp: Json | undefined
  readonly calibrationKey: string
  readonly data: readonly Datum[]
}

/** A scene file, read. */
export type Scene = {
  readonly file: string
  /** The scene's folder with a `/` behind it. */
  readonly root: string
  readonly value: JsonObject
  readonly samples: readonly Sample[]
}

/** The scene files of a tree. */
export function sceneFiles(tree: FileTree): readonly string[] {
  return tree.files
    .map(({ path }) => path)
    .filter((path) => /(^|\/)scene_[^/]+\.json$/.test(path) && !/scene_dataset[^/]*$/.test(path))
}

/** The first scene of a tree. @throws {BadInputError} when there is none. */
export async function readSceneFile(tree: FileTree, report: OpenReport): Promise<Scene> {
  const [file, ...others] = sceneFiles(tree)
  if (file === undefined) {
    const found = entryTexts.files({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: say.scene })
  }
  for (const other of others) {
    const expected = say.oneScene({ file })
    report.refused.push({ file: other, place: WHOLE, found: say.secondScene, expected })
  }
  const top = { file, pointer: '' }
  const value = objectAt(parseSourceJson(await tree.read(file), file), top)
  const data = new Map<Json, Datum>()
  for (const [index, item] of listAt(value.data, below(top, 'data')).entries()) {
    const datum = tryOr(report, () => datumAt(item, below(top, 'data', index)))
    if (datum !== null) data.set(datum.key, datum)
  }
  const samples = listAt(value.samples, below(top, 'samples')).flatMap((item, index) => {
    const place = below(top, 'samples', index)
    const sample = tryOr(report, () => sampleAt(item, { data, place, report }))
    return sample === null ? [] : [sample]
  })
  return { file, root: file.slice(0, file.lastIndexOf('/') + 1), value, samples }
}

function datumAt(item: Json, place: JsonPlace): Datum & { readonly key: string } {
  const { key, id, datum } = objectAt(item, place)
  const idAt = below(place, 'id')
  const { name, timestamp } = objectAt(id, idAt)
  const holder = objectAt(datum, below(place, 'datum'))
  const kind = isObject(holder.point_cloud) ? 'point_cloud' : 'image'
  const valuePlace = below(place, 'datum', kind)
  return {
    key: textAt(key, below(place, 'key')),
    name: textAt(name, below(idAt, 'name')),
    kind,
    value: objectAt(holder[kind], valuePlace),
    place: valuePlace,
    timestamp,
  }
}

type Context = {
  readonly data: ReadonlyMap<Json, Datum>
  readonly place: JsonPlace
  readonly report: OpenReport
}

function sampleAt(item: Json, { data, place, report }: Context): Sample {
  const { calibration_key: key, datum_keys: keys, id } = objectAt(item, place)
  const list = listAt(keys, below(place, 'datum_keys'))
  const own = list.flatMap((one, index) => {
    const datum = data.get(one)
    if (datum !== undefined) return [datum]
    const { file, pointer } = below(place, 'datum_keys', index)
    const found = say.noDatum({ key: plainText(one).slice(0, 40) })
    report.refused.push({ file, place: verbatim(pointer), found, expected: say.datum })
    return []
  })
  return {
    place,
    timestamp: objectAt(id, below(place, 'id')).timestamp,
    calibrationKey: textAt(key, below(place, 'calibration_key')),
    data: own,
  }
}

/** The classes of the items of ontologies, the earlier first. */
export function classesOf(ontologies: readonly Json[]): Classes {
  const names = new Map<string, string>()
  for (const ontology of ontologies) {
    for (const item of isObject(ontology) && isList(ontology.items) ? ontology.items : []) {
      const id = isObject(item) ? numberText(item.id) : null
      if (id === null || !isObject(item) || typeof item.name !== 'string') continue
      if (!names.has(id)) names.set(id, item.name)
    }
  }
  const ids = new Map([...names].map(([id, name]) => [name, Number(id)]))
  return { nameOf: (id) => names.get(id) ?? null, idOf: (name) => ids.get(name) ?? null }
}
