// `npm run bench`: every figure against a floor or a peer measured in the same run; JSON in .cache/bench.json, a table on the screen.
import { join } from 'node:path'
import { buildCommandLine, buildWorkbench } from './build.mjs'
import { ensureChromium, ensureInstalled, ROOT, runNode } from './setup.mjs'

ensureInstalled()
buildWorkbench()
buildCommandLine()
const env = { CHROMIUM_PATH: await ensureChromium() }
const main = join(ROOT, 'scripts/bench/main.ts')
process.exit(await runNode(['--expose-gc', '--import', 'tsx', main, ...process.argv.slice(2)], env))
