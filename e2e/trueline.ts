import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * What a command of the command line answers, as its `--json` says it.
 *
 * @throws {Error} with what it said when it ends in anything but done, or done with refusals.
 */
export async function trueline(...args: readonly string[]): Promise<unknown> {
  const command = [join(ROOT, 'apps/cli/bin/trueline.mjs'), ...args, '--json']
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const [answer, said] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.exitCode ?? once(child, 'exit'),
  ])
  const isDone = child.exitCode === 0 || child.exitCode === 1
  if (!isDone) throw new Error(`trueline ${args.join(' ')} ended with ${child.exitCode}: ${said}`)
  return JSON.parse(answer)
}
