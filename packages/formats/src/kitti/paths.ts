/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The last part of a path, up to its first dot. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\..*$/, '')
}

/** The folder of a path, with its slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Order of frame names: numbers by value, others by character. */
export function byFrameName(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && Number(a) !== Number(b)) return Number(a) - Number(b)
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** The name among `names` that is `name`, or is the same whole number; `null` for none. */
export function matchingName(names: readonly string[], name: string): string | null {
  if (names.includes(name)) return name
  if (!/^\d+$/.test(name)) return null
  return names.find((one) => /^\d+$/.test(one) && Number(one) === Number(name)) ?? null
}
