import { kernelCode } from './kernelCode.ts'

/** A matrix in a kernel's memory: rows of `stride` numbers of which the first `columns` count. */
export type Matrix = {
  readonly data: Float32Array
  readonly rows: number
  readonly columns: number
  readonly stride: number
}

/** A part of a matrix that is a matrix itself; `at` is where in `data` it begins. */
export type Part = { readonly rows: number; readonly columns: number; readonly at: number }

/** Memory for matrices, and a loop over them that takes four numbers at once. */
export type Kernel = {
  /**
   * A matrix of zeros, kept for as long as the kernel is.
   *
   * @throws {RangeError} when there is no room left.
   */
  readonly matrix: (rows: number, columns: number) => Matrix
  /** Writes a matrix, or a part of it, times `x` to `out`, what is added to each row added. */
  readonly times: (
    matrix: Matrix,
    given: { readonly x: Float32Array; readonly bias: Matrix | null; readonly out: Float32Array },
    part?: Part,
  ) => void
}

const PAGE = 65536
const BYTES = 4
/** The most rows and columns that are multiplied. */
const MOST = 4096

/** A kernel with room for so many numbers, and some more for what is multiplied at the time. */
export function createKernel(numbers: number): Kernel {
  const pages = Math.ceil((BYTES * (numbers + 3 * MOST)) / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(kernelCode()), {
    memory: { of: memory },
  })
  const times = exports.times as (...places: readonly number[]) => void
  let end = 0
  const room = (count: number): Float32Array => {
    const at = end
    end += BYTES * fours(count)
    if (end > memory.buffer.byteLength) {
      throw new RangeError(`Expected at most ${numbers} numbers, got room for ${count} more`)
    }
    return new Float32Array(memory.buffer, at, count)
  }
  const given = room(MOST)
  const made = room(MOST)
  const nothing = room(MOST)
  return {
    matrix(rows, columns) {
      const stride = fours(columns)
      return { data: room(fours(rows) * stride), rows, columns, stride }
    },
    times(matrix, { x, bias, out }, { rows, columns, at } = { ...matrix, at: 0 }) {
      given.set(x)
      // What lies beside the part must not count.
      given.fill(0, columns, fours(columns))
      const { data, stride } = matrix
      times(
        data.byteOffset + BYTES * at,
        BYTES * stride,
        (bias?.data ?? nothing).byteOffset,
        given.byteOffset,
        made.byteOffset,
        fours(rows),
        fours(columns),
      )
      out.set(made.subarray(0, out.length))
    },
  }
}

/** A count, filled up to a multiple of four. */
function fours(count: number): number {
  return (count + 3) & ~3
}
