import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  type BackupCounts,
  dumpTables,
  openStore,
  restoreBackup,
  writeBackup,
} from '@trueline/server'
import type { Command } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { serverOf } from '../clips/openClips.ts'
import { send } from '../clips/remoteClips.ts'
import { dataDirOf } from '../dataDir.ts'
import { dataOption, jsonOption } from '../options.ts'

type Options = { readonly data?: string }

/** Adds `backup`: everything of a data folder, of whichever database, into a folder. */
export function addBackupCommand(program: Command, answering: Answering): void {
  program
    .command('backup')
    .argument(
      '<folder>',
      'where the backup goes; one that holds an earlier backup gets what is new',
    )
    .description('Back up all clips, edits and accounts, while a server runs or not.')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((folder: string, options: Options) => answering(() => backUp(resolve(folder), options)))
}

/** Adds `restore`: a backup into a new data folder, or an empty database. */
export function addRestoreCommand(program: Command, answering: Answering): void {
  program
    .command('restore')
    .argument('<folder>', 'a backup')
    .description(
      'Restore a backup into a data folder that does not exist yet, or an empty database.',
    )
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((folder: string, options: Options) =>
      answering(() => restore(resolve(folder), options)),
    )
}

async function backUp(folder: string, { data }: Options): Promise<Answer> {
  const dataDir = dataDirOf(data)
  const url = await serverOf(dataDir)
  const dump = url === null ? dumpHere(dataDir) : dumpFrom(url)
  const counts = await writeBackup(folder, { dataDir, dump, nowUs: Date.now() * 1000 })
  return answerOf(counts, `Backed up to ${folder}`)
}

async function restore(folder: string, { data }: Options): Promise<Answer> {
  const dataDir = dataDirOf(data)
  const counts = await restoreBackup(folder, { dataDir, databaseUrl: databaseUrl() })
  return answerOf(counts, `Restored to ${dataDir}`)
}

const databaseUrl = (): string | null => process.env.DATABASE_URL || null

/** The rows of a folder that no server has open. */
function dumpHere(dataDir: string): (path: string) => Promise<unknown> {
  return async (path) => {
    const store = await openStore({ dataDir, databaseUrl: databaseUrl() })
    try {
      await dumpTables(store.database.queries, path)
    } finally {
      await store.close()
    }
  }
}

function dumpFrom(url: string): (path: string) => Promise<unknown> {
  return async (path) => {
    const { body } = await send(`${url}/backup`, {})
    await pipeline(Readable.fromWeb(body as never), createWriteStream(path, { mode: 0o600 }))
  }
}

function answerOf({ rows, blobs, known }: BackupCounts, done: string): Answer {
  const { clips = 0, patches = 0, people = 0 } = rows
  const fresh = blobs - known
  return {
    json: { rows, blobs, copied: fresh },
    text: `${done}: clips ${clips}, log entries ${patches}, people ${people}, blobs ${blobs} (copied ${fresh})`,
    exit: EXIT.done,
  }
}
