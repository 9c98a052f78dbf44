import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKernel } from './kernel.ts'

const size = fc.integer({ min: 1, max: 41 })
const numberOf = (index: number): number => ((index * 7919) % 201) / 100 - 1

describe('a kernel', () => {
  it('multiplies as one does by hand, whatever the sizes, and parts of matrices too', () => {
    fc.assert(
      fc.property(size, size, fc.boolean(), (rows, columns, isPart) => {
        const kernel = createKernel(100_000)
        const matrix = kernel.matrix(rows, columns)
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            matrix.data[row * matrix.stride + column] = numberOf(row * columns + column)
          }
        }
        const bias = kernel.matrix(1, rows)
        for (let row = 0; row < rows; row++) bias.data[row] = numberOf(row + 1)
        const first = isPart && columns > 4 ? 4 : 0
        const part = {
          rows: isPart ? Math.ceil(rows / 2) : rows,
          columns: columns - first,
          at: first,
        }
        const x = Float32Array.from({ length: part.columns }, (_, index) => numberOf(index + 3))
        const out = new Float32Array(part.rows)
        kernel.times(matrix, { x, bias, out }, part)
        for (let row = 0; row < part.rows; row++) {
          let sum = bias.data[row]!
          for (let column = 0; column < part.columns; column++) {
            sum += matrix.data[row * matrix.stride + first + column]! * x[column]!
          }
          expect(out[row]).toBeCloseTo(sum, 4)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('refuses more than it has room for', () => {
    expect(() => createKernel(10).matrix(1000, 1000)).toThrow(RangeError)
  })
})
