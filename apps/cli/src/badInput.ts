import { verbatim } from '@trueline/annotation'
import { BadInputError } from '@trueline/formats'

/** What is wrong with the input of a command, and where; the command line speaks English alone. */
type Wrong = {
  readonly file: string
  readonly place?: string
  readonly found: string
  readonly expected: string
}

/** The error of a command's input that cannot be used. */
export function badInput({ file, place = '', found, expected }: Wrong): BadInputError {
  return new BadInputError({
    file,
    place: verbatim(place),
    found: verbatim(found),
    expected: verbatim(expected),
  })
}
