import { BadInputError } from '../../badInputError.ts'
import type { FileTree } from '../../codec.ts'
import { type OpenReport, refuse } from '../../refuse.ts'
import { sharedTexts } from '../../sharedTexts.ts'
import { maskedCrc32c } from './crc32c.ts'
import { segmentTexts as say } from './segmentTexts.ts'

/** Bytes before a record's own: its length, and that length's checksum. */
const HEAD = 12
/** Bytes of the checksum behind a record. */
const TAIL = 4
/** Far more than a frame of nine cameras takes; a length beyond is none. */
const LONGEST = 512 * 1024 * 1024

/** A record of a file, and where its bytes begin there. */
export type TfRecord = {
  readonly index: number
  readonly offset: number
  readonly bytes: Uint8Array
}

/** Whether a file begins as TFRecords do: with a length and the checksum of that length. */
export function isTfRecords(head: Uint8Array): boolean {
  return lengthIn(head) !== null
}

/**
 * The records of a TFRecord file one after the other, so that memory holds one.
 *
 * A record whose checksum is another's is refused and the next one read; a broken length ends the file,
 * as nothing says where the next one begins.
 */
export async function* tfRecords(
  tree: FileTree,
  { file, bytes: size }: { readonly file: string; readonly bytes: number },
  report: OpenReport,
): AsyncGenerator<TfRecord> {
  for (let index = 0, at = 0; at < size; index++) {
    const length = lengthIn(await tree.read(file, { offset: at, bytes: HEAD }))
    const offset = at + HEAD
    if (length === null || offset + length + TAIL > size) {
      const found = length === null ? say.brokenLength : sharedTexts.bytes({ count: size - offset })
      const expected = length === null ? say.length : sharedTexts.bytes({ count: length + TAIL })
      const place = sharedTexts.byte({ offset: at })
      refuse(report, new BadInputError({ file, place, found, expected }))
      return
    }
    const whole = await tree.read(file, { offset, bytes: length + TAIL })
    const bytes = whole.subarray(0, length)
    const told = new DataView(whole.buffer, whole.byteOffset + length, TAIL).getUint32(0, true)
    if (told === maskedCrc32c(bytes)) yield { index, offset, bytes }
    else {
      const place = say.record({ index })
      const expected = say.checksum
      refuse(report, new BadInputError({ file, place, found: say.brokenRecord, expected }))
    }
    at = offset + length + TAIL
  }
}

/** The length of the record that begins here; `null` where its checksum is not that of a length. */
function lengthIn(head: Uint8Array): number | null {
  if (head.length < HEAD) return null
  const view = new DataView(head.buffer, head.byteOffset, HEAD)
  if (view.getUint32(8, true) !== maskedCrc32c(head.subarray(0, 8))) return null
  const length = Number(view.getBigUint64(0, true))
  return length <= LONGEST ? length : null
}
