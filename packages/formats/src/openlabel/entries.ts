import type { Box2d, CuboidRecord, Json } from '@trueline/annotation'
import { invert, transformCuboid } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import {
  type Described,
  isSameDescription,
  readAttributes,
  streamOf,
  writeAttributes,
} from './attributes.ts'
import { valOfCuboid } from './boxAxes.ts'
import { type BoxSetting, readBox, readCuboid, systemOf } from './geometry.ts'

/** What an entry is written by. */
export type EntrySetting = BoxSetting & {
  /** The entry the record was read from, or one like it whose name and system a new one takes. */
  readonly template: JsonObject
  readonly isOwn: boolean
  /** The object the entry is of. */
  readonly owner: JsonObject
}

/** A cuboid's entry, and what the object's values beside it are to say. */
export type WrittenCuboid = { readonly entry: JsonObject; readonly level: Described }

/** Far below what anyone can set by hand. */
const SAME_PX = 1e-6
const NOWHERE = { file: '', pointer: '' }

/**
 * The entry of a cuboid: its source where it still says the same, else that with another value.
 *
 * @param level What the object's values beside the cuboid say; those that came from there go there.
 */
export function cuboidEntry(
  record: CuboidRecord,
  level: Described,
  setting: EntrySetting,
): WrittenCuboid {
  const { template, isOwn } = setting
  const described = isOwn ? readAttributes(template.attributes) : { attributes: {}, score: null }
  const wanted = shareOut(record, { level, described })
  const system = systemOf(template, setting.owner)
  const isPlaced = isOwn && saysSame(record, system, setting)
  const placed = isPlaced ? template : placeIn(template, record, { system, ...setting })
  const entry = describe(placed, described, { wanted: wanted.entry, isOwn })
  return { entry, level: wanted.level }
}

/** The entry of a box in an image. */
export function boxEntry(record: Box2d, setting: Omit<EntrySetting, keyof BoxSetting>): JsonObject {
  const { template, isOwn } = setting
  const read = isOwn ? readBox(template, '', NOWHERE) : null
  const { leftPx, topPx, rightPx, bottomPx } = record
  const isPlaced =
    read !== null &&
    [
      leftPx - read.leftPx,
      topPx - read.topPx,
      rightPx - read.rightPx,
      bottomPx - read.bottomPx,
    ].every((off) => Math.abs(off) <= SAME_PX)
  const val = [(leftPx + rightPx) / 2, (topPx + bottomPx) / 2, rightPx - leftPx, bottomPx - topPx]
  const described = read ?? { attributes: {}, score: null }
  const placed = isPlaced ? template : { ...template, val }
  return describe(placed, described, { wanted: record, isOwn })
}

/** What a new entry takes from one like it: its name, its system, and the stream it says it is in. */
export function likeEntry(example: JsonObject): JsonObject {
  const { name, coordinate_system, attributes } = example
  const isInStream = streamOf(attributes) !== null
  const texts = isInStream && isObject(attributes) && isList(attributes.text) ? attributes.text : []
  const stream = texts.filter((text) => streamOf({ text: [text] }) !== null)
  return {
    ...(name === undefined ? {} : { name }),
    // Only its length matters: 9 numbers or 10.
    val: example.val ?? null,
    ...(coordinate_system === undefined ? {} : { coordinate_system }),
    ...(isInStream ? { attributes: { text: stream } } : {}),
  }
}

function saysSame(record: CuboidRecord, system: string, setting: EntrySetting): boolean {
  try {
    const read = readCuboid(setting.template, { system, place: NOWHERE, ...setting })
    return isSameCuboid(read.cuboid, record)
  } catch (error) {
    // The source of a record that was moved to another frame may say nothing there.
    if (error instanceof BadInputError) return false
    throw error
  }
}

function placeIn(
  template: JsonObject,
  record: CuboidRecord,
  { spaces, axesIn, system }: BoxSetting & { readonly system: string },
): JsonObject {
  const length = isList(template.val) && template.val.length === 9 ? 9 : 10
  const egoFromSystem = spaces.egoFrom(system)
  if (egoFromSystem !== null) {
    const cuboid = transformCuboid(invert(egoFromSystem), record)
    return { ...template, val: valOfCuboid(cuboid, axesIn(system), length) }
  }
  // No way leads to the system at this frame: the ego's own is always there.
  const { coordinate_system: _, ...rest } = template
  return { ...rest, val: valOfCuboid(record, axesIn(''), length) }
}

function describe(
  entry: JsonObject,
  before: Described,
  { wanted, isOwn }: { readonly wanted: Described; readonly isOwn: boolean },
): JsonObject {
  if (isOwn && isSameDescription(before, wanted)) return entry
  const attributes: Json = writeAttributes(entry.attributes, wanted)
  if (Object.keys(attributes).length > 0) return { ...entry, attributes }
  const { attributes: _, ...rest } = entry
  return rest
}

/** Which of a record's values go to its entry, and which beside it, where they came from. */
function shareOut(
  record: CuboidRecord,
  before: { readonly level: Described; readonly described: Described },
): { readonly entry: Described; readonly level: Described } {
  const { level, described } = before
  const isBeside = (name: string): boolean =>
    Object.hasOwn(level.attributes, name) && !Object.hasOwn(described.attributes, name)
  const own = Object.entries(record.attributes)
  const hidden = Object.entries(level.attributes).filter(([name]) =>
    Object.hasOwn(described.attributes, name),
  )
  const isScoreBeside = level.score !== null && described.score === null
  return {
    entry: {
      attributes: Object.fromEntries(own.filter(([name]) => !isBeside(name))),
      score: isScoreBeside ? null : record.score,
    },
    level: {
      attributes: Object.fromEntries([...hidden, ...own.filter(([name]) => isBeside(name))]),
      score: isScoreBeside ? record.score : level.score,
    },
  }
}
