import type { Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { intervalsOf } from './frameIntervals.ts'

/** An object's part of one frame, or its static part where `frame` is `null`. */
export type Part = { readonly frame: number | null; readonly part: JsonObject }

type Seen = {
  readonly type: string
  readonly frames: Set<number>
  readonly attributes: Map<string, string>
}

/**
 * `object_data_pointers` of an object: which frames hold data of a name, of which type, with which
 * attributes. A pointer that still holds stands as it was.
 */
export function pointersOf(parts: readonly Part[], before: Json | undefined): JsonObject {
  const seenByName = new Map<string, Seen>()
  for (const { frame, part } of parts) {
    const data = isObject(part.object_data) ? part.object_data : {}
    for (const [type, list] of Object.entries(data)) {
      for (const item of isList(list) ? list : []) {
        if (!isObject(item) || typeof item.name !== 'string') continue
        const seen = seenByName.get(item.name) ?? { type, frames: new Set(), attributes: new Map() }
        seenByName.set(item.name, seen)
        if (frame !== null) seen.frames.add(frame)
        for (const [name, kind] of attributesOf(item)) seen.attributes.set(name, kind)
      }
    }
  }
  const old = isObject(before) ? before : {}
  return Object.fromEntries(
    [...seenByName].map(([name, seen]): [string, Json] => [name, pointerOf(seen, old[name])]),
  )
}

function pointerOf({ type, frames, attributes }: Seen, before: Json | undefined): JsonObject {
  const frame_intervals = intervalsOf(frames)
  const fresh = {
    type,
    frame_intervals,
    ...(attributes.size > 0 && { attributes: Object.fromEntries(attributes) }),
  }
  if (!isObject(before)) return fresh
  // Some writers give neither type nor attributes: then none are added.
  return {
    ...before,
    ...(before.type === undefined ? {} : { type }),
    frame_intervals,
    ...(before.attributes === undefined ? {} : { attributes: Object.fromEntries(attributes) }),
  }
}

function* attributesOf(item: JsonObject): Generator<readonly [name: string, kind: string]> {
  const lists = isObject(item.attributes) ? item.attributes : {}
  for (const [kind, list] of Object.entries(lists)) {
    for (const attribute of isList(list) ? list : []) {
      if (isObject(attribute) && typeof attribute.name === 'string') yield [attribute.name, kind]
    }
  }
}
