const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Uint8Array(256).fill(255)
for (let at = 0; at < DIGITS.length; at++) VALUES[DIGITS.charCodeAt(at)] = at

/** The bytes of a base64 text (RFC 4648, section 4). @throws {RangeError} when it is none. */
export function base64Bytes(text: string): Uint8Array {
  const end = text.indexOf('=')
  const length = end < 0 ? text.length : end
  if (length % 4 === 1) throw new RangeError(`base64 of ${length} digits`)
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let [held, bits, to] = [0, 0, 0]
  for (let at = 0; at < length; at++) {
    const value = VALUES[text.charCodeAt(at) & 255]!
    if (value === 255) throw new RangeError(`base64 with "${text[at]}"`)
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[to++] = (held >> bits) & 255
  }
  return bytes
}
