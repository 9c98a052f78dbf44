import type { Message } from '@trueline/annotation'
import type { Refusal } from './codec.ts'

/** Input that cannot be used; says where, what was found and what was expected. */
export class BadInputError extends Error implements Refusal {
  override readonly name = 'BadInputError'
  readonly file: string
  readonly place: Message
  readonly found: Message
  readonly expected: Message

  /** Its own `message` is English, for logs. */
  constructor({ file, place, found, expected }: Refusal) {
    super(`${file}${place.en && `, ${place.en}`}: found ${found.en}, expected ${expected.en}`)
    this.file = file
    this.place = place
    this.found = found
    this.expected = expected
  }
}
