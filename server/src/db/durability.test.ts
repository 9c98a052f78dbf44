import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { readdir, stat, utimes } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ClipId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordPage } from '../clips/clips.ts'
import { entriesSince } from '../patches/patchLog.ts'
import { openStore, type Store } from '../store.ts'
import { adding, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'

const REGISTER = fileURLToPath(import.meta.resolve('tsx'))
const WRITER = fileURLToPath(new URL('../testing/appendUntilKilled.ts', import.meta.url))

/** The numbers of the edits that a process appended, which was killed in the midst of it. */
async function appendAndKill(
  dataDir: string,
  clipId: ClipId,
  killAfter: number,
): Promise<readonly number[]> {
  const args = ['--import', REGISTER, WRITER, dataDir, clipId]
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(writer, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === killAfter) writer.kill('SIGKILL')
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return acknowledged
}

/** The numbers of the files that `work` synced. */
async function syncedDuring(work: () => Promise<void>): Promise<ReadonlySet<number>> {
  const real = fs.fdatasyncSync
  const synced = new Set<number>()
  fs.fdatasyncSync = (fd) => {
    synced.add(fs.fstatSync(fd).ino)
    real(fd)
  }
  syncBuiltinESMExports()
  try {
    await work()
  } finally {
    fs.fdatasyncSync = real
    syncBuiltinESMExports()
  }
  return synced
}

/** The numbers of the files of tables, indexes and the log that were written in the last minutes. */
async function writtenTables(folder: string): Promise<readonly number[]> {
  const written: number[] = []
  for (const path of await filesIn(folder)) {
    const { ino, mtimeMs } = await stat(path)
    const isKept = /(base.\d+.\d+|pg_wal.[0-9A-F]+)$/.test(path)
    if (isKept && mtimeMs > Date.now() - 10 * 60_000) written.push(ino)
  }
  return written
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}

describe('the embedded database', () => {
  let opened: TestStore
  let store: Store
  beforeAll(async () => {
    opened = await openEmbeddedStore()
    store = opened.store
  })
  afterAll(async () => {
    await store?.close()
    await opened?.dispose()
  })

  it('syncs its log to the disk at least once for each acknowledged edit', async () => {
    const clipId = await storeSmallClip(store, [])
    const real = fs.fdatasyncSync
    let syncs = 0
    fs.fdatasyncSync = (fd) => {
      syncs += 1
      real(fd)
    }
    syncBuiltinESMExports()
    try {
      for (let n = 1; n <= 20; n++) {
        const edit = editOf([adding(track(`s${n}`))])
        await store.append({ clipId, edit, baseRevisions: {}, author: 'Ada' })
        expect(syncs).toBeGreaterThanOrEqual(n)
      }
    } finally {
      fs.fdatasyncSync = real
      syncBuiltinESMExports()
    }
  })

  it('is refused to a second owner of its folder, and free once the first has closed it', async () => {
    await expect(openStore(opened.options)).rejects.toMatchObject({ name: 'DataFolderInUseError' })
    await store.close()
    store = await openStore(opened.options)
  })

  it('loses no acknowledged edit when its process is killed while it writes, and syncs again only what was written', async () => {
    const clipId = await storeSmallClip(store, [])
    await store.close()
    const { dataDir } = opened.options
    const folder = join(dataDir, 'db')
    const acknowledged = [...(await appendAndKill(dataDir, clipId, 5))]
    const longAgo = Date.now() / 1000 - 3600
    const files = await filesIn(folder)
    for (const path of files) await utimes(path, longAgo, longAgo)
    acknowledged.push(...(await appendAndKill(dataDir, clipId, 40)))
    const tables = await writtenTables(folder)
    const synced = await syncedDuring(async () => {
      store = await openStore(opened.options)
    })
    expect(tables.length).toBeGreaterThan(3)
    expect(tables.filter((ino) => !synced.has(ino))).toEqual([])
    expect(synced.size).toBeLessThan(files.length / 4)
    const { queries } = store.database
    const log = await entriesSince(queries, { clipId, seq: 1, limit: 100_000 })
    const seqs = log.map(({ seq }) => seq)
    expect(acknowledged.length).toBeGreaterThanOrEqual(45)
    expect(acknowledged.filter((seq) => !seqs.includes(seq))).toEqual([])
    expect(seqs).toEqual(seqs.map((_, index) => index + 2))
    // The records are those of the log, no more and no less.
    const written = new Set(log.flatMap(({ edit }) => edit.patch.map(({ recordId }) => recordId)))
    const page = await recordPage(queries, { clipId, after: null, limit: 100_000 })
    expect(new Set(page.records.map(({ record }) => record.id))).toEqual(written)
  }, 120_000)
})
