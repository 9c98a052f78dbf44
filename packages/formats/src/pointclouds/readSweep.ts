import { type Vec3, ZERO } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import { isFeather, readFeatherCloud } from '../arrow/featherCloud.ts'
import { BadInputError } from '../badInputError.ts'
import { columnsOfBin, readKittiBin, readNuscenesBin } from '../bin/readBin.ts'
import type { Cloud } from '../clouds/cloud.ts'
import { originOf, sweepOf } from '../clouds/sweepOf.ts'
import type { FileTree, ImportedSweep } from '../codec.ts'
import { isCsvCloud, readCsvCloud } from '../csv/readCsvCloud.ts'
import { isDraco, readDraco } from '../draco/readDraco.ts'
import { isLas, readLasHeader } from '../las/lasHeader.ts'
import { readLas } from '../las/readLas.ts'
import { checkNpyRows, readNpyCloud, readNpzCloud } from '../npy/npyCloud.ts'
import { isNpy } from '../npy/npyHeader.ts'
import { readPcdHeader } from '../pcd/pcdHeader.ts'
import { readPcd } from '../pcd/readPcd.ts'
import { pickledCloud } from '../pickle/pickleJson.ts'
import { looksPickled } from '../pickle/readPickle.ts'
import { isPly, readPlyHeader } from '../ply/plyHeader.ts'
import { readPly } from '../ply/readPly.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { pointcloudTexts } from './pointcloudTexts.ts'

type Read = Awaited<ReturnType<ImportedSweep['read']>>

/** Enough of a file for its header, or for a thousand of its rows. */
const HEAD_BYTES = 20_000

/** A container of columns, told by its first bytes. */
type Container = {
  readonly kind: string
  readonly isOne: (head: Uint8Array) => boolean
  readonly read: (bytes: Uint8Array, file: string) => Cloud | Promise<Cloud>
  /** Throws where the header is none; `null` where nothing of it can be told by its beginning. */
  readonly check: ((head: Uint8Array, file: string) => unknown) | null
}

const CONTAINERS: readonly Container[] = [
  { kind: 'ply', isOne: isPly, read: readPly, check: readPlyHeader },
  { kind: 'las', isOne: isLas, read: readLas, check: readLasHeader },
  { kind: 'draco', isOne: isDraco, read: readDraco, check: null },
  { kind: 'npy', isOne: isNpy, read: readNpyCloud, check: checkNpyRows },
  { kind: 'npz', isOne: isZip, read: readNpzCloud, check: null },
  { kind: 'feather', isOne: isFeather, read: readFeatherCloud, check: null },
  { kind: 'pickle', isOne: looksPickled, read: pickledCloud, check: null },
  { kind: 'csv', isOne: isCsvCloud, read: readCsvCloud, check: null },
]

/**
 * The sweep of any file that holds one, told by its content: PCD, PLY, LAS, LAZ, Draco, NumPy, Arrow,
 * text with a line of names, or rows of four or five floats.
 *
 * @param origin Taken from every point, in the file's own space.
 * @throws {BadInputError} when it holds none.
 */
export async function readAnySweep(
  bytes: Uint8Array,
  file: string,
  origin: Vec3 = ZERO,
): Promise<Read> {
  if (isPcd(bytes)) return readPcd(bytes, file, origin)
  if (bytes.length === 0) return readKittiBin(bytes, file)
  const container = CONTAINERS.find(({ isOne }) => isOne(bytes))
  if (container) return sweepOf(await container.read(bytes, file), { file, origin })
  const columns = columnsOfBin(bytes)
  if (columns !== null) {
    const read = columns === 5 ? readNuscenesBin : readKittiBin
    return counted(read(bytes, file), origin)
  }
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

/** A sweep of bare rows, its points counted from another place. */
function counted(found: Read, [x, y, z]: Vec3): Read {
  if (x === 0 && y === 0 && z === 0) return found
  const { points } = found.sweep
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    points[at]! -= x
    points[at + 1]! -= y
    points[at + 2]! -= z
  }
  return found
}

/** Where the points of a file in map coordinates are best counted from; zero for all others. */
export async function originOfSweep(bytes: Uint8Array, file: string): Promise<Vec3> {
  const container = isPcd(bytes) ? undefined : CONTAINERS.find(({ isOne }) => isOne(bytes))
  return container === undefined ? ZERO : originOf(await container.read(bytes, file))
}

/** Whether a file holds a sweep, and how it lies in it, by its first bytes; `null` for no sweep. */
export async function kindOfSweep(tree: FileTree, file: string): Promise<string | null> {
  const size = tree.files.find(({ path }) => path === file)?.bytes ?? 0
  const head = await tree.read(file, { offset: 0, bytes: HEAD_BYTES })
  const isSound = (check: (head: Uint8Array, file: string) => unknown): boolean => {
    try {
      check(head, file)
      return true
    } catch {
      return false
    }
  }
  if (isPcd(head)) return isSound(readPcdHeader) ? 'pcd' : null
  const container = CONTAINERS.find(({ isOne }) => isOne(head))
  if (container) {
    return container.check === null || isSound(container.check) ? container.kind : null
  }
  const columns = columnsOfBin(head, size)
  return columns === null ? null : `bin${columns}`
}

/** Whether the bytes begin as text does, and with what a PCD header begins with. */
function isPcd(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 64)).trimStart()
  return /^(#|VERSION|FIELDS|COLUMNS)/i.test(start) && !isCsvCloud(bytes)
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}
