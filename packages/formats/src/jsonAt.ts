import { type Json, joined, type Message, verbatim } from '@trueline/annotation'
import { BadInputError } from './badInputError.ts'
import { plainNumber } from './plainNumber.ts'
import { sharedTexts } from './sharedTexts.ts'
import { numberText } from './sourceJson.ts'

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }

/**
 * A JSON object while it is put together, key by key: of a literal, each key that is new behind a
 * spread costs the engine half a microsecond, some forty times as much as one that is set.
 */
export type JsonDraft = { [key: string]: Json }

/** A place in a JSON file: where a refusal points to. */
export type JsonPlace = { readonly file: string; readonly pointer: string }

/** The place of a key or index below another, as a JSON pointer (RFC 6901). */
export function below(place: JsonPlace, ...keys: readonly (string | number)[]): JsonPlace {
  let { pointer } = place
  // Made for each number of a document: nearly no key needs to be escaped.
  for (const key of keys) pointer += `/${typeof key === 'string' ? escaped(key) : key}`
  return { file: place.file, pointer }
}

function escaped(key: string): string {
  return key.includes('/') || key.includes('~')
    ? key.replaceAll('~', '~0').replaceAll('/', '~1')
    : key
}

/** Whether a value is a JSON object; arrays and kept numbers are none. */
export function isObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    numberText(value) === null
  )
}

/** Whether a value is a JSON array. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** @returns The value, an object. @throws {BadInputError} when it is none. */
export function objectAt(value: Json | undefined, place: JsonPlace): JsonObject {
  if (!isObject(value)) throw unlike(value, place, sharedTexts.anObject)
  return value
}

/** @returns The value, an array. @throws {BadInputError} when it is none. */
export function listAt(value: Json | undefined, place: JsonPlace): readonly Json[] {
  if (!isList(value)) throw unlike(value, place, sharedTexts.anArray)
  return value
}

/** @returns The value, a text. @throws {BadInputError} when it is none. */
export function textAt(value: Json | undefined, place: JsonPlace): string {
  if (typeof value !== 'string') throw unlike(value, place, sharedTexts.aText)
  return value
}

/** @returns The value, a finite number. @throws {BadInputError} when it is none. */
export function numberAt(value: Json | undefined, place: JsonPlace): number {
  const number = plainNumber(value)
  if (!Number.isFinite(number)) throw unlike(value, place, sharedTexts.finiteNumber)
  return number
}

/**
 * The finite number under a key of an object at a place; the number's own place is made only where
 * it is none.
 *
 * @throws {BadInputError} when it is none.
 */
export function numberUnder(object: JsonObject, key: string, place: JsonPlace): number {
  const value = object[key]
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return numberAt(value, below(place, key))
}

/**
 * The finite numbers of an array, one of nested rows read row by row.
 *
 * @throws {BadInputError} when it is none, or has another length than those allowed.
 */
export function numbersAt(
  value: Json | undefined,
  place: JsonPlace,
  lengths: readonly number[],
): readonly number[] {
  if (!isList(value)) throw notNumbers(value, place, lengths)
  const flat = value.some(isList) ? value.flatMap((row) => (isList(row) ? row : [row])) : value
  const numbers: number[] = []
  // Places are made for numbers that are none alone: a document has millions.
  for (const item of flat) {
    numbers.push(typeof item === 'number' ? item : numberAt(item, below(place, numbers.length)))
  }
  if (!lengths.includes(numbers.length)) throw notNumbers(value, place, lengths)
  return numbers
}

function notNumbers(
  value: Json | undefined,
  place: JsonPlace,
  lengths: readonly number[],
): BadInputError {
  const told = joined(lengths.map(verbatim), sharedTexts.or)
  return unlike(value, place, sharedTexts.finiteNumbers({ lengths: told }))
}

/** The refusal of a value for what it is. */
export function unlike(
  value: Json | undefined,
  place: JsonPlace,
  expected: Message,
): BadInputError {
  return new BadInputError({
    file: place.file,
    place: verbatim(place.pointer),
    found: describe(value),
    expected,
  })
}

function describe(value: Json | undefined): Message {
  if (value === undefined) return sharedTexts.nothing
  if (isList(value)) return sharedTexts.array({ count: value.length })
  if (isObject(value)) {
    const keys = Object.keys(value).slice(0, 4).join(', ')
    return keys === '' ? sharedTexts.objectWithout : sharedTexts.objectWith({ keys })
  }
  return verbatim((numberText(value) ?? JSON.stringify(value)).slice(0, 60))
}
