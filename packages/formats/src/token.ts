/** 32 hex digits, the same for the same text: the token of a row that no table had before. */
export function tokenOf(text: string): string {
  return [0x811c9dc5, 0x9747b28c, 0x1b873593, 0xcc9e2d51]
    .map((seed) => hashOf(text, seed).toString(16).padStart(8, '0'))
    .join('')
}

/** FNV-1a over the text's code units, mixed at the end as MurmurHash3 does. */
function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A UUID, the same for the same text. */
export function uuidOf(text: string): string {
  const digits = tokenOf(text)
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end))
    .join('-')
}
