// `npm run dev`: the server, and the workbench by Vite with hot reload; both end together.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, passSignalsOn, ROOT } from './setup.mjs'

ensureInstalled()
const children = [
  [join(ROOT, 'apps/cli/bin/trueline.mjs'), 'serve'],
  [join(ROOT, 'node_modules/vite/bin/vite.js'), 'apps/workbench'],
].map((args) => spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }))
passSignalsOn(children)
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill()
    process.exitCode ??= code ?? 0
  })
}
