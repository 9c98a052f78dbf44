import type { Box2d, CuboidRecord, Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { holeAt } from '../skeleton.ts'
import { parseJsonText } from '../sourceJson.ts'
import { boxEntry, cuboidEntry } from './entries.ts'
import type { BoxSetting } from './geometry.ts'
import type { Templates } from './templates.ts'
import type { WriteBase } from './writeBase.ts'

/** What static geometry is written by. */
export type StaticDraft = {
  readonly statics: WriteBase['statics']
  /** Every record by id; those that a static entry stands for are taken out. */
  readonly left: Map<string, CuboidRecord | Box2d>
  readonly settingAt: (frame: number) => BoxSetting
  readonly templates: Templates
  readonly uidOf: (record: CuboidRecord | Box2d) => string | null
  readonly changed: Set<string>
}

/**
 * An object with its static geometry back in place where all records that stand for it are as they
 * were. Where one has changed, the entry goes and each frame gets its own.
 */
export function writeStatics(object: JsonObject, uid: string, draft: StaticDraft): JsonObject {
  const data = object.object_data
  if (!isObject(data)) return object
  const written = new Map<string, Json>()
  for (const [key, list] of Object.entries(data)) {
    if (!isList(list)) {
      written.set(key, list)
      continue
    }
    const items = list.flatMap((item): readonly Json[] => {
      const id = holeAt(item)
      if (id === null) return [item]
      const entry = standing(id, { ...draft, owner: object, uid })
      if (entry === null) draft.changed.add(uid)
      return entry === null ? [] : [entry]
    })
    if (items.length > 0 || list.length === 0) written.set(key, items)
  }
  if (written.size > 0) return { ...object, object_data: Object.fromEntries(written) }
  const { object_data: _, ...rest } = object
  return rest
}

/** A static entry whose records all say what it says; `null` where one does not. */
function standing(
  hole: string,
  draft: StaticDraft & { readonly owner: JsonObject; readonly uid: string },
): JsonObject | null {
  const kept = draft.statics[hole]
  const entry = kept && parseJsonText(kept.entry, hole)
  if (kept === undefined || !isObject(entry)) return null
  const isStanding = kept.records.every((id) => {
    const record = draft.left.get(id)
    if (record === undefined || draft.uidOf(record) !== draft.uid) return false
    const { owner } = draft
    const setting = { ...draft.settingAt(record.frame), template: entry, isOwn: true, owner }
    if (record.kind === 'box2d') return boxEntry(record, setting) === entry
    const nothing = { attributes: {}, score: null }
    return cuboidEntry(record, nothing, setting).entry === entry
  })
  for (const id of kept.records) {
    if (isStanding) draft.left.delete(id)
    else draft.templates.adopt(id, entry)
  }
  return isStanding ? entry : null
}
