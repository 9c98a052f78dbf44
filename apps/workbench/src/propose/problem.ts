import type { Message } from '@trueline/annotation'
import type { ModelError, ModelProblem } from '@trueline/perception'
import type { Translate } from '../i18n/translation.ts'

/** What is wrong with a model, handed from thread to thread. */
export type Problem = {
  readonly kind: ModelProblem
  readonly where: Message
  readonly found: Message
  readonly expected: Message
}

/** What an error of a model says. */
export function problemOf({ problem, where, found, expected }: ModelError): Problem {
  return { kind: problem, where, found, expected }
}

/** It in a line of the interface. */
export function problemText(
  t: Translate,
  language: keyof Message,
  { kind, where, found, expected }: Problem,
): string {
  const words = { where: where[language], found: found[language], expected: expected[language] }
  return t(`proposals.problem_${kind}`, words)
}
