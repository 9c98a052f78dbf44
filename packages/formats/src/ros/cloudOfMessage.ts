import type { Message } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Cloud, CloudColumn } from '../clouds/cloud.ts'
import { bytesOf, columnIn, type NumberKind } from '../clouds/columnIn.ts'
import type { PointCloud } from './messages.ts'
import { rosTexts as say } from './rosTexts.ts'

/** Numbers of PointField's datatypes, from 1. */
const KINDS: readonly NumberKind[] = ['i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'f4', 'f8']

/**
 * The points of a PointCloud2: fields by their offsets, rows of an organized cloud by their step.
 *
 * @throws {BadInputError} when it has fewer bytes than points.
 */
export function cloudOfMessage(
  message: PointCloud,
  { file, place }: { readonly file: string; readonly place: Message },
): Cloud {
  const { width, height, pointStep, rowStep, isBigEndian } = message
  const rows = width * height
  const last = rows === 0 ? 0 : (height - 1) * rowStep + width * pointStep
  if (
    !(pointStep > 0) ||
    last > message.data.length ||
    (height > 1 && rowStep < width * pointStep)
  ) {
    const found = say.layout({ bytes: message.data.length, width, height, step: pointStep })
    throw new BadInputError({ file, place, found, expected: say.sound })
  }
  const packed = height > 1 && rowStep !== width * pointStep ? withoutGaps(message) : message.data
  const columns = message.fields.flatMap(({ name, offset, datatype }): readonly CloudColumn[] => {
    const kind = KINDS[datatype - 1]
    if (kind === undefined || offset + bytesOf(kind) > pointStep) return []
    const layout = { name, kind, offset, stride: pointStep, isLittleEndian: !isBigEndian }
    return [columnIn(packed, rows, layout)]
  })
  return { rows, columns, notices: [] }
}

function withoutGaps({ data, width, height, pointStep, rowStep }: PointCloud): Uint8Array {
  const length = width * pointStep
  const out = new Uint8Array(length * height)
  for (let row = 0; row < height; row++) {
    out.set(data.subarray(row * rowStep, row * rowStep + length), row * length)
  }
  return out
}
