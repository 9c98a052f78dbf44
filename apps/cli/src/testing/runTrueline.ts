import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ROOT } from '../dataDir.ts'

/** The path of the program. */
export const TRUELINE = join(ROOT, 'apps', 'cli', 'bin', 'trueline.mjs')

/** What a run of the program left. */
export type Run = {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** Runs the program itself, in a folder. */
export async function runTrueline(args: readonly string[], cwd: string): Promise<Run> {
  const env = { ...process.env, PORT: '' }
  const child = spawn(process.execPath, [TRUELINE, ...args], { cwd, env })
  const [out, err, [exit]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ])
  return { exit, out, err }
}
