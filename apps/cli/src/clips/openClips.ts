import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clips } from './clips.ts'
import { openLocalClips } from './localClips.ts'
import { openRemoteClips } from './remoteClips.ts'

/** Where the clips are. */
export type ClipsPlace = {
  readonly dataDir: string
  /** Whether nothing will be stored: a data folder is then not made where there is none. */
  readonly isReadOnly: boolean
}

/** A server that does not answer within this is none. */
const HEALTH_MS = 2000

/**
 * The clips of a data folder: of the server that runs on it, else opened here.
 *
 * @throws {DataFolderInUseError} when a process that is no server has it open.
 */
export async function openClips({ dataDir, isReadOnly }: ClipsPlace): Promise<Clips> {
  const url = await serverOf(dataDir)
  if (url !== null) return openRemoteClips(url)
  const databaseUrl = process.env.DATABASE_URL || null
  if (!isReadOnly || mayHoldClips(dataDir)) {
    return openLocalClips({ dataDir, databaseUrl })
  }
  const passing = await mkdtemp(join(tmpdir(), 'trueline-'))
  const clips = await openLocalClips({ dataDir: passing })
  return {
    ...clips,
    close: async () => {
      await clips.close()
      await rm(passing, { recursive: true, force: true })
    },
  }
}

/** Whether anything can be stored there yet. */
export function mayHoldClips(dataDir: string): boolean {
  return Boolean(process.env.DATABASE_URL) || existsSync(dataDir)
}

/** The address of the server that runs on a data folder; `null` for none. */
export async function serverOf(dataDir: string): Promise<string | null> {
  try {
    const notice: unknown = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8'))
    const { url } = notice as { readonly url?: unknown }
    if (typeof url !== 'string') return null
    // An address that listens everywhere is none that can be called.
    const address = url.replace('//0.0.0.0', '//127.0.0.1').replace('//[::]', '//[::1]')
    const health = await fetch(`${address}/health`, { signal: AbortSignal.timeout(HEALTH_MS) })
    return health.ok ? address : null
  } catch {
    // No notice, half of one, or one that a killed server left.
    return null
  }
}
