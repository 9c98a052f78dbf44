import type { ClipId } from '@trueline/annotation'
import type { TrackEffort } from '../server.ts'
import type { EffortByTrack, EffortStorage } from './effortStorage.ts'

/** A log as it is told: by object, in whole milliseconds. */
function countedOf(log: EffortByTrack): readonly TrackEffort[] {
  return [...log].map(([trackId, { activeMs, ...effort }]) => ({
    ...{ ...effort, trackId, activeMs: Math.round(activeMs) },
  }))
}

/** Where the log of effort is told beside being kept. */
export type TellingParts = {
  readonly storage: EffortStorage
  /** Says what a clip's log comes to by now; may reject while nothing is reached. */
  readonly tell: (clipId: ClipId, counted: readonly TrackEffort[]) => Promise<void>
  readonly after: (ms: number, then: () => void) => unknown
}

/** Told this long after it grew: seldom enough for nobody to wait for it. */
const TELL_AFTER_MS = 15_000

/**
 * A storage that also tells what a clip's log comes to, a while after it grew. All of it is told each
 * time, so that what is not heard once is heard the next time.
 */
export function tellingStorage({ storage, tell, after }: TellingParts): EffortStorage {
  const due = new Set<ClipId>()
  const tellLog = async (clipId: ClipId): Promise<void> => {
    due.delete(clipId)
    const log = await storage.read(clipId)
    if (log.size > 0) await tell(clipId, countedOf(log))
  }
  return {
    ...storage,
    async add(clipId, done) {
      await storage.add(clipId, done)
      if (due.has(clipId)) return
      due.add(clipId)
      // Out of reach, it is told after the next action.
      after(TELL_AFTER_MS, () => void tellLog(clipId).catch(() => undefined))
    },
  }
}
