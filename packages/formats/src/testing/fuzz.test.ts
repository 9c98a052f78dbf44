import { describe, expect, it } from 'vitest'
import { CODECS } from '../codecs.ts'
import { type Fault, fuzz } from './fuzz.ts'

/** Of each codec; ten thousand in `scripts/fuzzFormats.ts`. */
const INPUTS = 200

describe('broken files', () => {
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
