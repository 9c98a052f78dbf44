import type { Box2d, CuboidRecord, Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { holeAt } from '../skeleton.ts'
import { type Described, isSameDescription, readAttributes, writeAttributes } from './attributes.ts'
import { boxEntry, cuboidEntry } from './entries.ts'
import type { BoxSetting } from './geometry.ts'
import type { Templates } from './templates.ts'

/** The records of one frame while they are written; those written are taken out. */
export type FrameDraft = BoxSetting & {
  readonly left: Map<string, CuboidRecord | Box2d>
  readonly uidOf: (record: CuboidRecord | Box2d) => string | null
  readonly ownerOf: (uid: string) => JsonObject
  readonly templates: Templates
  /** Uids of objects whose data has come or gone. */
  readonly changed: Set<string>
  /** Whether the parts are the objects themselves, of a document without frames. */
  readonly isTimeless: boolean
}

const NOTHING: Described = { attributes: {}, score: null }
/** Lists that describe, and are no geometry. */
const VALUES = new Set(['num', 'text', 'boolean', 'vec'])

/** The objects of a frame with their records in place, and new records added. */
export function writeParts(objects: JsonObject, draft: FrameDraft): JsonObject {
  const written = new Map<string, Json>()
  for (const [uid, part] of Object.entries(objects)) {
    const filled = isObject(part) ? fillPart(part, uid, draft) : null
    if (filled !== null) written.set(uid, filled)
    else if (!isObject(part)) written.set(uid, part)
  }
  for (const record of draft.left.values()) {
    const uid = draft.uidOf(record)
    if (uid === null) continue
    draft.changed.add(uid)
    const part = written.get(uid)
    const key = record.kind === 'cuboid' ? 'cuboid' : 'bbox'
    written.set(uid, addTo(isObject(part) ? part : {}, key, newEntry(record, uid, draft)))
  }
  draft.left.clear()
  return Object.fromEntries(written)
}

/** An object's part with its holes filled; `null` where nothing is left of it. */
function fillPart(part: JsonObject, uid: string, draft: FrameDraft): JsonObject | null {
  const data = part.object_data
  if (!isObject(data)) return part
  const before = readAttributes(draft.isTimeless ? undefined : data)
  let level = before
  let isBare = false
  const lists = new Map<string, Json>()
  for (const [key, list] of Object.entries(data)) {
    if (!isList(list)) {
      lists.set(key, list)
      continue
    }
    const items = list.flatMap((item): readonly Json[] => {
      const id = holeAt(item)
      if (id === null) return [item]
      const record = draft.left.get(id)
      if (record === undefined || draft.uidOf(record) !== uid) {
        draft.changed.add(uid)
        isBare = true
        return []
      }
      draft.left.delete(id)
      const { spaces, axesIn } = draft
      const { template, isOwn } = draft.templates.of(record)
      const setting = { spaces, axesIn, template, isOwn, owner: draft.ownerOf(uid) }
      if (record.kind === 'box2d') return [boxEntry(record, setting)]
      const written = cuboidEntry(record, isOwn ? before : NOTHING, setting)
      if (isOwn) level = written.level
      return [written.entry]
    })
    if (items.length > 0 || list.length === 0) lists.set(key, items)
  }
  const filled = Object.fromEntries(lists)
  const object_data = isSameDescription(before, level) ? filled : writeAttributes(filled, level)
  if (isBare && !draft.isTimeless && !hasGeometry(object_data)) return null
  return { ...part, object_data }
}

function newEntry(record: CuboidRecord | Box2d, uid: string, draft: FrameDraft): JsonObject {
  const { template, isOwn } = draft.templates.of(record)
  // A geometry's own id stays with the one it was given to.
  const { uid: _, ...rest } = template
  const { spaces, axesIn } = draft
  const setting = { spaces, axesIn, template: rest, isOwn, owner: draft.ownerOf(uid) }
  if (record.kind === 'box2d') return boxEntry(record, setting)
  return cuboidEntry(record, NOTHING, setting).entry
}

function addTo(part: JsonObject, key: 'cuboid' | 'bbox', entry: JsonObject): JsonObject {
  const data = isObject(part.object_data) ? part.object_data : {}
  const list = data[key]
  return { ...part, object_data: { ...data, [key]: [...(isList(list) ? list : []), entry] } }
}

function hasGeometry(data: JsonObject): boolean {
  return Object.entries(data).some(
    ([key, list]) => !VALUES.has(key) && isList(list) && list.length > 0,
  )
}
