import { zipSync } from 'fflate'

/** Rows of doubles as an `.npz` file with one array (NEP 1). */
export function writeNpz(name: string, values: Float64Array, columns: number): Uint8Array {
  const shape = `(${values.length / columns}, ${columns})`
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`
  // The data begins at a multiple of 64, after a newline.
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`
  const array = new Uint8Array(10 + padded.length + values.length * 8)
  array.set([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    padded.length & 255,
    padded.length >> 8,
  ])
  array.set(new TextEncoder().encode(padded), 10)
  const view = new DataView(array.buffer, 10 + padded.length)
  for (let at = 0; at < values.length; at++) view.setFloat64(at * 8, values[at]!, true)
  return zipSync({ [`${name}.npy`]: array }, { level: 1, mtime: new Date(1980, 0, 1) })
}
