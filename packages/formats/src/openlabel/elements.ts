import { type Json, verbatim } from '@trueline/annotation'
import {
  below,
  isList,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  listAt,
  objectAt,
} from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { holeOf } from '../skeleton.ts'
import {
  type BoxSetting,
  entryAt,
  type ReadBox,
  type ReadCuboid,
  readBox,
  readCuboid,
  systemOf,
} from './geometry.ts'
import { openlabelTexts } from './openlabelTexts.ts'

/** A geometry that became a record, and its place in the file. */
export type Taken<T> = {
  readonly read: T
  readonly entry: JsonObject
  readonly id: string
  readonly place: JsonPlace
}

/** An object's part of a frame, or its static part, with its records taken out. */
export type TakenPart = {
  readonly part: JsonObject
  readonly cuboid: Taken<ReadCuboid> | null
  readonly boxes: readonly Taken<ReadBox>[]
}

/** How the geometries of an object's part are taken. */
export type TakeSetting = BoxSetting & {
  readonly owner: JsonObject
  readonly place: JsonPlace
  readonly report: OpenReport
  /** Whether cuboids are passed over: a region to be ignored has none. */
  readonly isFlat: boolean
  readonly cuboidId: string
  /** The id of a box in a system's image, the first of them with `index` 0. */
  readonly boxId: (system: string, index: number) => string
}

/**
 * The cuboid and the boxes of an object's part. What cannot be read is refused, a `null` cuboid and
 * all other geometry passed over: all of it stays where it was.
 *
 * @throws {BadInputError} when the part is no object.
 */
export function takeGeometries(value: Json, setting: TakeSetting): TakenPart {
  const part = objectAt(value, setting.place)
  if (part.object_data === undefined) return { part, cuboid: null, boxes: [] }
  const place = below(setting.place, 'object_data')
  const data = objectAt(part.object_data, place)
  const { report } = setting
  const cuboids = setting.isFlat ? null : takeCuboids(data, below(place, 'cuboid'), setting)
  const boxes =
    data.bbox === undefined
      ? null
      : tryOr(report, () => takeBoxes(data, below(place, 'bbox'), setting))
  const left: JsonDraft = { ...data }
  if (cuboids) left.cuboid = cuboids.list
  if (boxes) left.bbox = boxes.list
  return {
    part: { ...part, object_data: left },
    cuboid: cuboids?.taken ?? null,
    boxes: boxes?.taken ?? [],
  }
}

function takeCuboids(data: JsonObject, place: JsonPlace, setting: TakeSetting) {
  const { report, owner, cuboidId: id, spaces, axesIn } = setting
  const list = data.cuboid === undefined ? null : tryOr(report, () => listAt(data.cuboid, place))
  if (list === null) return null
  let taken: Taken<ReadCuboid> | null = null
  const left = list.map((value, index): Json => {
    const at = below(place, index)
    const found = tryOr(report, () => {
      const entry = entryAt(value, at)
      if (entry.val === null) return null
      const system = systemOf(entry, owner)
      const read = readCuboid(entry, { spaces, axesIn, system, place: at })
      return { read, entry, id, place: at }
    })
    if (found === null) return value
    if (taken !== null) {
      report.refused.push({
        file: at.file,
        place: verbatim(at.pointer),
        found: openlabelTexts.furtherCuboid,
        expected: openlabelTexts.oneCuboid,
      })
      return value
    }
    taken = found
    return holeOf(id)
  })
  return { list: left, taken }
}

function takeBoxes(data: JsonObject, place: JsonPlace, setting: TakeSetting) {
  const taken: Taken<ReadBox>[] = []
  const counts = new Map<string, number>()
  const list = listAt(data.bbox, place).map((value, index): Json => {
    const at = below(place, index)
    const found = tryOr(setting.report, () => {
      const entry = entryAt(value, at)
      return { entry, read: readBox(entry, systemOf(entry, setting.owner), at) }
    })
    if (found === null) return value
    const { system } = found.read
    const count = counts.get(system) ?? 0
    counts.set(system, count + 1)
    const id = setting.boxId(system, count)
    taken.push({ ...found, id, place: at })
    return holeOf(id)
  })
  return { list, taken }
}

/** How many entries a list of an object's part has. */
export function countOf(part: JsonObject, key: 'cuboid' | 'bbox'): number {
  const data = part.object_data
  const list =
    typeof data === 'object' && data !== null && !isList(data) ? (data as JsonObject)[key] : null
  return isList(list) ? list.length : 0
}
