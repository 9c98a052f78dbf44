import type { Attributes, Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { numberText } from '../sourceJson.ts'

/** Names that a model's score goes by; the first is the one we write. */
const SCORES = ['score', 'confidence', 'probability', 'detection_score']

/** Kognic's name of the stream a geometry was drawn in: a place, not an attribute. */
const STREAM = 'stream'

/** What the `boolean`, `num` and `text` lists of an element say. */
export type Described = { readonly attributes: Attributes; readonly score: number | null }

type Kind = 'boolean' | 'num' | 'text'
const KINDS: readonly Kind[] = ['boolean', 'num', 'text']

/** The attributes and the score in lists of named values; of a name that is twice the first counts. */
export function readAttributes(lists: Json | undefined): Described {
  // Most geometries have none.
  if (!isObject(lists) || !KINDS.some((kind) => kind in lists))
    return { attributes: {}, score: null }
  const attributes = new Map<string, boolean | number | string>()
  let score: number | null = null
  for (const { kind, name, value } of itemsOf(lists)) {
    if (kind === 'num' && SCORES.includes(name)) score ??= Number(value)
    else if (!attributes.has(name)) attributes.set(name, value)
  }
  return { attributes: Object.fromEntries(attributes), score }
}

/**
 * Lists of named values that say what is wanted: items whose value stays stand as they are, items
 * that are not wanted go, new ones are added. `vec` and whatever else is there is left alone.
 */
export function writeAttributes(lists: Json | undefined, wanted: Described): JsonObject {
  const given = isObject(lists) ? lists : {}
  const before = readAttributes(lists)
  const left = new Map(Object.entries(wanted.attributes))
  const written = new Map<string, Json>()
  let isScored = wanted.score === null
  for (const [key, list] of Object.entries(given)) {
    if (!isKind(key) || !isList(list)) {
      written.set(key, list)
      continue
    }
    const items = list.flatMap((item): readonly Json[] => {
      const read = itemOf(key, item)
      if (read === null) return [item]
      if (key === 'num' && SCORES.includes(read.name)) {
        if (isScored) return []
        isScored = true
        return [wanted.score === before.score ? item : { ...read.item, val: wanted.score }]
      }
      const value = left.get(read.name)
      if (value === undefined || kindOf(value) !== key) return []
      left.delete(read.name)
      return [value === read.value ? item : { ...read.item, val: value }]
    })
    if (items.length > 0 || list.length === 0) written.set(key, items)
  }
  if (!isScored) left.set(SCORES[0] ?? '', wanted.score ?? 0)
  for (const [name, val] of left) {
    const list = written.get(kindOf(val))
    written.set(kindOf(val), [...(isList(list) ? list : []), { name, val }])
  }
  return Object.fromEntries(written)
}

/** Whether both say the same. */
export function isSameDescription(a: Described, b: Described): boolean {
  const names = Object.keys(a.attributes)
  return (
    a.score === b.score &&
    names.length === Object.keys(b.attributes).length &&
    names.every(
      (name) => Object.hasOwn(b.attributes, name) && a.attributes[name] === b.attributes[name],
    )
  )
}

/** The stream a geometry says it was drawn in; `null` where it says none. */
export function streamOf(lists: Json | undefined): string | null {
  const texts = isObject(lists) ? lists.text : undefined
  if (!isList(texts)) return null
  const item = texts.find((text) => isObject(text) && text.name === STREAM)
  return isObject(item) && typeof item.val === 'string' ? item.val : null
}

type Item = {
  readonly kind: Kind
  readonly name: string
  readonly value: boolean | number | string
  readonly item: JsonObject
}

function* itemsOf(lists: Json | undefined): Generator<Item> {
  if (!isObject(lists)) return
  for (const kind of KINDS) {
    const list = lists[kind]
    if (!isList(list)) continue
    for (const item of list) {
      const read = itemOf(kind, item)
      if (read !== null) yield read
    }
  }
}

/** The named value of an item; `null` for one that is none, such as a stream or a list. */
function itemOf(kind: Kind, item: Json): Item | null {
  if (!isObject(item) || typeof item.name !== 'string') return null
  if (kind === 'text' && item.name === STREAM) return null
  const { name, val } = item
  if (kind === 'boolean') return typeof val === 'boolean' ? { kind, name, value: val, item } : null
  if (kind === 'text') return typeof val === 'string' ? { kind, name, value: val, item } : null
  const text = numberText(val)
  const value = Number(text ?? Number.NaN)
  return Number.isFinite(value) ? { kind, name, value, item } : null
}

function kindOf(value: boolean | number | string): Kind {
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'number' ? 'num' : 'text'
}

function isKind(key: string): key is Kind {
  return (KINDS as readonly string[]).includes(key)
}
