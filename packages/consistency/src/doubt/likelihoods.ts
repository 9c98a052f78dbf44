import {
  type Annotations,
  annotationsOf,
  type Clip,
  cuboidsAt,
  isShown,
  meaningOf,
  recordOf,
  tracksOf,
} from '@trueline/annotation'
import { clipMomentsOf } from '../views/clipMoments.ts'
import { trackViewOf } from '../views/trackView.ts'
import { type Density, densityOf, MOST_SURPRISING, mixed, surprisesOf } from './density.ts'
import { CELLS, FEATURES, type Feature, type FeatureValues, featuresOf } from './features.ts'
import shipped from './shipped.json' with { type: 'json' }

/** How likely each feature's values are, by category of ours. */
export type Densities = {
  readonly [category: string]: { readonly [feature in Feature]?: Density }
}

/** Densities, and how surprising each of their cells is. */
export type Likelihoods = {
  readonly densities: Densities
  readonly surprises: ReadonlyMap<string, { readonly [feature in Feature]: readonly number[] }>
}

/** What labels are learned from. */
export type Lesson = {
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly annotations: Annotations
}

/** Labels of another source are worth at most so many of the project's own. */
const PRIOR_WORTH = 2000

/** The likelihoods that ship, fitted on what our own simulator says is true. */
export const SHIPPED_LIKELIHOODS: Likelihoods = likelihoodsOf(shipped.densities)

/**
 * The likelihoods that the accepted labels of some clips speak for, beside those that ship: the more
 * labels, the less the latter count (Kang et al., "Finding Label and Model Errors in Perception Data
 * With Learned Observation Assertions", 2022, section 5).
 *
 * Boxes that nobody has answered yet, and rejected ones, teach nothing.
 */
export function learnLikelihoods(lessons: readonly Lesson[]): Likelihoods {
  return ended(learningSteps(lessons))
}

/** The same, a track of a lesson at a step: others may use the thread between two. */
export function* learningSteps(lessons: readonly Lesson[]): Generator<undefined, Likelihoods> {
  const own = yield* densitySteps(lessons.map(accepted))
  const prior = SHIPPED_LIKELIHOODS.densities
  const categories = new Set([...Object.keys(prior), ...Object.keys(own)])
  return likelihoodsOf(
    Object.fromEntries(
      Array.from(categories, (category) => {
        const both = FEATURES.flatMap((feature) => {
          const density = together(prior[category]?.[feature], own[category]?.[feature])
          return density === undefined ? [] : [[feature, density]]
        })
        return [category, Object.fromEntries(both)]
      }),
    ),
  )
}

/** The densities of all shown boxes of some clips, by category. */
export function densitiesOf(lessons: readonly Lesson[]): Densities {
  return ended(densitySteps(lessons))
}

function* densitySteps(lessons: readonly Lesson[]): Generator<undefined, Densities> {
  const valuesOf = new Map<string, FeatureValues[]>()
  for (const lesson of lessons) {
    for (const { meaning, values } of valuesIn(lesson)) {
      const list = valuesOf.get(meaning)
      if (list === undefined) valuesOf.set(meaning, [...values])
      else list.push(...values)
      yield
    }
  }
  return Object.fromEntries(
    Array.from(valuesOf, ([meaning, all]) => {
      const densities = FEATURES.flatMap((feature) => {
        const values = all.flatMap((one) => one[feature] ?? [])
        const density = densityOf(values, CELLS[feature])
        return density === null ? [] : [[feature, density]]
      })
      return [meaning, Object.fromEntries(densities)]
    }),
  )
}

/** How surprising a value is for a category, from 0 to 3: nothing known is no surprise. */
export function surpriseAt(
  { densities, surprises }: Likelihoods,
  { meaning, feature, value }: { meaning: string | null; feature: Feature; value: number },
): number {
  const density = densities[meaning ?? '']?.[feature]
  const table = surprises.get(meaning ?? '')?.[feature]
  if (density === undefined || table === undefined) return 0
  return table[Math.round((value - density.from) / density.step)] ?? MOST_SURPRISING
}

/** How many shown boxes of each category a frame has. */
export function countsAt(annotations: Annotations, frame: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const cuboid of cuboidsAt(annotations, frame)) {
    if (!isShown(cuboid)) continue
    const track = recordOf(annotations, cuboid.trackId)
    if (track?.kind === 'track') counts.set(track.category, (counts.get(track.category) ?? 0) + 1)
  }
  return counts
}

function ended<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The values of each track of a lesson. */
function* valuesIn({ clip, annotations }: Lesson) {
  const moments = clipMomentsOf(clip.frames)
  const counts = clip.frames.map((_, frame) => countsAt(annotations, frame))
  for (const track of tracksOf(annotations)) {
    const meaning = meaningOf(track.category)
    if (meaning === null) continue
    const { states } = trackViewOf(track, { annotations, ontology: clip.ontology, moments })
    const values = states.map(({ frame }, index) =>
      featuresOf(states, index, counts[frame]?.get(track.category) ?? 1),
    )
    if (values.length > 0) yield { meaning, values }
  }
}

function accepted({ clip, annotations }: Lesson): Lesson {
  const cuboids = clip.frames.flatMap((_, frame) =>
    cuboidsAt(annotations, frame).filter((one) => isShown(one) && one.state !== 'proposed'),
  )
  return { clip, annotations: annotationsOf([...tracksOf(annotations), ...cuboids]) }
}

function together(prior: Density | undefined, own: Density | undefined): Density | undefined {
  if (prior === undefined || own === undefined) return own ?? prior
  return mixed({ ...prior, count: Math.min(prior.count, PRIOR_WORTH) }, own)
}

/** Densities with how surprising each of their cells is. */
export function likelihoodsOf(densities: Densities): Likelihoods {
  const surprises = new Map(
    Object.entries(densities).map(([category, ofFeature]) => {
      const tables = FEATURES.map((feature) => {
        const density = ofFeature[feature]
        return [feature, density === undefined ? [] : surprisesOf(density)]
      })
      return [category, Object.fromEntries(tables)] as const
    }),
  )
  return { densities, surprises }
}
