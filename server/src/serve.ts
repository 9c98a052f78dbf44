import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type DemoClip, startDemoClip } from './demo/demoClip.ts'
import { createHttp } from './http.ts'
import { type Installation, openInstallation, type Preparing } from './installation.ts'
import type { LogLevel } from './operation/logging.ts'
import { type CompanyOptions, type CompanySignIn, companySignIn } from './people/companySignIn.ts'
import { isNobodyThere } from './people/people.ts'
import { isLoopback } from './requestGuard.ts'
import { openStore, type Store } from './store.ts'

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
  /** Where browsers reach it, if not at its own address: `https://labels.example`. */
  readonly publicUrl?: string | null
  /** The first owner's account, made where nobody has one. */
  readonly owner?: { readonly email: string; readonly password: string } | null
  /** Sign-in by a company. */
  readonly company?: Omit<CompanyOptions, 'publicUrl'> | null
  /** From which level on requests and failures are logged as JSON on the error output. */
  readonly logLevel?: LogLevel | null
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

/** Others than this machine are to reach it, and nobody has a password yet. */
export class NoOwnerError extends Error {
  override readonly name = 'NoOwnerError'
  constructor(host: string) {
    super(
      `Nobody has a password yet, so that whoever reaches ${host} could change every clip: start it ` +
        'once on this machine alone (--host localhost) and set one under People, or give ' +
        'TRUELINE_OWNER_EMAIL and TRUELINE_OWNER_PASSWORD',
    )
  }
}

/**
 * Serves a data folder until it is closed, and says where in its `server.json`.
 *
 * @throws {DataFolderInUseError} when another process has the folder open.
 * @throws {PortInUseError}
 * @throws {NoOwnerError} when others could reach it before anybody has a password.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { dataDir, databaseUrl = null, workbenchDir = null, host = 'localhost' } = options
  const { publicUrl = null } = options
  const isLoopbackOnly = isLoopback(host)
  const store = await openStore({ dataDir, databaseUrl })
  try {
    let demo: DemoClip | null = null
    const preparing = (): Preparing | null => demo?.preparing() ?? null
    const installation = await openInstallation({
      ...{ store, preparing, isLoopbackOnly },
      company: companyOf(options),
      isSecure: publicUrl?.startsWith('https:') ?? false,
    })
    await welcomeOwner(installation, options)
    const app = await createHttp({
      installation,
      workbenchDir,
      isLoopbackOnly,
      logLevel: options.logLevel ?? null,
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

function companyOf({ company = null, publicUrl = null }: ServeOptions): CompanySignIn | null {
  if (company === null || publicUrl === null) return null
  return companySignIn({ ...company, publicUrl })
}

/** Makes the first owner where nobody is there, and refuses to serve others without one. */
async function welcomeOwner(
  { accounts, store }: Installation,
  { owner = null, host = 'localhost' }: ServeOptions,
): Promise<void> {
  if (!(await isNobodyThere(store.database.queries))) return
  if (owner !== null) {
    const { email, password } = owner
    await accounts.setUp({ email, password, name: email, organisation: null })
  } else if (!isLoopback(host)) throw new NoOwnerError(host)
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
