import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * The data folder: the one that is named, else `TRUELINE_DATA`, else `.trueline` in the project's
 * root for who is inside it, in the current folder for all others.
 */
export function dataDirOf(named: string | undefined): string {
  const told = named ?? process.env.TRUELINE_DATA
  if (told) return resolve(told)
  const path = relative(ROOT, process.cwd())
  const isInside = path === '' || (!path.startsWith('..') && resolve(path) !== path)
  return join(isInside ? ROOT : process.cwd(), '.trueline')
}
