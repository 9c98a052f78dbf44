const MAGIC = 'ARROW1'
/** A block of the footer: offset, length of its metadata, length of its body. */
const BLOCK_BYTES = 24
/** Lists of blocks in the footer, and what their messages are (Arrow columnar format, File.fbs). */
const LISTS = [
  { field: 2, headerType: 2 },
  { field: 3, headerType: 3 },
]
/** Fields of a message: what it is, and itself (Message.fbs). */
const [HEADER_TYPE, HEADER] = [1, 2]
/** Fields of a record batch, pairs of 64 bits, and of a dictionary's. */
const [NODES, BUFFERS, DATA] = [1, 2, 1]
const PAIR_BYTES = 16
/** Fields of the footer and of a message: its schema, and what else is told with either. */
const [SCHEMA, TOLD] = [1, 4]
/** Fields of a schema and of a column: columns inside them, and what else is told (Schema.fbs). */
const [IN_SCHEMA, IN_COLUMN] = [
  { columns: 1, told: 2 },
  { columns: 5, told: 6 },
]

/**
 * Why bytes are no Arrow file that can be read to its end; `null` where they may be.
 *
 * The library follows every offset and length a file tells, wherever it leads.
 */
export function faultOfFeather(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - MAGIC.length
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + MAGIC.length))
  if (end < MAGIC.length + 8 || text(0) !== MAGIC) return `${bytes.length} bytes without ${MAGIC}`
  if (text(end) !== MAGIC) return `an end without ${MAGIC}`
  const length = view.getInt32(end - 4, true)
  const start = end - 4 - length
  if (length < 8 || start < 8) return `a footer of ${length} bytes`
  try {
    return faultOfFooter(view, start, end - 4)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return 'a footer that leads beyond the file'
  }
}

function faultOfFooter(view: DataView, start: number, end: number): string | null {
  const schema = placeOf(view, start, SCHEMA)
  const budget = { left: view.byteLength }
  if (schema === null || !areSound(view, { table: schema, fields: IN_SCHEMA, budget })) {
    return 'a schema that leads nowhere'
  }
  if (countIn(view, start, TOLD) > view.byteLength) return 'a footer of more parts than bytes'
  for (const { field, headerType } of LISTS) {
    const place = placeOf(view, start, field)
    if (place === null) continue
    const vector = place + view.getUint32(place, true)
    const count = view.getUint32(vector, true)
    if (vector + 4 + count * BLOCK_BYTES > end) return `${count} blocks in a footer`
    for (let block = 0; block < count; block++) {
      const at = vector + 4 + block * BLOCK_BYTES
      const from = Number(view.getBigInt64(at, true))
      const [metadata, body] = [
        view.getInt32(at + 8, true),
        Number(view.getBigInt64(at + 16, true)),
      ]
      const to = from + metadata + body
      if (from < 0 || metadata < 0 || body < 0 || to > start) return `a block from ${from} to ${to}`
      // A mark of four bytes before the length is younger than the format.
      const message = from + (view.getUint32(from, true) === 0xffffffff ? 8 : 4)
      const told = placeOf(view, message, HEADER_TYPE)
      // The library would look at any other for ever.
      if (told === null || view.getUint8(told) !== headerType) return 'a block of another kind'
      const header = placeOf(view, message, HEADER)
      const batch = headerType === 2 ? header && placeOf(view, header, DATA) : header
      const counts = batch === null ? [] : [NODES, BUFFERS].map((one) => countIn(view, batch, one))
      counts.push(countIn(view, message, TOLD))
      if (counts.some((count) => count * PAIR_BYTES > metadata)) {
        return 'a batch of more parts than bytes'
      }
    }
  }
  return null
}

/** Whether columns, those inside them and what else is told of them are no more than a file can hold. */
function areSound(
  view: DataView,
  at: {
    readonly table: number
    readonly fields: { readonly columns: number; readonly told: number }
    readonly budget: { left: number }
  },
): boolean {
  const count = countIn(view, at.table, at.fields.columns)
  at.budget.left -= 1 + count + countIn(view, at.table, at.fields.told)
  if (at.budget.left < 0) return false
  const list = placeOf(view, at.table, at.fields.columns)
  if (list === null) return true
  const first = list + view.getUint32(list, true) + 4
  for (let index = 0; index < count; index++) {
    const column = { ...at, table: first + index * 4, fields: IN_COLUMN }
    if (!areSound(view, column)) return false
  }
  return true
}

/** How many a field of a table lists; 0 where it has none. */
function countIn(view: DataView, start: number, field: number): number {
  const place = placeOf(view, start, field)
  return place === null ? 0 : view.getUint32(place + view.getUint32(place, true), true)
}

/** Where a field of a table lies, whose own place an offset at `start` tells; `null` where it has none. */
function placeOf(view: DataView, start: number, field: number): number | null {
  const root = start + view.getUint32(start, true)
  const table = root - view.getInt32(root, true)
  const slot = 4 + field * 2
  const offset = slot < view.getUint16(table, true) ? view.getUint16(table + slot, true) : 0
  return offset === 0 ? null : root + offset
}
