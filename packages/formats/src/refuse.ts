import { BadInputError } from './badInputError.ts'
import type { Notice, Refusal } from './codec.ts'

/** A report while it is written. */
export type OpenReport = { readonly refused: Refusal[]; readonly notices: Notice[] }

/** The plain refusal an error carries. */
export function refusalOf({ file, place, found, expected }: BadInputError): Refusal {
  return { file, place, found, expected }
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
  report.refused.push(refusalOf(error))
  return null
}
