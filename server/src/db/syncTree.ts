import { open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pLimit from 'p-limit'

/** A disk makes one flush of those that wait for it. */
const SYNCS_TOGETHER = 16

/** Makes what is written in a file or folder reach the disk. Windows cannot sync a folder and need not. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (process.platform === 'win32') return null
    throw error
  })
  if (handle === null) return
  try {
    await handle.sync()
  } catch (error) {
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}

/** Makes a folder with all below it, and its own entry in the folder above, reach the disk. */
export async function syncTree(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const together = pLimit(SYNCS_TOGETHER)
  await together.map(
    entries.filter((entry) => entry.isFile() || entry.isDirectory()),
    ({ parentPath, name }) => syncPath(join(parentPath, name)),
  )
  await syncPath(root)
  await syncPath(dirname(root))
}
