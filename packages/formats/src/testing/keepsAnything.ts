import type { Json } from '@trueline/annotation'
import fc from 'fast-check'
import { expect } from 'vitest'
import { BadInputError } from '../badInputError.ts'
import type { Codec } from '../codec.ts'
import { exportSourceOf, filesOf, jsonOf } from './exportSource.ts'
import { memoryTree } from './memoryTree.ts'
import { mutationsOf } from './mutations.ts'

/**
 * Expects of a codec that a JSON file with anything at all in one place of it is either refused by
 * name, or read and written back equal in value.
 */
export function expectKeepsAnything(codec: Codec, file: string, value: Json): Promise<void> {
  return expectKeepsAnythingBeside(codec, { file, value, beside: {} })
}

/** The same of a file that stands beside others, which are whole. */
export async function expectKeepsAnythingBeside(
  codec: Codec,
  given: {
    readonly file: string
    readonly value: Json
    readonly beside: { readonly [path: string]: string | Uint8Array }
  },
): Promise<void> {
  const { file, value, beside } = given
  const law = async (mutation: Json): Promise<void> => {
    try {
      const tree = memoryTree({ ...beside, [file]: JSON.stringify(mutation) })
      const source = exportSourceOf(await codec.read(tree, { name: 'clip', onto: null }))
      const files = await filesOf(codec.write!(source, { withSensors: true }))
      expect(jsonOf(files, file)).toEqual(JSON.parse(JSON.stringify(mutation)))
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error
    }
  }
  await fc.assert(fc.asyncProperty(mutationsOf(value), law), { numRuns: 150 })
}
