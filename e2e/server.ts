import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A real server in a process of its own, so that it can be killed. */
export type ServerProcess = {
  readonly url: string
  /** The number of the process that runs now; `null` while none does. */
  readonly pid: () => number | null
  /** Ends it at once, as a power cut would; the next `start` finds what was on disk. */
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
}

/** Serves a data folder on a free port of the loopback interface until this process exits; `env` is added to its own. */
export async function serve(
  dataDir: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  let child: ChildProcess | null = null
  // Nothing outlives this process.
  const endAtOnce = (): void => {
    child?.kill('SIGKILL')
  }
  const start = async (): Promise<void> => {
    const command = [
      join(ROOT, 'apps/cli/bin/trueline.mjs'),
      'serve',
      '--port',
      String(port),
      '--data',
      dataDir,
    ]
    child = spawn(process.execPath, [...command, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    process.once('exit', endAtOnce)
    await saidItServes(child)
  }
  const kill = async (): Promise<void> => {
    if (child === null || child.exitCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    process.off('exit', endAtOnce)
    child = null
  }
  await start()
  return { url: `http://localhost:${port}`, pid: () => child?.pid ?? null, kill, start }
}

function saidItServes(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('http://localhost:')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free')
  return address.port
}
