import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type DemoClip, startDemoClip } from './demo/demoClip.ts'
import { createHttp } from './http.ts'
import { createImportJobs } from './imports/importJobs.ts'
import { openUploads } from './imports/uploads.ts'
import { isLoopback } from './requestGuard.ts'
import { openStore, type Store } from './store.ts'
import type { Preparing } from './trpc.ts'

/** What to serve, and where. */
export type ServeOptions = {
  readonly dataDir: string
  /** A PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string | null
  /** 0 for any that is free. */
  readonly port: number
  /** `localhost` where nobody said. */
  readonly host?: string
  /** The built workbench; none where absent. */
  readonly workbenchDir?: string | null
  /** Whether to make the demo clip on a first start. */
  readonly withDemo?: boolean
}

/** A running server. */
export type Serving = {
  /** `http://localhost:4173` */
  readonly url: string
  readonly store: Store
  /** Stops listening, ends what is going on and closes the data folder. */
  readonly close: () => Promise<void>
}

/** The port is taken. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError'
  constructor({ port, host }: { readonly port: number; readonly host: string }) {
    super(`Port ${port} of ${host} is in use: stop what listens there, or choose another port`)
  }
}

/**
 * Serves a data folder until it is closed, and says where in its `server.json`.
 *
 * @throws {DataFolderInUseError} when another process has the folder open.
 * @throws {PortInUseError}
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { dataDir, databaseUrl = null, workbenchDir = null, host = 'localhost' } = options
  const store = await openStore({ dataDir, databaseUrl })
  try {
    const uploads = await openUploads(join(store.dataDir, 'uploads'))
    let demo: DemoClip | null = null
    const preparing = (): Preparing | null => demo?.preparing() ?? null
    const app = await createHttp({
      context: { store, uploads, jobs: createImportJobs(), preparing },
      workbenchDir,
      isLoopbackOnly: isLoopback(host),
    })
    await app.listen({ port: options.port, host }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new PortInUseError({ port: options.port, host }) : error
    })
    const { port } = app.server.address() as AddressInfo
    const url = urlOf(host, port)
    const notice = join(store.dataDir, 'server.json')
    await writeNotice(notice, url)
    if (options.withDemo) demo = await startDemoClip(store)
    return {
      url,
      store,
      close: async () => {
        await removeNotice(notice)
        await app.close()
        const closed = store.close()
        await demo?.stop()
        await closed
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** An address one can go to: where it listens on every interface, that is this machine. */
function urlOf(host: string, port: number): string {
  const isEvery = host === '0.0.0.0' || host === '::'
  const name = isEvery ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** Whole or not there, as another process may read it at any moment. */
async function writeNotice(path: string, url: string): Promise<void> {
  await writeFile(`${path}.tmp`, `${JSON.stringify({ url, pid: process.pid })}\n`)
  await rename(`${path}.tmp`, path)
}

async function removeNotice(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '')
  if (text.includes(`"pid":${process.pid}}`)) await rm(path, { force: true })
}
