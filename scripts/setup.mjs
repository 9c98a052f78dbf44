// What must be there before anything else runs. Only Node's own modules: this is the first thing a fresh clone runs.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Ends with one line that says what is missing and what to do. */
export function stop(message) {
  console.error(`trueline: ${message}`)
  process.exit(1)
}

/** Runs a command in the project's root with its output shown; returns its exit code. */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return error ? 1 : (status ?? 1)
}

/** Runs Node in the project's root with its output shown, until it ends or is told to, as it is; resolves with its exit code. */
export function runNode(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  passSignalsOn([child])
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** Tells processes of ours to end when this one is told to: nothing is left behind. */
export function passSignalsOn(children) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      for (const child of children) child.kill(signal)
    })
  }
}

/** Installs the dependencies when they are absent or older than the lockfile. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`)
  }
  const lockHash = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const stamp = join(ROOT, 'node_modules', '.trueline-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash) return
  console.error('trueline: installing dependencies (once per lockfile) …')
  // Not `npm ci`: it refuses a lockfile whose registry had no build of an optional package for some platform.
  if (
    run('npm', [
      'install',
      '--no-save',
      '--include=dev',
      '--include=optional',
      '--loglevel=error',
    ]) !== 0
  ) {
    stop('npm could not install the dependencies; see its message above.')
  }
  writeFileSync(stamp, lockHash)
}

/** The path of a program on PATH, or `null`. */
function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (folder && existsSync(path)) return path
  }
  return null
}

/** Installs packages of Debian; what that prints is shown only where it fails. */
function installPackages(names) {
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-qq', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) console.error(stdout + stderr)
  }
}

/** A Chromium to test in: one already there, else Debian's package when it may be installed, else Playwright's own. */
export async function ensureChromium() {
  const found = await findChromium()
  if (found) return found
  const isRoot = process.getuid?.() === 0
  if (isRoot && onPath('apt-get')) {
    console.error('trueline: installing Chromium from the system’s packages …')
    installPackages(['chromium', 'fonts-noto-cjk'])
    const installed = await findChromium()
    if (installed) return installed
  }
  console.error('trueline: installing Playwright’s Chromium …')
  run('npx', ['playwright', 'install', 'chromium'])
  return (
    (await findChromium()) ??
    stop('no Chromium: install the chromium package, or set CHROMIUM_PATH to one, and run again.')
  )
}

/** A Chromium that is already there: CHROMIUM_PATH, the system's, Playwright's; or `null`. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : stop(`CHROMIUM_PATH is ${named}, where nothing is.`)
  const places = [
    onPath('chromium'),
    onPath('chromium-browser'),
    onPath('google-chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
  ]
  const there = places.find((path) => path && existsSync(path))
  if (there) return there
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}
