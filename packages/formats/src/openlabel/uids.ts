import type { Box2d, Track, TrackId } from '@trueline/annotation'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { isIgnoreRegion, OPENLABEL } from './names.ts'

/** What the standard allows as a uid: a whole number or a UUID. */
const UID = /^(-?\d+|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i

/** The uids that records are written under. */
export type Uids = {
  readonly ofTrack: (id: TrackId) => string | null
  /** Of a box no track belongs to: one object for each category. */
  readonly ofRegion: (box: Box2d) => string
  /** Categories of regions by their uid. */
  readonly regions: ReadonlyMap<string, string>
}

/**
 * The uids of tracks: the source's, else what of the track's id is one, else its number, else the
 * first number that is free.
 */
export function uidsOf(
  tracks: readonly Track[],
  boxes: readonly Box2d[],
  objects: JsonObject,
): Uids {
  const uidById = new Map<TrackId, string>()
  for (const track of tracks) {
    const kept = track.extras[OPENLABEL]
    if (isObject(kept) && typeof kept.uid === 'string') uidById.set(track.id, kept.uid)
  }
  const taken = new Set([...Object.keys(objects), ...uidById.values()])
  const numbers = freeNumbers(taken)
  for (const { id, number } of tracks) {
    if (uidById.has(id)) continue
    const own = [id, id.slice(id.indexOf(':') + 1), String(number)].find(
      (name) => UID.test(name) && !taken.has(name),
    )
    const uid = own ?? numbers()
    taken.add(uid)
    uidById.set(id, uid)
  }
  const uidByCategory = new Map<string, string>()
  for (const [uid, object] of Object.entries(objects)) {
    const type = isObject(object) && typeof object.type === 'string' ? object.type : ''
    if (isIgnoreRegion(uid, type)) uidByCategory.set(type, uid)
  }
  for (const { trackId, category } of boxes) {
    if (trackId !== null || uidByCategory.has(category)) continue
    const uid = isIgnoreRegion('', category) && !taken.has('-1') ? '-1' : numbers()
    taken.add(uid)
    uidByCategory.set(category, uid)
  }
  return {
    ofTrack: (id) => uidById.get(id) ?? null,
    ofRegion: ({ category }) => uidByCategory.get(category) ?? '',
    regions: new Map([...uidByCategory].map(([category, uid]) => [uid, category])),
  }
}

function freeNumbers(taken: Set<string>): () => string {
  let next = 0
  return () => {
    while (taken.has(String(next))) next++
    taken.add(String(next))
    return String(next)
  }
}
