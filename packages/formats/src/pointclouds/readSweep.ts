import { BadInputError } from '../badInputError.ts'
import { columnsOfBin, readKittiBin, readNuscenesBin } from '../bin/readBin.ts'
import type { FileTree, ImportedSweep } from '../codec.ts'
import { readPcdHeader } from '../pcd/pcdHeader.ts'
import { readPcd } from '../pcd/readPcd.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { pointcloudTexts } from './pointcloudTexts.ts'

type Read = Awaited<ReturnType<ImportedSweep['read']>>

/** Enough of a file for its header, or for a thousand of its rows. */
const HEAD_BYTES = 20_000

/**
 * The sweep of any file that holds one: PCD, or rows of four or five floats, told by its content.
 *
 * @throws {BadInputError} when it holds none.
 */
export function readAnySweep(bytes: Uint8Array, file: string): Read {
  if (isPcd(bytes)) return readPcd(bytes, file)
  if (bytes.length === 0) return readKittiBin(bytes, file)
  const columns = columnsOfBin(bytes)
  if (columns === 5) return readNuscenesBin(bytes, file)
  if (columns === 4) return readKittiBin(bytes, file)
  const first = [...new Float32Array(bytes.slice(0, 16).buffer, 0, Math.min(4, bytes.length >> 2))]
  throw new BadInputError({
    file,
    place: sharedTexts.byte({ offset: 0 }),
    found: pointcloudTexts.bytesThatBegin({
      count: bytes.length,
      values: first.map((value) => value.toPrecision(4)).join(', '),
    }),
    expected: pointcloudTexts.sweepFile,
  })
}

/** Whether a file holds a sweep, and how it lies in it, by its first bytes; `null` for no sweep. */
export async function kindOfSweep(
  tree: FileTree,
  file: string,
): Promise<'pcd' | 'bin4' | 'bin5' | null> {
  const size = tree.files.find(({ path }) => path === file)?.bytes ?? 0
  const head = await tree.read(file, { offset: 0, bytes: HEAD_BYTES })
  if (isPcd(head)) {
    try {
      readPcdHeader(head, file)
      return 'pcd'
    } catch {
      return null
    }
  }
  const columns = columnsOfBin(head, size)
  return columns === null ? null : `bin${columns}`
}

/** Whether the bytes begin as text does, and with what a PCD header begins with. */
function isPcd(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 64)).trimStart()
  return /^(#|VERSION|FIELDS|COLUMNS)/i.test(start)
}
