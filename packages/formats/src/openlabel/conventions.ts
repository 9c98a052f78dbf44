import type { Json } from '@trueline/annotation'
import { multiply, type Pose, tiltOf } from '@trueline/geometry'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { streamOf } from './attributes.ts'
import { type BoxAxes, cuboidOfVal } from './boxAxes.ts'
import { systemOf } from './geometry.ts'
import { streamNames } from './streams.ts'

/** How a document writes its cuboids. */
export type Conventions = {
  /** The axes of boxes by coordinate system; standard in those that are not named. */
  readonly axes: Readonly<Record<string, BoxAxes>>
  /** Whether it is of Kognic's dialect: axes, and times in milliseconds. */
  readonly isKognic: boolean
}

/** A cuboid entry with numbers, wherever it is in a document. */
type Found = {
  readonly system: string
  readonly val: readonly number[]
  readonly stream: string | null
}

/**
 * The conventions a document's cuboids follow, by what they look like.
 *
 * Kognic's name a `stream` instead of a coordinate system, and are wider than long along their own
 * axes. Boxes in a camera's system lie on their side when taken as standard, and stand when their y
 * is taken as down: each system goes with the majority of its boxes.
 *
 * @param egoFrom A coordinate system in the ego's space.
 */
export function conventionsOf(
  root: JsonObject,
  egoFrom: (system: string) => Pose | null,
): Conventions {
  const found = [...cuboidsIn(root)]
  const isKognic =
    found.length > 0 &&
    found.every(({ system, stream }) => stream !== null && stream === system) &&
    found.reduce((sum, { val }) => sum + (val.at(-2) ?? 0) - (val.at(-3) ?? 0), 0) > 0
  const systems = [...new Set(found.map(({ system }) => system))]
  if (isKognic) {
    return { axes: Object.fromEntries(systems.map((system) => [system, 'kognic'])), isKognic }
  }
  const cameras = new Set(streamNames(root, 'camera'))
  const lying = systems.filter((system) => {
    const pose = cameras.has(system) ? egoFrom(system) : null
    const vals = found.filter((one) => one.system === system).map(({ val }) => val)
    return pose !== null && tiltedShare(vals, pose) > 0.5
  })
  return { axes: Object.fromEntries(lying.map((system) => [system, 'camera'])), isKognic }
}

/** Looks up the axes of boxes in a system. */
export function axesIn(axes: Conventions['axes']): (system: string) => BoxAxes {
  const bySystem = new Map(Object.entries(axes))
  return (system) => bySystem.get(system) ?? 'standard'
}

/** The share of boxes that stand straighter when their own y is down. */
function tiltedShare(vals: readonly (readonly number[])[], egoFromSystem: Pose): number {
  const tilt = (val: readonly number[], axes: BoxAxes): number => {
    const { rotation } = cuboidOfVal(val, axes, { file: '', pointer: '' })
    return tiltOf(multiply(egoFromSystem.rotation, rotation))
  }
  const count = vals.filter((val) => tilt(val, 'camera') < tilt(val, 'standard')).length
  return count / vals.length
}

function* cuboidsIn(root: JsonObject): Generator<Found> {
  const objects = isObject(root.objects) ? root.objects : {}
  for (const object of Object.values(objects)) {
    if (isObject(object)) yield* cuboidsOf(object, object)
  }
  const frames = isObject(root.frames) ? root.frames : {}
  for (const frame of Object.values(frames)) {
    const here = isObject(frame) && isObject(frame.objects) ? frame.objects : {}
    for (const [uid, part] of Object.entries(here)) {
      const owner = objects[uid]
      if (isObject(part)) yield* cuboidsOf(part, isObject(owner) ? owner : {})
    }
  }
}

function* cuboidsOf(part: JsonObject, owner: JsonObject): Generator<Found> {
  const data = part.object_data
  const list = isObject(data) && isList(data.cuboid) ? data.cuboid : []
  for (const entry of list) {
    const val = isObject(entry) ? numbersIn(entry.val) : null
    if (!isObject(entry) || val === null) continue
    yield { system: systemOf(entry, owner), val, stream: streamOf(entry.attributes) }
  }
}

/** The numbers of a value that a box could be; others are refused where they are read. */
function numbersIn(value: Json | undefined): readonly number[] | null {
  if (!isList(value) || (value.length !== 9 && value.length !== 10)) return null
  const numbers = value.map(plainNumber)
  const areFinite = numbers.every(Number.isFinite)
  const hasTurn = numbers.length === 9 || numbers.some((part, at) => at > 2 && at < 7 && part !== 0)
  const hasSize = numbers.every((size, at) => at < numbers.length - 3 || size > 0)
  return areFinite && hasTurn && hasSize ? numbers : null
}
