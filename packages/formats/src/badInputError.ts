import type { Refusal } from './codec.ts'

/** Input that cannot be used; says where, what was found and what was expected. */
export class BadInputError extends Error implements Refusal {
  override readonly name = 'BadInputError'
  readonly file: string
  readonly place: string
  readonly found: string
  readonly expected: string

  constructor({ file, place, found, expected }: Refusal) {
    super(`${file}${place && `, ${place}`}: found ${found}, expected ${expected}`)
    this.file = file
    this.place = place
    this.found = found
    this.expected = expected
  }
}
