/** What may be wrong with a model, or go wrong with it. */
export type ModelProblem =
  | 'manifest'
  | 'notOnnx'
  | 'inputs'
  | 'outputs'
  | 'shape'
  | 'operators'
  | 'notFinite'
  | 'memory'
  | 'deviceLost'
  | 'backend'
  | 'failed'

/** A model that cannot be used; says where, what was found and what was expected. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly problem: ModelProblem
  /** A file of the model's folder, and the place in it. */
  readonly where: string
  readonly found: string
  readonly expected: string

  constructor(
    problem: ModelProblem,
    {
      where,
      found,
      expected,
    }: { readonly where: string; readonly found: string; readonly expected: string },
  ) {
    super(`${where}: found ${found}, expected ${expected}`)
    this.problem = problem
    this.where = where
    this.found = found
    this.expected = expected
  }
}
