import { sumOf } from './objectRows.ts'
import { NO_WORK, type Work, type WorkByTrack } from './workLog.ts'

/** The work that went into none of some objects: into lanes, links, and what is left no more. */
export function workElsewhere(work: WorkByTrack, objects: ReadonlySet<string>): Work {
  let sum = NO_WORK
  for (const [id, byAuthor] of work) {
    if (id !== null && objects.has(id)) continue
    for (const done of byAuthor.values()) sum = sumOf(sum, done)
  }
  return sum
}
