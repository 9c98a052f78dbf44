import { BadInputError } from './badInputError.ts'
import type { Notice, Refusal } from './codec.ts'
import { saidBy, sharedTexts, WHOLE } from './sharedTexts.ts'

/** A report while it is written. */
export type OpenReport = { readonly refused: Refusal[]; readonly notices: Notice[] }

/** What an error says of a file, as a refusal: bad input its own, any other that it cannot be read. */
export function refusalOf(error: unknown, file: string): Refusal {
  if (error instanceof BadInputError) {
    const { file: where, place, found, expected } = error
    return { file: where, place, found, expected }
  }
  const found = saidBy(error, sharedTexts.notReadable)
  return { file, place: WHOLE, found, expected: sharedTexts.readable }
}

/** What `work` returns, or `null` where it met bad input: that is then in the report. */
export function tryOr<T>(report: OpenReport, work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    return refuse(report, error)
  }
}

/** Puts an error that names bad input in the report; any other is thrown on. */
export function refuse(report: OpenReport, error: unknown): null {
  if (!(error instanceof BadInputError)) throw error
  report.refused.push(refusalOf(error, error.file))
  return null
}
