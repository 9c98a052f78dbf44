// `npm start`: installs what is missing, builds, serves, prints the address.
import { join } from 'node:path'
import { buildWorkbench } from './build.mjs'
import { ensureInstalled, ROOT } from './setup.mjs'

ensureInstalled()
buildWorkbench()
process.argv = [process.execPath, 'trueline', 'serve', ...process.argv.slice(2)]
await import(join(ROOT, 'apps/cli/bin/trueline.mjs'))
