import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
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

/**
 * PGlite's file system with an fsync that reaches the disk.
 *
 * Emscripten's NODEFS has none, so that PostgreSQL's own fsync would succeed and do nothing: after a
 * power cut every commit since the start would be gone.
 */
export class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args)
    const preRun = result.emscriptenOpts.preRun
    if (!Array.isArray(preRun))
      throw new Error('PGlite has no preRun hooks: is its version pinned?')
    const hooks = preRun as unknown[]
    hooks.push((mod: NodeFsModule) => {
      const nodefs = mod.FS.filesystems.NODEFS
      nodefs.stream_ops.fsync = (stream) => {
        if (typeof stream.nfd === 'number') fdatasyncSync(stream.nfd)
        else syncFolder(nodefs.realPath(stream.node))
        return 0
      }
    })
    return result
  }
}

/** PostgreSQL's start parameters with fsync on; PGlite turns it off with `-F`. */
export const DURABLE_START_PARAMS: string[] = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
