import { randomBytes } from 'node:crypto'

/** A new UUID of version 7 (RFC 9562, section 5.7): ids made later sort later, to the millisecond. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ]
  return parts.join('-')
}

/** Now, in whole microseconds since 1970. */
export function nowUs(): number {
  return Date.now() * 1000
}
