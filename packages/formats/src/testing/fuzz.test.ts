import { describe, expect, it } from 'vitest'
import { CODECS, codecById } from '../codecs.ts'
import { type Fault, fuzz } from './fuzz.ts'

/** Of each codec; ten thousand in `scripts/fuzzFormats.ts`. */
const INPUTS = 200

/** Inputs beyond those that did harm once: rows that no column held, notes of a schema without end. */
const ONCE = [
  ['argoverse2', 4704],
  ['argoverse2', 8961],
] as const

describe('broken files', () => {
  it.each(ONCE)('of %s, input %i, that did harm once do none', async (id, input) => {
    const found: (Fault | null)[] = []
    const codec = codecById(id)!
    for await (const fault of fuzz(codec, { from: input, to: input + 1 })) found.push(fault)
    expect(found).toEqual([null])
  })

  it.each(CODECS)(
    'of $id are read or refused by name, soon and in little memory',
    { timeout: 120_000 },
    async (codec) => {
      const faults: Fault[] = []
      for await (const fault of fuzz(codec, { from: 0, to: INPUTS })) if (fault) faults.push(fault)
      expect(faults.slice(0, 3)).toEqual([])
    },
  )
})
