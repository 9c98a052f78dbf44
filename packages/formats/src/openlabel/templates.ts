import type { Box2d, CuboidRecord } from '@trueline/annotation'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { parseJsonText } from '../sourceJson.ts'
import { streamOf } from './attributes.ts'
import { likeEntry } from './entries.ts'
import { OPENLABEL } from './names.ts'
import type { WriteBase } from './writeBase.ts'

/** The entry a record is written by: its own source, or one like it. */
export type Template = { readonly template: JsonObject; readonly isOwn: boolean }

/** Where the entries of records come from. */
export type Templates = {
  readonly of: (record: CuboidRecord | Box2d) => Template
  /** Makes a static entry the source of a record that now has one of its own. */
  readonly adopt: (recordId: string, entry: JsonObject) => void
}

/**
 * Templates for records: a new cuboid takes after another of its track, a new box after one in the
 * same image, else after the first of the document.
 */
export function templatesOf(
  base: Pick<WriteBase, 'examples'>,
  records: readonly (CuboidRecord | Box2d)[],
): Templates {
  const likeByKey = new Map<string, string>()
  const adopted = new Map<string, JsonObject>()
  for (const record of records) {
    const text = record.extras[OPENLABEL]
    const key = keyOf(record)
    if (typeof text === 'string' && !likeByKey.has(key)) likeByKey.set(key, text)
  }
  return {
    adopt: (recordId, entry) => adopted.set(recordId, entry),
    of: (record) => {
      const own = adopted.get(record.id) ?? entryIn(record.extras[OPENLABEL])
      if (own !== null) return { template: own, isOwn: true }
      const like = entryIn(likeByKey.get(keyOf(record)))
      const example = like ?? base.examples[record.kind === 'cuboid' ? 'cuboid' : 'box']
      const template = likeEntry(example)
      if (record.kind === 'cuboid' || like !== null) return { template, isOwn: false }
      return { template: inImage(template, record.sensorId), isOwn: false }
    },
  }
}

function keyOf(record: CuboidRecord | Box2d): string {
  return record.kind === 'cuboid' ? `track ${record.trackId}` : `image ${record.sensorId}`
}

function inImage(template: JsonObject, sensor: string): JsonObject {
  if (streamOf(template.attributes) === null) return { ...template, coordinate_system: sensor }
  return { ...template, attributes: { text: [{ name: 'stream', val: sensor }] } }
}

function entryIn(text: unknown): JsonObject | null {
  if (typeof text !== 'string') return null
  const value = parseJsonText(text, OPENLABEL)
  return isObject(value) ? value : null
}
