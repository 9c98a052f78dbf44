import type { Message } from '@trueline/annotation'
import { BadInputError } from '../../badInputError.ts'
import { saidBy } from '../../sharedTexts.ts'
import { segmentTexts as say } from './segmentTexts.ts'

/** What `work` returns. @throws {BadInputError} where it met a broken message, with its place. */
export function named<T>(
  { file, place }: { readonly file: string; readonly place: Message },
  work: () => T,
): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BadInputError({ file, place, found: saidBy(error, say.broken), expected: say.frame })
  }
}
