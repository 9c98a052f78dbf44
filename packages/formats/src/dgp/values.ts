import { type Json, verbatim } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { below, type JsonObject, type JsonPlace, objectAt, textAt } from '../jsonAt.ts'
import { nearVec3, quatUnder, threeUnder } from '../quantities.ts'
import { dgpTexts as say } from './dgpTexts.ts'

const AXES = ['x', 'y', 'z'] as const
const TURN = ['qx', 'qy', 'qz', 'qw'] as const

/** The pose of `rotation` (qw to qz) and `translation` (x to z). @throws {BadInputError} */
export function poseIn(value: Json | undefined, place: JsonPlace): Pose {
  const pose = objectAt(value, place)
  const [qAt, tAt] = [below(place, 'rotation'), below(place, 'translation')]
  const q = objectAt(pose.rotation, qAt)
  const t = objectAt(pose.translation, tAt)
  return {
    translation: nearVec3(threeUnder(t, AXES, tAt), tAt),
    rotation: quatUnder(q, TURN, qAt),
  }
}

/** The JSON of a pose. */
export function jsonOfPose({ translation, rotation }: Pose): JsonObject {
  const [qx, qy, qz, qw] = rotation
  const [x, y, z] = translation
  return { rotation: { qw, qx, qy, qz }, translation: { x, y, z } }
}

/** Microseconds since 1970 of an ISO time in UTC, not always a safe integer. @throws {BadInputError} */
export function microsecondsAt(value: Json | undefined, place: JsonPlace): number {
  const text = textAt(value, place)
  const [, seconds, fraction = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(text) ?? []
  const start = seconds === undefined ? Number.NaN : Date.parse(`${seconds}Z`)
  if (Number.isFinite(start)) return start * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6))
  const found = say.time({ text: text.slice(0, 40) })
  throw new BadInputError({
    file: place.file,
    place: verbatim(place.pointer),
    found,
    expected: say.isoTime,
  })
}

/** The ISO time of microseconds since 1970. */
export function isoOf(timeUs: number): string {
  const second = Math.floor(timeUs / 1e6)
  const fraction = String(timeUs - second * 1e6).padStart(6, '0')
  return new Date(second * 1000).toISOString().replace(/\.\d+Z$/, `.${fraction}Z`)
}
