import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '@trueline/server'
import { sharedData } from '../sharedData.ts'
import { importInto, inFolder, withStore } from './dataFolder.ts'
import { type Figure, quantile, ratioFigure } from './figure.ts'
import { writeLongClip } from './longClip.ts'

const ROUNDS = 7
const MADE = { frames: 20, points: 120_000 }

/** Importing KITTI sweeps beside reading the same files and making the same packs' bytes durable. */
export function importFigures(): Promise<readonly Figure[]> {
  return inFolder((folder) =>
    withStore(join(folder, 'data'), async (store) => {
      const { clip, name } = writeClip(join(folder, 'clip'))
      const sources = (await readdir(join(clip, SWEEPS))).map((file) => join(clip, SWEEPS, file))
      const packs = await packsOf(store, clip)
      const imports: number[] = []
      const floors: number[] = []
      for (let round = 0; round <= ROUNDS; round++) {
        const floor = await timed(() => readAndWrite(sources, packs, join(folder, 'floor')))
        const start = performance.now()
        const clipId = await importInto(store, clip)
        const time = performance.now() - start
        await store.removeClip(clipId)
        if (round === 0) continue
        floors.push(floor)
        imports.push(time)
      }
      return [
        ratioFigure(
          `import of ${sources.length} sweeps of ${name}`,
          {
            value: quantile(imports, 0.5),
            floor: quantile(floors, 0.5),
            floorName: 'files read, packs’ bytes synced',
          },
          { unit: 'ms', times: 3 },
        ),
      ]
    }),
  )
}

const SWEEPS = join('velodyne_points', 'data')

/** The sweeps of a real drive where it stands beside the project, else made ones. */
function writeClip(clip: string): { readonly clip: string; readonly name: string } {
  const drive = sharedData('clips', 'kitti_drive0052')
  if (drive === null) {
    writeLongClip(clip, MADE)
    return { clip, name: `${MADE.points} made points` }
  }
  mkdirSync(join(clip, SWEEPS), { recursive: true })
  for (const file of readdirSync(join(drive, SWEEPS))) {
    copyFileSync(join(drive, SWEEPS, file), join(clip, SWEEPS, file))
  }
  return { clip, name: 'KITTI' }
}

/** The bytes of the packs that a clip becomes. */
async function packsOf(store: Store, clip: string): Promise<readonly Uint8Array[]> {
  const clipId = await importInto(store, clip)
  const blobs = await store.blobs.list()
  const packs = blobs.map((blob) => readFileSync(store.blobs.pathOf(blob)))
  await store.removeClip(clipId)
  return packs
}

/** The least an import does: it reads its files and its packs are whole on the disk. */
async function readAndWrite(
  sources: readonly string[],
  packs: readonly Uint8Array[],
  target: string,
): Promise<void> {
  for (const source of sources) await readFile(source)
  for (const [index, pack] of packs.entries()) {
    const file = await open(`${target}.tmp`, 'w')
    await file.writeFile(pack)
    await file.datasync()
    await file.close()
    await rename(`${target}.tmp`, `${target}.${index}`)
  }
  const folder = await open(join(target, '..'), 'r')
  await folder.sync()
  await folder.close()
  for (const index of packs.keys()) await rm(`${target}.${index}`)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
