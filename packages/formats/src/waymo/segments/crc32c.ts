/** Castagnoli's polynomial, bits reversed (RFC 3720, appendix B.4). */
const POLYNOMIAL = 0x82f63b78
const SLICES = 4

/** Table `n` of a byte that `n` others follow, so that four bytes are taken at once. */
const TABLES: readonly Uint32Array[] = tablesOf()

function tablesOf(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? POLYNOMIAL : 0)
    return value
  })
  const tables = [first]
  while (tables.length < SLICES) {
    tables.push(tables.at(-1)!.map((value) => (value >>> 8) ^ first[value & 255]!))
  }
  return tables
}

/** The CRC-32C of some bytes as TensorFlow stores it: turned and moved, so that one of one differs. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

/** The CRC-32C of some bytes. */
export function crc32c(bytes: Uint8Array): number {
  const [one, two, three, four] = TABLES as readonly [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  let crc = 0xffffffff
  let at = 0
  for (; at + SLICES <= bytes.length; at += SLICES) {
    const word =
      bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    const mixed = crc ^ word
    crc =
      four[mixed & 255]! ^
      three[(mixed >>> 8) & 255]! ^
      two[(mixed >>> 16) & 255]! ^
      one[mixed >>> 24]!
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ one[(crc ^ bytes[at]!) & 255]!
  return ~crc >>> 0
}
