import { type Message, verbatim } from '@trueline/annotation'

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

/** What is said of a problem; a plain string is data that reads the same in every language. */
type Said = {
  readonly where: string | Message
  readonly found: string | Message
  readonly expected: string | Message
}

/** A model that cannot be used; says where, what was found and what was expected. Its message is the English. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly problem: ModelProblem
  /** A file of the model's folder, and the place in it. */
  readonly where: Message
  readonly found: Message
  readonly expected: Message

  constructor(problem: ModelProblem, said: Said) {
    const where = messageOf(said.where)
    const found = messageOf(said.found)
    const expected = messageOf(said.expected)
    super(`${where.en}: found ${found.en}, expected ${expected.en}`)
    this.problem = problem
    this.where = where
    this.found = found
    this.expected = expected
  }
}

function messageOf(said: string | Message): Message {
  return typeof said === 'string' ? verbatim(said) : said
}
