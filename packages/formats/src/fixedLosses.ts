import type { AnnotationRecord } from '@trueline/annotation'
import type { Codec, Loss } from './codec.ts'
import { lossFields } from './lossFields.ts'
import { sharedTexts } from './sharedTexts.ts'

/** A codec of a format that has no place for lanes, map elements and links: its exports say so. */
export function withoutFixed(codec: Codec): Codec {
  const { write } = codec
  if (write === null) return codec
  return {
    ...codec,
    write: (source, options) => {
      const { files, losses } = write(source, options)
      return { files, losses: [...losses, ...fixedLosses(source.records)] }
    },
  }
}

function fixedLosses(records: readonly AnnotationRecord[]): readonly Loss[] {
  return (['lane', 'mapElement', 'link'] as const)
    .map((record) => ({
      record,
      field: lossFields.all,
      count: records.filter(({ kind }) => kind === record).length,
      why: sharedTexts.boxesAlone,
    }))
    .filter(({ count }) => count > 0)
}
