import { decompress as decompressZstd } from 'fzstd'
import bunzip from 'seek-bzip'
import { decompressLz4 } from '../lz4/decompressLz4.ts'

type Decompress = (data: Uint8Array, size: bigint | number) => Uint8Array

/** What undoes each compression of chunks, to as many bytes as are told. */
export const decompressors: Readonly<Record<'lz4' | 'zstd' | 'bz2', Decompress>> = {
  lz4: (data, size) => exactly(size, decompressLz4(data, sizeOf(data, size))),
  zstd: (data, size) => exactly(size, decompressZstd(data, new Uint8Array(sizeOf(data, size)))),
  bz2: (data, size) => exactly(size, bunzip.decode(data, sizeOf(data, size))),
}

/** More than this of a byte is no recording: what is told must not take all memory. */
const MOST_OF_A_BYTE = 1024

function sizeOf(data: Uint8Array, told: bigint | number): number {
  const size = Number(told)
  if (size <= data.length * MOST_OF_A_BYTE) return size
  throw new Error(`${size} bytes of ${data.length} compressed ones`)
}

function exactly(size: bigint | number, data: Uint8Array): Uint8Array {
  if (data.length === Number(size)) return data
  throw new Error(`${data.length} bytes once decompressed, wanted ${size}`)
}
