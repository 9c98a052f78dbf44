import type { TrackId } from '@trueline/annotation'

/** What was done for an object, or for none. */
export type Effort = {
  readonly keys: number
  readonly clicks: number
  readonly drags: number
  /** Edits taken back or made again. */
  readonly undos: number
  readonly activeMs: number
}

/** What counts as an action; `stir` is a sign that somebody is there, and none. */
export type EffortKind = 'key' | 'click' | 'drag' | 'undo' | 'stir'

/** Nothing done. */
export const NO_EFFORT: Effort = { keys: 0, clicks: 0, drags: 0, undos: 0, activeMs: 0 }

/** A pause longer than this is no work; of it nothing counts. */
export const LONGEST_PAUSE_MS = 15_000

/** What is done for each object of a clip; under `null` what is done while none is selected. */
export type EffortLog = {
  readonly byTrack: ReadonlyMap<TrackId | null, Effort>
  /** When somebody was there last; `null` before. */
  readonly lastMs: number | null
}

/** A log of nothing. */
export const EMPTY_LOG: EffortLog = { byTrack: new Map(), lastMs: null }

/**
 * The log after an action. The time since the last one counts for the object that was selected in it,
 * as the action does, unless it was a pause.
 */
export function withAction(
  { byTrack, lastMs }: EffortLog,
  { kind, trackId, atMs }: { kind: EffortKind; trackId: TrackId | null; atMs: number },
): EffortLog {
  const sinceMs = lastMs === null ? 0 : atMs - lastMs
  const activeMs = sinceMs > 0 && sinceMs <= LONGEST_PAUSE_MS ? sinceMs : 0
  const done = { ...NO_EFFORT, ...COUNTED[kind], activeMs }
  const sum = sumOf([byTrack.get(trackId) ?? NO_EFFORT, done])
  return { byTrack: new Map(byTrack).set(trackId, sum), lastMs: atMs }
}

const COUNTED: { readonly [kind in EffortKind]: Partial<Effort> } = {
  key: { keys: 1 },
  click: { clicks: 1 },
  drag: { drags: 1 },
  undo: { undos: 1 },
  stir: {},
}

/** Several efforts as one. */
export function sumOf(efforts: Iterable<Effort>): Effort {
  let sum = NO_EFFORT
  for (const { keys, clicks, drags, undos, activeMs } of efforts) {
    sum = {
      keys: sum.keys + keys,
      clicks: sum.clicks + clicks,
      drags: sum.drags + drags,
      undos: sum.undos + undos,
      activeMs: sum.activeMs + activeMs,
    }
  }
  return sum
}

/** Keys, clicks and drags; an undo was one of these. */
export function actionsOf({ keys, clicks, drags }: Effort): number {
  return keys + clicks + drags
}
