import {
  type Annotations,
  cuboidsOf,
  lanesOf,
  linksOf,
  mapElementsOf,
  recordOf,
  tracksOf,
} from '@trueline/annotation'
import type { RecordNow } from '../workers/check.service.ts'

/**
 * The tracks, cuboids, lanes, map elements and links that differ between two documents, as they are in the second.
 *
 * Lists that are shared are not looked into, so it costs as much as there are tracks.
 */
export function recordsChanged(before: Annotations, after: Annotations): readonly RecordNow[] {
  if (before === after) return []
  const changed: RecordNow[] = []
  const ids = new Set([...tracksOf(before), ...tracksOf(after)].map(({ id }) => id))
  for (const id of ids) {
    const track = recordOf(after, id) ?? null
    if (track !== (recordOf(before, id) ?? null)) changed.push({ recordId: id, after: track })
    const old = cuboidsOf(before, id)
    const now = cuboidsOf(after, id)
    if (old === now) continue
    const known = new Set(old)
    const kept = new Set(now.map((cuboid) => cuboid.id))
    for (const cuboid of now) {
      if (!known.has(cuboid)) changed.push({ recordId: cuboid.id, after: cuboid })
    }
    for (const cuboid of old) {
      if (!kept.has(cuboid.id)) changed.push({ recordId: cuboid.id, after: null })
    }
  }
  for (const fixedOf of [lanesOf, mapElementsOf, linksOf]) {
    if (fixedOf(before) === fixedOf(after)) continue
    for (const record of fixedOf(after)) {
      if (recordOf(before, record.id) !== record)
        changed.push({ recordId: record.id, after: record })
    }
    for (const { id } of fixedOf(before)) {
      if (recordOf(after, id) === undefined) changed.push({ recordId: id, after: null })
    }
  }
  return changed
}
