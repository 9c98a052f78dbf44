import { assign } from '@trueline/geometry'
import type { TrackedFrame } from './trackedFrame.ts'

/** How often tracks lose their object. */
export type Continuity = {
  /** Labelled objects. */
  readonly objects: number
  /** How often an object is found by another track than when it was last found. */
  readonly idSwitches: number
  /** How often an object that was found is lost and found again, by whichever track. */
  readonly fragmentations: number
}

/** A find in CLEAR MOT: half alike. */
const LEAST_SIMILARITY = 0.5
/** Outweighs any similarity: who found an object in the frame before keeps it while it can. */
const KEEPING = 1000

/** Id switches and fragmentations as CLEAR MOT counts them (Bernardin and Stiefelhagen, 2008). */
export function continuityOf(frames: readonly TrackedFrame[]): Continuity {
  const finderByReference = new Map<string, string>()
  const seen = new Set<string>()
  /** Whether the last frame of an object was a find. */
  const wasFound = new Map<string, boolean>()
  let foundBefore = new Map<string, string>()
  let idSwitches = 0
  let fragmentations = 0
  for (const { references, predictions, similarity } of frames) {
    const before = foundBefore
    const pairs = assign(
      references.map((reference, row) =>
        predictions.map((prediction, column) => {
          const value = similarity[row]![column]!
          if (value < LEAST_SIMILARITY) return Number.POSITIVE_INFINITY
          return -value - (before.get(reference) === prediction ? KEEPING : 0)
        }),
      ),
    )
    foundBefore = new Map()
    for (const [row, reference] of references.entries()) {
      seen.add(reference)
      const column = pairs[row] ?? null
      if (column !== null) {
        const finder = predictions[column]!
        const last = finderByReference.get(reference)
        if (last !== undefined && last !== finder) idSwitches += 1
        if (last !== undefined && wasFound.get(reference) === false) fragmentations += 1
        finderByReference.set(reference, finder)
        foundBefore.set(reference, finder)
      }
      wasFound.set(reference, column !== null)
    }
  }
  return { objects: seen.size, idSwitches, fragmentations }
}
