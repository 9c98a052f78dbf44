import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listClips } from '../clips/clips.ts'
import type { Preparing } from '../installation.ts'
import type { Store } from '../store.ts'
import { startSimulation } from './simulation.ts'

/** The demo clip on its way into a store. */
export type DemoClip = {
  /** How far it is; `null` before and after. */
  readonly preparing: () => Preparing | null
  /** Resolves when it is stored, or never will be. */
  readonly done: Promise<void>
  /** Ends the making of it. Close the store first, or a part of it may be taken for the whole. */
  readonly stop: () => Promise<void>
}

const TASK = { seed: 7, frames: 48 }

/**
 * Makes the demo clip in a store that has no clips and never had it: once removed it stays away.
 *
 * The folder `demo` beside the store holds what the pre-labels are to be compared with: `truth.json`
 * and `faults.json`.
 */
export async function startDemoClip(store: Store, task = TASK): Promise<DemoClip> {
  const folder = join(store.dataDir, 'demo')
  const made = join(folder, 'clip.json')
  const isWanted = !existsSync(made) && (await listClips(store.database.queries)).length === 0
  if (!isWanted) {
    return { preparing: () => null, done: Promise.resolve(), stop: () => Promise.resolve() }
  }
  // Every frame is looked at for the labels, then its sensors are made.
  const total = 2 * task.frames
  let preparing: Preparing | null = { done: 0, total }
  let isStopped = false
  const thread = startSimulation(task, (seen) => {
    preparing = { done: seen, total }
  })
  const make = async (): Promise<void> => {
    const { imported, truth, faults } = await thread.simulation
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'truth.json'), JSON.stringify(truth))
    await writeFile(join(folder, 'faults.json'), JSON.stringify(faults))
    const { clipId } = await store.importMade({
      imported,
      source: 'simulation',
      name: null,
      isDryRun: false,
      author: 'simulator',
      onProgress: ({ doneFrames }) => {
        preparing = { done: task.frames + doneFrames, total }
      },
    })
    await writeFile(made, JSON.stringify({ clipId, ...task }))
  }
  const done = make()
    .catch((error: unknown) => {
      if (!isStopped) console.error('trueline: the demo clip could not be made:', error)
    })
    .then(async () => {
      preparing = null
      await thread.dispose()
    })
  return {
    preparing: () => preparing,
    done,
    stop: async () => {
      isStopped = true
      await thread.dispose()
      await done
    },
  }
}
