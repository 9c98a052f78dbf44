import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the real clips stand beside the project; they are not part of it. */
const ROOT = fileURLToPath(new URL('../../shared/data/', import.meta.url))

/** The path of a real data file or folder, or `null` where it does not stand beside the project. */
export function sharedData(...parts: readonly string[]): string | null {
  const path = join(ROOT, ...parts)
  return existsSync(path) ? path : null
}
