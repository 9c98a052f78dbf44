import type { FixedRecord, Json, Provenance, ReviewState } from '@trueline/annotation'

/** What a format without fields for them keeps of a record's score, state and provenance, by our name. */
const KEYS = { score: 'trueline:score', state: 'trueline:state', provenance: 'trueline:provenance' }

const STATES: readonly ReviewState[] = [
  'proposed',
  'accepted',
  'fixed',
  'rejected',
  'added',
  'final',
]
const PROVENANCES: readonly Provenance[] = ['human', 'model', 'import', 'interpolated', 'refit']

type Reviewed = Pick<FixedRecord, 'score' | 'state' | 'provenance'>

/** Free fields that say a record's score, state and provenance; those that an import has anyway left out. */
export function reviewFields({
  score,
  state,
  provenance,
}: Reviewed): Readonly<Record<string, string | number>> {
  return {
    ...(score !== null && { [KEYS.score]: score }),
    ...(state !== 'proposed' && { [KEYS.state]: state }),
    ...(provenance !== 'import' && { [KEYS.provenance]: provenance }),
  }
}

/** What free fields say of a record's score, state and provenance. */
export function reviewOf(fields: { readonly [key: string]: Json }): Partial<Reviewed> {
  const state = STATES.find((one) => one === fields[KEYS.state])
  const provenance = PROVENANCES.find((one) => one === fields[KEYS.provenance])
  const told = fields[KEYS.score]
  const score = typeof told === 'number' || typeof told === 'string' ? Number(told) : Number.NaN
  return {
    ...(Number.isFinite(score) && { score }),
    ...(state !== undefined && { state }),
    ...(provenance !== undefined && { provenance }),
  }
}

/** Whether a field is one of these. */
export function isReviewField(key: string): boolean {
  return Object.values(KEYS).includes(key)
}
