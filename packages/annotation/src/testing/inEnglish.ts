import type { Message } from '../message.ts'

/** A value with each text of two languages in it as its English. */
export type English<Value> = Value extends Message
  ? string
  : Value extends object
    ? { readonly [Key in keyof Value]: English<Value[Key]> }
    : Value

/** What something says in English, for tests to compare; its own sense is in its keys. */
export function inEnglish<Value>(value: Value): English<Value> {
  // The cases of the type, told apart by what is there.
  return plain(value) as English<Value>
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  if ('en' in value && 'zh' in value) return value.en
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
}
