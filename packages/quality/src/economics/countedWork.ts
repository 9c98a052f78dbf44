import type { TrackId } from '@trueline/annotation'
import { sumOf } from './objectRows.ts'
import { NO_WORK, type Work, type WorkByTrack } from './workLog.ts'

/** What a browser counted of somebody's work for an object, or for none (`null`). */
export type CountedWork = Work & {
  readonly author: string
  readonly trackId: TrackId | null
}

/** What a browser counts of somebody's work. */
export type Counts = {
  readonly author: string
  readonly trackId: TrackId | null
  readonly keys: number
  readonly clicks: number
  readonly drags: number
  readonly undos: number
  readonly activeMs: number
}

/** The work that was counted; an undo was one of the keys or clicks. */
export function countedWork({
  author,
  trackId,
  keys,
  clicks,
  drags,
  undos,
  activeMs,
}: Counts): CountedWork {
  return { author, trackId, seconds: activeMs / 1000, actions: keys + clicks + drags, undos }
}

/**
 * The work that a log tells of, and in its place, for whoever it was counted of, what was counted: that
 * knows the time before the first edit and what led to none. Whose count has fewer actions than the log
 * has edits was not counted all the time, and the log tells more.
 */
export function withCounted(work: WorkByTrack, counted: readonly CountedWork[]): WorkByTrack {
  const edits = new Map<string, number>()
  for (const byAuthor of work.values()) {
    for (const [author, { actions, undos }] of byAuthor)
      edits.set(author, (edits.get(author) ?? 0) + actions + undos)
  }
  const actionsOf = (author: string): number =>
    counted.reduce((sum, one) => sum + (one.author === author ? one.actions : 0), 0)
  const known = new Set(
    [...new Set(counted.map(({ author }) => author))].filter(
      (author) => actionsOf(author) >= (edits.get(author) ?? 0),
    ),
  )
  const merged = new Map<TrackId | null, Map<string, Work>>()
  const add = (id: TrackId | null, author: string, done: Work): void => {
    const byAuthor = merged.get(id) ?? new Map<string, Work>()
    const before = byAuthor.get(author) ?? NO_WORK
    merged.set(id, byAuthor)
    byAuthor.set(author, sumOf(before, done))
  }
  for (const [id, byAuthor] of work)
    for (const [author, done] of byAuthor) if (!known.has(author)) add(id, author, done)
  for (const { author, trackId, ...done } of counted)
    if (known.has(author)) add(trackId, author, done)
  return merged
}
