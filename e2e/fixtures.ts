import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { type ServerProcess, serve } from './server.ts'
import { trueline } from './trueline.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

/** A short simulated street with pre-labels: its folder, and a data folder with it as the only clip. */
export type Street = {
  readonly folder: string
  readonly dataDir: string
  readonly clipId: string
}

type Tools = {
  /** An empty folder, removed at the end. */
  readonly folder: string
  /** A server of this test's own with the street in it. */
  readonly server: ServerProcess
  /** The workbench of a person who knows it, with the street open. */
  readonly workbench: Workbench
}

/** Playwright's `test` with a server and a workbench in a browser. */
export const test = base.extend<Tools, { readonly street: Street }>({
  street: [
    async ({ browserName }, use) => {
      const root = await mkdtemp(join(tmpdir(), `trueline-${browserName}-street-`))
      const folder = join(root, 'street')
      const dataDir = join(root, 'data')
      await trueline('simulate', ...STREET, '--out', folder)
      const { clipId } = (await trueline('import', folder, '--data', dataDir)) as { clipId: string }
      await use({ folder, dataDir, clipId })
      await rm(root, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  folder: async ({ browserName }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `trueline-${browserName}-`))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  server: async ({ street, folder }, use) => {
    const dataDir = join(folder, 'data')
    await cp(street.dataDir, dataDir, { recursive: true })
    const server = await serve(dataDir, ['--no-demo'])
    await use(server)
    await server.kill()
  },

  workbench: async ({ page, server, street }, use) => {
    await use(await openWorkbench(page, { url: server.url, clipId: street.clipId }))
  },
})

/** Few frames and beams: a software GPU draws these too. */
const STREET = ['--seed', '3', '--frames', '6', '--sensor', 'hdl32']

export { expect } from '@playwright/test'
