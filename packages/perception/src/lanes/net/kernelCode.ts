/**
 * The bytes of a WebAssembly module with one function, `times(weight, stride, bias, x, out, rows, columns)`:
 * a matrix times `x`, `bias` added, four rows and four columns at once. All are places in the memory it
 * imports as `memory.of`, in bytes, but `rows` and `columns`, which are multiples of four; `stride` is the
 * bytes from row to row.
 *
 * Layout and opcodes: WebAssembly Core Specification 2.0, sections 5.4 (instructions) and 5.5 (modules).
 */
export function kernelCode(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // One type: seven i32 in, nothing out.
    ...section(1, [1, 0x60, 7, ...Array.from({ length: 7 }, () => I32), 0]),
    // The memory, imported, of at least one page.
    ...section(2, [1, ...name('memory'), ...name('of'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('times'), 0x00, 0]),
    ...section(10, [1, ...sized(body())]),
  ])
}

const [I32, V128] = [0x7f, 0x7b]
const [WEIGHT, STRIDE, BIAS, X, OUT, ROWS, COLUMNS] = [0, 1, 2, 3, 4, 5, 6] as const
/** Where the rows' ends and the columns' lie, and where one is. */
const [OUT_END, X_END, AT, X_AT] = [7, 8, 9, 10] as const
/** The sums of four rows. */
const SUMS = [11, 12, 13, 14] as const

const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const constant = (value: number): number[] => [0x41, ...signed(value)]
const ADD = 0x6a
const times4 = [...constant(2), 0x74]
const isBelow = 0x49
const LOOP = [0x03, 0x40]
const AGAIN = [0x0d, 0]
const END = 0x0b
const simd = (code: number): number[] => [0xfd, ...unsigned(code)]
/** `align` is the power of two. */
const load = [...simd(0x00), 2, 0]
const zero = [...simd(0x0c), ...Array.from({ length: 16 }, () => 0)]
const addFloats = simd(0xe4)
const timesFloats = simd(0xe6)
const laneOf = (lane: number): number[] => [...simd(0x1f), lane]
const loadFloat = [0x2a, 2, 0]
const addFloat = 0x92
const storeFloat = (offset: number): number[] => [0x38, 2, offset]

function body(): readonly number[] {
  const pointers = [2, 4, I32, 4, V128] as const
  return [
    ...pointers,
    ...[...get(OUT), ...get(ROWS), ...times4, ADD, ...set(OUT_END)],
    ...[...get(X), ...get(COLUMNS), ...times4, ADD, ...set(X_END)],
    ...LOOP,
    ...SUMS.flatMap((sum) => [...zero, ...set(sum)]),
    ...[...get(WEIGHT), ...set(AT), ...get(X), ...set(X_AT)],
    ...LOOP,
    ...SUMS.flatMap(addProduct),
    ...[...get(AT), ...constant(16), ADD, ...set(AT)],
    ...[...get(X_AT), ...constant(16), ADD, ...set(X_AT)],
    ...[...get(X_AT), ...get(X_END), isBelow, ...AGAIN, END],
    ...SUMS.flatMap(storeSum),
    ...[...get(WEIGHT), ...get(STRIDE), ...constant(2), 0x74, ADD, ...set(WEIGHT)],
    ...[...get(BIAS), ...constant(16), ADD, ...set(BIAS)],
    ...[...get(OUT), ...constant(16), ADD, ...set(OUT)],
    ...[...get(OUT), ...get(OUT_END), isBelow, ...AGAIN, END],
    END,
  ]
}

/** Adds four products of one of four rows to its sum. */
function addProduct(sum: number, row: number): number[] {
  const place = Array.from({ length: row }, () => [...get(STRIDE), ADD]).flat()
  return [
    ...[...get(sum), ...get(AT), ...place, ...load],
    ...[...get(X_AT), ...load, ...timesFloats, ...addFloats, ...set(sum)],
  ]
}

/** Writes one of four rows' sum, its bias added. */
function storeSum(sum: number, row: number): number[] {
  const parts = [0, 1, 2, 3].flatMap((lane) => [
    ...[...get(sum), ...laneOf(lane)],
    ...(lane === 0 ? [] : [addFloat]),
  ])
  const bias = [...get(BIAS), ...constant(4 * row), ADD, ...loadFloat]
  return [...get(OUT), ...parts, ...bias, addFloat, ...storeFloat(4 * row)]
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)]
}

function sized(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content]
}

function name(text: string): number[] {
  return sized([...new TextEncoder().encode(text)])
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

/** Signed LEB128 of a number from 0 on. */
function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}
