// What `npm run check` runs, in order; each step's output is shown only when it fails.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './setup.mjs'

const bin = (name) => join(ROOT, 'node_modules', '.bin', name)

/** Format, types, lint, layers, dead code. */
const STATIC_STEPS = [
  {
    title: 'format and lint',
    command: bin('biome'),
    args: ['ci', '--error-on-warnings', '--colors=off', '--reporter=summary', '.'],
  },
  { title: 'types of the packages', command: bin('tsc'), args: ['-p', 'packages'] },
  {
    title: 'types of the server, command line and tests',
    command: bin('tsc'),
    args: ['-p', 'tsconfig.node.json'],
  },
  { title: 'types of the workbench', command: bin('tsc'), args: ['-p', 'apps/workbench'] },
  { title: 'type-aware lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  {
    title: 'layers',
    command: bin('depcruise'),
    args: ['packages', 'server/src', 'apps', '--output-type', 'err'],
  },
  { title: 'dead code', command: bin('knip'), args: ['--treat-config-hints-as-errors'] },
]

/** Runs the checks that start no program of ours; returns whether all passed. */
export function runStaticSteps() {
  let isGreen = true
  for (const { title, command, args } of STATIC_STEPS) {
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
