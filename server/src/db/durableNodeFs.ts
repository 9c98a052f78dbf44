import { closeSync, fdatasyncSync, fstatSync, fsyncSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What is used of emscripten's NODEFS; not part of PGlite's types, hence the exact version pin. */
type NodeFsModule = {
  readonly FS: {
    readonly filesystems: {
      readonly NODEFS: {
        readonly stream_ops: { fsync?: (stream: OpenStream) => number }
        readonly realPath: (node: unknown) => string
      }
    }
  }
}
type OpenStream = { readonly nfd?: number; readonly node: unknown }

/** A clock may have been set back by so much since the last checkpoint. */
const CLOCK_MS = 60_000

/**
 * PGlite's file system with an fsync that reaches the disk.
 *
 * Emscripten's NODEFS has none, so that PostgreSQL's own fsync would succeed and do nothing: after a
 * power cut every commit since the start would be gone.
 *
 * When it starts after a crash PostgreSQL syncs every file there is, some thousand flushes of the disk.
 * Until `isStarted` those are left out that nobody wrote since the last checkpoint, which synced them.
 */
export class DurableNodeFS extends NodeFS {
  /** To be set once the database answers: from then on whatever is to be synced is. */
  isStarted = false

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args)
    const preRun = result.emscriptenOpts.preRun
    if (!Array.isArray(preRun))
      throw new Error('PGlite has no preRun hooks: is its version pinned?')
    const hooks = preRun as unknown[]
    const checkpointMs = lastCheckpointMs(this.rootDir)
    const isSynced = (changedMs: number): boolean =>
      !this.isStarted && changedMs < checkpointMs - CLOCK_MS
    hooks.push((mod: NodeFsModule) => {
      const nodefs = mod.FS.filesystems.NODEFS
      nodefs.stream_ops.fsync = ({ nfd, node }) => {
        if (typeof nfd === 'number') {
          if (!isSynced(fstatSync(nfd).mtimeMs)) fdatasyncSync(nfd)
        } else {
          const folder = nodefs.realPath(node)
          if (!isSynced(statSync(folder).mtimeMs)) syncFolder(folder)
        }
        return 0
      }
    })
    return result
  }
}

/** When the last checkpoint of a database was done, which ends with its control file; 0 of a new one. */
function lastCheckpointMs(folder: string): number {
  return statSync(join(folder, 'global', 'pg_control'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/**
 * PostgreSQL's start parameters with fsync on; PGlite turns it off with `-F`. All of its shared buffers
 * are written once when it starts: the default of 128 MB takes longer than all else of a start, and
 * what does not fit is in the system's own cache.
 */
export const DURABLE_START_PARAMS: string[] = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=32MB'],
]

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
