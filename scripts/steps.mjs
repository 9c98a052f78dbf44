// What `npm run check` runs, in order; each step's output is shown only when it fails.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './setup.mjs'

const bin = (name) => join(ROOT, 'node_modules', '.bin', name)

/** Whether there is a workbench to check, build and open: its entry stands. */
export const hasWorkbench = existsSync(join(ROOT, 'apps/workbench/src/main.tsx'))

/** Format, types, lint, layers, dead code. What the workbench uses is known only once its entry stands. */
const STATIC_STEPS = [
  [
    'format and lint',
    bin('biome'),
    ['ci', '--error-on-warnings', '--colors=off', '--reporter=summary', '.'],
  ],
  ['types of the packages', bin('tsc'), ['-p', 'packages']],
  ['types of the server, command line and tests', bin('tsc'), ['-p', 'tsconfig.node.json']],
  ...(hasWorkbench ? [['types of the workbench', bin('tsc'), ['-p', 'apps/workbench']]] : []),
  ['type-aware lint', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  [
    'layers',
    bin('depcruise'),
    ['packages', 'server/src', 'apps/workbench/src', '--output-type', 'err'],
  ],
  ...(hasWorkbench ? [['dead code', bin('knip'), []]] : []),
]

/** Runs the checks that start no program of ours; returns whether all passed. */
export function runStaticSteps() {
  let isGreen = true
  for (const [title, command, args] of STATIC_STEPS) {
    const start = performance.now()
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' })
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${status === 0 ? '✓' : '✗'} ${title} (${seconds} s)`)
    if (status !== 0) {
      isGreen = false
      console.log(stdout + stderr)
    }
  }
  return isGreen
}

/** Runs the unit tests; returns how many passed, failed and were left out. */
export function runUnitTests() {
  const report = join(ROOT, '.cache', 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`]
  const { status } = spawnSync(bin('vitest'), args, { cwd: ROOT, stdio: 'inherit' })
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const failed = numFailedTests === 0 && status !== 0 ? 1 : numFailedTests
    return { passed: numPassedTests, failed, skipped: numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** Runs the browser tests in the Chromium at `chromium`; returns how many passed, failed and were left out. */
export function runBrowserTests(chromium) {
  const report = join(ROOT, '.cache', 'playwright.json')
  const { status } = spawnSync(bin('playwright'), ['test'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  try {
    const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats
    const failed = unexpected + flaky === 0 && status !== 0 ? 1 : unexpected + flaky
    return { passed: expected, failed, skipped }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** Says the sum of all runs in one line; returns the exit code. */
export function closingLine(runs, isGreen) {
  const sum = (key) => runs.reduce((total, result) => total + result[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return isGreen && sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
}
