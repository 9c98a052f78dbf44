import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another process has the data folder open. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError'
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another trueline: stop it, or choose another folder`,
    )
  }
}

/** A held lock. */
export type OwnerLock = { readonly release: () => Promise<void> }

/**
 * Makes this process the only owner of a folder until it ends, however it ends.
 *
 * The lock is a listening socket, which the system takes away with its process: nothing is left
 * behind by a kill, and nothing can be stolen from a process that only stalls. On Linux the socket
 * is abstract; on Windows a named pipe; elsewhere a socket file, taken over when nobody answers on it.
 *
 * @throws {DataFolderInUseError} when another process owns it.
 */
export async function lockFolder(folder: string): Promise<OwnerLock> {
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  const path = addressOf(hash)
  try {
    return holding(await listen(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  }
  const isSocketFile = process.platform !== 'linux' && process.platform !== 'win32'
  if (!isSocketFile || (await answers(path))) throw new DataFolderInUseError(folder)
  rmSync(path, { force: true })
  return holding(await listen(path))
}

function addressOf(hash: string): string {
  if (process.platform === 'linux') return `\0trueline-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\trueline-${hash}`
  return join(tmpdir(), `trueline-${hash}.sock`)
}

async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  server.listen(path)
  await once(server, 'listening')
  // A lock alone keeps no process alive.
  server.unref()
  return server
}

function holding(server: Server): OwnerLock {
  return {
    release: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

/** Whether somebody listens on a socket file. */
async function answers(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
