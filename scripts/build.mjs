// Builds the workbench and the command line where their sources are newer than what was built.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isCompiled, newest } from '../apps/cli/bin/compiled.mjs'
import { ROOT, run, stop } from './setup.mjs'

/** Builds `apps/workbench/dist` when it is absent or stale. */
export function buildWorkbench() {
  const built = join(ROOT, 'apps/workbench/dist/index.html')
  const sources = ['apps/workbench', 'packages', 'package-lock.json'].map((path) =>
    join(ROOT, path),
  )
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newest))) return
  build('apps/workbench', 'the workbench')
}

/** Compiles the command line with the server into `apps/cli/dist` when it is absent or stale. */
export function buildCommandLine() {
  if (!isCompiled(ROOT)) build('apps/cli', 'the command line')
}

function build(folder, name) {
  console.error(`trueline: building ${name} …`)
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  if (run(process.execPath, [vite, 'build', folder, '--logLevel', 'warn']) !== 0) {
    stop(`${name} could not be built; see the message above.`)
  }
}
