import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BlobId, blobId } from '@trueline/annotation'
import { isBlobName } from '../blobs/blobStore.ts'
import { migrationTags } from '../db/migrateTables.ts'
import { syncPath } from '../db/syncTree.ts'
import { openStore, type StoreOptions } from '../store.ts'
import { BackupError } from './backupError.ts'
import { linesOf } from './linesOf.ts'
import { restoreTables } from './restoreTables.ts'

/** What a backup is made of. */
export type BackupCounts = {
  readonly rows: Readonly<Record<string, number>>
  readonly blobs: number
  /** Of them, those the folder had from an earlier backup. */
  readonly known: number
}

type Manifest = {
  readonly format: 'trueline-backup'
  /** The last migration of the tables it holds. */
  readonly migration: string
  readonly madeAtUs: number
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Writes a backup into a folder: `tables.ndjson`, `blobs/` and, last of all, `manifest.json`. A folder
 * that holds an earlier one keeps its blobs, so that the next backup copies only what is new.
 *
 * @param parts.dump Writes the rows to a path; blobs are copied from the data folder, where they never change.
 */
export async function writeBackup(
  folder: string,
  parts: {
    readonly dataDir: string
    readonly dump: (path: string) => Promise<unknown>
    readonly nowUs: number
  },
): Promise<BackupCounts> {
  await mkdir(folder, { recursive: true })
  const manifest = join(folder, 'manifest.json')
  const tables = join(folder, 'tables.ndjson')
  await rm(`${tables}.part`, { force: true })
  await parts.dump(`${tables}.part`)
  // From here on until the new one is whole there is no backup in the folder that could be taken for one.
  await rm(manifest, { force: true })
  await rename(`${tables}.part`, tables)
  const { rows, blobs } = await contentOf(tables)
  let known = 0
  for (const blob of blobs) {
    const from = join(parts.dataDir, 'blobs', blob.slice(0, 2), blob)
    const to = join(folder, 'blobs', blob.slice(0, 2), blob)
    if (existsSync(to)) known += 1
    else await copyWhole(from, to)
  }
  const content: Manifest = {
    ...{ format: 'trueline-backup', migration: (await migrationTags()).at(-1)! },
    ...{ madeAtUs: parts.nowUs, rows },
  }
  await writeFile(`${manifest}.part`, `${JSON.stringify(content, null, 2)}\n`)
  await rename(`${manifest}.part`, manifest)
  await syncPath(folder)
  return { rows, blobs: blobs.size, known }
}

/**
 * Makes a data folder, or fills an empty database, from a backup, and brings its tables forward to what
 * this version has.
 *
 * @throws {BackupError} when it is none, is broken, is newer than this version, or there is something already.
 */
export async function restoreBackup(folder: string, options: StoreOptions): Promise<BackupCounts> {
  const { migration, rows: told } = await readManifest(folder)
  const tags = await migrationTags()
  if (!tags.includes(migration)) {
    throw new BackupError(`The backup is of a newer version: its tables are of ${migration}`)
  }
  const tables = join(folder, 'tables.ndjson')
  const { blobs } = await contentOf(tables)
  const store = await openStore({ ...options, migrateTo: migration })
  try {
    for (const blob of blobs) await restoreBlob(join(folder, 'blobs'), blob, store.dataDir)
    const rows = await restoreTables(store.database.queries, tables)
    for (const [table, count] of Object.entries(told)) {
      if ((rows[table] ?? 0) !== count) {
        throw new BackupError(
          `tables.ndjson: found ${rows[table] ?? 0} ${table}, expected ${count}`,
        )
      }
    }
    return { rows, blobs: blobs.size, known: 0 }
  } finally {
    await store.close()
    // Opening brings it forward.
    if (migration !== tags.at(-1)) await (await openStore(options)).close()
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    const found = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
    if (found.format === 'trueline-backup') return found
  } catch {
    // Said below.
  }
  throw new BackupError(
    `${folder}: expected a backup, with a manifest.json, as \`trueline backup\` writes it`,
  )
}

/** How many rows a dump has of each table, and the blobs that its clips stand on. */
async function contentOf(path: string): Promise<{
  readonly rows: Readonly<Record<string, number>>
  readonly blobs: ReadonlySet<BlobId>
}> {
  const rows: Record<string, number> = {}
  const blobs = new Set<BlobId>()
  for await (const line of linesOf(path)) {
    const table = /^\{"table":"(\w+)"/.exec(line)?.[1] ?? ''
    rows[table] = (rows[table] ?? 0) + 1
    if (table !== 'clip_blobs') continue
    const { blob } = (JSON.parse(line) as { readonly row: { readonly blob: string } }).row
    if (!isBlobName(blob)) throw new BackupError(`tables.ndjson: ${blob} is no name of a blob`)
    blobs.add(blobId(blob))
  }
  return { rows, blobs }
}

async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, `${to}.part`).catch((error: NodeJS.ErrnoException) => {
    const isGone = error.code === 'ENOENT'
    throw isGone ? new BackupError('A clip was removed meanwhile: make the backup again') : error
  })
  const file = await open(`${to}.part`, 'r+')
  await file.sync()
  await file.close()
  await rename(`${to}.part`, to)
}

/** A blob under the name that its content has: another content is not what was backed up. */
async function restoreBlob(from: string, blob: BlobId, dataDir: string): Promise<void> {
  const path = join(from, blob.slice(0, 2), blob)
  if (!existsSync(path)) throw new BackupError(`blobs: ${blob} is missing`)
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  if (hash.digest('hex') !== blob) throw new BackupError(`blobs: ${blob} is broken`)
  await copyWhole(path, join(dataDir, 'blobs', blob.slice(0, 2), blob))
}
