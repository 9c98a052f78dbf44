/** The bytes a request asks for: from the first to the last, both included. */
export type ByteRange = { readonly first: number; readonly last: number }

/**
 * What a `Range` header asks of so many bytes (RFC 9110, section 14): `'all'` where it is absent,
 * malformed or of several ranges, which a server may ignore; `null` where it lies past the end.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'all' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null) return 'all'
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return 'all'
  if (from === '') {
    const count = Math.min(Number(to), size)
    return count === 0 ? null : { first: size - count, last: size - 1 }
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < first) return 'all'
  return first >= size ? null : { first, last }
}
