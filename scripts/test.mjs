// `npm test`: everything `check` does, then the built workbench in a real Chromium.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildCommandLine, buildWorkbench } from './build.mjs'
import { ensureChromium, ensureInstalled, ROOT } from './setup.mjs'
import { closingLine, runBrowserTests, runStaticSteps, runUnitTests } from './steps.mjs'

ensureInstalled()
if (!existsSync(join(ROOT, '..', 'shared', 'data'))) {
  console.log(
    'The real clips (../shared/data) are absent: the tests that need them are left out and counted as skipped.',
  )
}
const isGreen = runStaticSteps()
buildCommandLine()
const runs = [runUnitTests()]
const chromium = await ensureChromium()
buildWorkbench()
runs.push(runBrowserTests(chromium))
process.exit(closingLine(runs, isGreen))
