import { readFileSync } from 'node:fs'

/** The points of a KITTI `.bin` file: rows of float32 x, y, z, reflectance. */
export function readKittiBin(path: string): Float32Array {
  return new Float32Array(new Uint8Array(readFileSync(path)).buffer)
}

/** The x, y, z and intensity of a binary PCD file whose header tells the truth about those four. */
export function readBinaryPcd(path: string): Float32Array {
  const bytes = readFileSync(path)
  const header = bytes.subarray(0, 1024).toString('latin1').split('DATA binary\n')[0] ?? ''
  const numbers = (key: string): readonly number[] =>
    wordsOf(header, key).map((word) => Number.parseInt(word, 10))
  const fields = wordsOf(header, 'FIELDS')
  const widths = numbers('SIZE').map((size, index) => size * (numbers('COUNT')[index] ?? 1))
  const rowBytes = widths.reduce((sum, width) => sum + width, 0)
  const offsets = ['x', 'y', 'z', 'intensity'].map((name) =>
    widths.slice(0, fields.indexOf(name)).reduce((sum, width) => sum + width, 0),
  )
  const rows = numbers('POINTS')[0] ?? 0
  const start = header.length + 'DATA binary\n'.length
  const points = new Float32Array(rows * 4)
  for (let row = 0; row < rows; row++) {
    offsets.forEach((offset, index) => {
      points[row * 4 + index] = bytes.readFloatLE(start + row * rowBytes + offset)
    })
  }
  return points
}

function wordsOf(header: string, key: string): readonly string[] {
  const line = header.split('\n').find((text) => text.startsWith(`${key} `)) ?? ''
  return line.trim().split(' ').slice(1)
}
