// `npm start`: installs what is missing, builds, serves, prints the address.
import { buildCommandLine, buildWorkbench } from './build.mjs'
import { ensureInstalled } from './setup.mjs'

ensureInstalled()
buildWorkbench()
buildCommandLine()
process.argv = [process.execPath, 'trueline', 'serve', ...process.argv.slice(2)]
await import('../apps/cli/bin/trueline.mjs')
