// What the command line is compiled into, and whether it is still what its sources say.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The compiled command line, from the project's root. */
export const COMPILED = 'apps/cli/dist/trueline.mjs'

const SOURCES = ['apps/cli/src', 'apps/cli/vite.config.ts', 'server/src', 'package-lock.json']

/** The newest modification under a folder or of a file, in milliseconds; a folder’s own tells of what left it. */
export function newest(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .reduce((latest, { name }) => Math.max(latest, newest(join(path, name))), stats.mtimeMs)
}

/** Whether the command line of the project in `root` is compiled from the sources as they are now. */
export function isCompiled(root) {
  const compiled = join(root, COMPILED)
  if (!existsSync(compiled)) return false
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/src`)
  const { mtimeMs } = statSync(compiled)
  return [...SOURCES, ...packages]
    .map((path) => join(root, path))
    .every((path) => !existsSync(path) || newest(path) < mtimeMs)
}
