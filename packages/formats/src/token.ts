/** 32 hex digits, the same for the same text: the token of a row that no table had before. */
export function tokenOf(text: string): string {
  // FNV-1a over the text's code units from four seeds at once: a token is made for each box.
  let [a, b, c, d] = [0x811c9dc5, 0x9747b28c, 0x1b873593, 0xcc9e2d51]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, PRIME)
    b = Math.imul(b ^ code, PRIME)
    c = Math.imul(c ^ code, PRIME)
    d = Math.imul(d ^ code, PRIME)
  }
  return mixed(a) + mixed(b) + mixed(c) + mixed(d)
}

const PRIME = 0x01000193

/** The eight digits of a hash mixed as MurmurHash3 does at its end. */
function mixed(sum: number): string {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0')
}

/** A UUID, the same for the same text. */
export function uuidOf(text: string): string {
  const digits = tokenOf(text)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}
