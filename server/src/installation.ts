import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createImportJobs, type ImportJobs } from './imports/importJobs.ts'
import { openUploads, type Uploads } from './imports/uploads.ts'
import { createMetrics, type Metrics } from './operation/metrics.ts'
import { type Accounts, createAccounts } from './people/accounts.ts'
import type { CompanySignIn } from './people/companySignIn.ts'
import { createPresence, type Presence } from './presence/presence.ts'
import { createPlanting, type Planting } from './quality/planting.ts'
import type { Store } from './store.ts'

/** What a server serves: everybody's accounts, and a desk for each organisation. */
export type Installation = {
  readonly accounts: Accounts
  /** What an organisation works with; nothing on it is another's. */
  readonly deskOf: (tenant: string) => Promise<Desk>
  /** The store of the organisation that is there from the start. */
  readonly store: Store
  /** How far the demo clip is; `null` when it is not being made. */
  readonly preparing: () => Preparing | null
  /** Sign-in by a company; `null` where none is set up. */
  readonly company: CompanySignIn | null
  readonly metrics: Metrics
  /** Whether browsers reach it over HTTPS. */
  readonly isSecure: boolean
}

/** An organisation's clips, and its files and imports on their way. */
export type Desk = {
  readonly store: Store
  readonly uploads: Uploads
  readonly jobs: ImportJobs
  readonly presence: Presence
  readonly planting: Planting
}

/** A demo clip on its way: frames done of all. */
export type Preparing = { readonly done: number; readonly total: number }

/** An installation over a store. Uploads that an earlier process left are removed. */
export async function openInstallation(
  parts: Pick<Installation, 'store' | 'preparing' | 'company' | 'isSecure'> & {
    readonly isLoopbackOnly: boolean
  },
): Promise<Installation> {
  const { isLoopbackOnly, ...given } = parts
  const { store } = given
  const uploadsDir = join(store.dataDir, 'uploads')
  await rm(uploadsDir, { recursive: true, force: true })
  await mkdir(uploadsDir, { recursive: true })
  const desks = new Map<string, Promise<Desk>>()
  const open = async (tenant: string): Promise<Desk> => {
    const own = { store: store.of(tenant), presence: createPresence() }
    const planting = createPlanting(own)
    await planting.resume()
    const uploads = await openUploads(join(uploadsDir, tenant))
    return { ...own, planting, uploads, jobs: createImportJobs() }
  }
  const { queriesOf } = store.database
  return {
    ...given,
    metrics: createMetrics(),
    accounts: createAccounts({ queriesOf, isLoopbackOnly }),
    deskOf: (tenant) => {
      const known = desks.get(tenant)
      if (known) return known
      const opened = open(tenant)
      desks.set(tenant, opened)
      return opened
    },
  }
}
