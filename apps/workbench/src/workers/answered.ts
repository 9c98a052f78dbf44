import { ModelError } from '@trueline/perception'
import { type Problem, problemOf } from '../propose/problem.ts'

/** An answer, or what is wrong with the model: a worker's own errors lose what they say of it. */
export type Answer<Value> =
  | { readonly value: Value; readonly problem: null }
  | { readonly value: null; readonly problem: Problem }

/** The answer that work gives, or what it found wrong with the model. Rejects with whatever else goes wrong. */
export async function answered<Value>(work: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await work(), problem: null }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return { value: null, problem: problemOf(error) }
  }
}
