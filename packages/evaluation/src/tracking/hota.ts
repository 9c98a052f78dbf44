import { assign } from '@trueline/geometry'
import type { TrackedFrame } from './trackedFrame.ts'

/** Higher order tracking accuracy and its two halves, in [0, 1]; `null` without boxes. */
export type Hota = {
  readonly hota: number | null
  /** Detection: finds among objects and boxes. */
  readonly detA: number | null
  /** Association: how much of an object's and a track's whole life its finds share. */
  readonly assA: number | null
}

/** Least similarities of a find, over which the mean is taken. */
const THRESHOLDS: readonly number[] = Array.from({ length: 19 }, (_, index) => (index + 1) / 20)
/** Similarities on a threshold count, whatever rounding says. */
const EPSILON = 1e-9

/**
 * HOTA of tracks against labels: "HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking",
 * Luiten et al., IJCV 2021; the same as TrackEval computes.
 */
export function hotaOf(frames: readonly TrackedFrame[]): Hota {
  const lives = livesOf(frames)
  const { referenceFrames, predictionFrames } = lives
  const totalReferences = sum(referenceFrames.values())
  const totalPredictions = sum(predictionFrames.values())
  if (totalReferences + totalPredictions === 0) return { hota: null, detA: null, assA: null }
  const pairs = frames.map((frame) => pairsOf(frame, lives))
  const scores = THRESHOLDS.map((threshold) => {
    const finds = new Map<string, Pair & { count: number }>()
    let count = 0
    for (const pair of pairs.flat()) {
      if (pair.similarity < threshold - EPSILON) continue
      const key = keyOf(pair)
      const found = finds.get(key) ?? { ...pair, count: 0 }
      found.count += 1
      finds.set(key, found)
      count += 1
    }
    let association = 0
    for (const { reference, prediction, count: shared } of finds.values()) {
      const either =
        (referenceFrames.get(reference) ?? 0) + (predictionFrames.get(prediction) ?? 0) - shared
      association += (shared * shared) / either
    }
    const detA = count / (totalReferences + totalPredictions - count)
    const assA = count === 0 ? 0 : association / count
    return { hota: Math.sqrt(detA * assA), detA, assA }
  })
  const mean = (key: keyof Hota): number =>
    sum(scores.map((score) => score[key])) / THRESHOLDS.length
  return { hota: mean('hota'), detA: mean('detA'), assA: mean('assA') }
}

type Pair = {
  readonly reference: string
  readonly prediction: string
  readonly similarity: number
}

/** How long each track is, and how much each two of them were alike, whichever boxes are paired. */
type Lives = {
  readonly referenceFrames: ReadonlyMap<string, number>
  readonly predictionFrames: ReadonlyMap<string, number>
  readonly shared: ReadonlyMap<string, number>
}

function livesOf(frames: readonly TrackedFrame[]): Lives {
  const referenceFrames = new Map<string, number>()
  const predictionFrames = new Map<string, number>()
  const shared = new Map<string, number>()
  const add = (map: Map<string, number>, key: string, value: number): void => {
    map.set(key, (map.get(key) ?? 0) + value)
  }
  for (const { references, predictions, similarity } of frames) {
    const rowSums = similarity.map(sum)
    const columnSums = predictions.map((_, column) => sum(similarity.map((row) => row[column]!)))
    for (const reference of references) add(referenceFrames, reference, 1)
    for (const prediction of predictions) add(predictionFrames, prediction, 1)
    for (const [row, reference] of references.entries()) {
      for (const [column, prediction] of predictions.entries()) {
        const value = similarity[row]![column]!
        if (value === 0) continue
        const either = rowSums[row]! + columnSums[column]! - value
        add(shared, keyOf({ reference, prediction }), value / either)
      }
    }
  }
  return { referenceFrames, predictionFrames, shared }
}

/** The boxes of a frame paired so that tracks that share much of their lives stay together. */
function pairsOf(
  { references, predictions, similarity }: TrackedFrame,
  { referenceFrames, predictionFrames, shared }: Lives,
): readonly Pair[] {
  const costs = references.map((reference, row) =>
    predictions.map((prediction, column) => {
      const common = shared.get(keyOf({ reference, prediction })) ?? 0
      const lives =
        (referenceFrames.get(reference) ?? 0) + (predictionFrames.get(prediction) ?? 0) - common
      return -(common / lives) * similarity[row]![column]!
    }),
  )
  return assign(costs).flatMap((column, row) => {
    if (column === null) return []
    const reference = references[row]!
    return [{ reference, prediction: predictions[column]!, similarity: similarity[row]![column]! }]
  })
}

/** No id has a line break in it. */
function keyOf({ reference, prediction }: Pick<Pair, 'reference' | 'prediction'>): string {
  return `${reference}\n${prediction}`
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
