import type { AnnotationRecord } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import type { Loss } from '../codec.ts'
import { LABEL_CODECS, labelsOf, referenceClip, throughCodec, undeclared } from './pairs.ts'

/** Cuboids that are left where losses leave some. */
function countLeft(records: readonly AnnotationRecord[], losses: readonly Loss[]): number {
  const lost = losses.filter(({ record, field }) => record === 'cuboid' && field.en === 'all of it')
  const count = records.filter(({ kind }) => kind === 'cuboid').length
  return count - lost.reduce((sum, one) => sum + one.count, 0)
}

describe('labels taken from one format to another', () => {
  it.each(LABEL_CODECS)(
    'from $id lose nothing that is not said, whatever the other',
    async (from) => {
      const clip = await referenceClip()
      const records = await labelsOf(from, clip)
      for (const to of LABEL_CODECS) {
        const { losses, read } = throughCodec(to, clip, records)
        // A file without a box is known by nothing.
        if (countLeft(records, losses) === 0) continue
        expect(undeclared(clip, { before: records, after: await read(), losses }), to.id).toEqual(
          [],
        )
      }
    },
  )
})
