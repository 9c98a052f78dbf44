import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorText, parseAuthor } from './author.ts'

describe('an author', () => {
  it('is read as written, whatever the name', () => {
    const ids = fc.stringMatching(/^[0-9a-f]{8}$/)
    fc.assert(
      fc.property(ids, fc.string(), (id, name) => {
        expect(parseAuthor(authorText({ id, name }))).toEqual({ id, name })
      }),
    )
  })

  it('is its own id where another make wrote it', () => {
    expect(parseAuthor('import')).toEqual({ id: 'import', name: '' })
  })
})
