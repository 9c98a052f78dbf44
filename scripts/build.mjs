// Builds the workbench when its sources are newer than what was built.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run, stop } from './setup.mjs'

/** The newest modification under a folder or of a file, in milliseconds. */
function newest(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'dist')
    .reduce((latest, entry) => Math.max(latest, newest(join(path, entry.name))), 0)
}

/** Builds `apps/workbench/dist` when it is absent or stale. */
export function buildWorkbench() {
  const built = join(ROOT, 'apps/workbench/dist/index.html')
  const sources = ['apps/workbench', 'packages', 'package-lock.json'].map((path) =>
    join(ROOT, path),
  )
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newest))) return
  console.error('trueline: building the workbench …')
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  if (run(process.execPath, [vite, 'build', 'apps/workbench', '--logLevel', 'warn']) !== 0) {
    stop('the workbench could not be built; see the message above.')
  }
}
