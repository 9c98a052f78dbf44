import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = Buffer.alloc(8192, 1)

/** Milliseconds of one append of 8 kB with an fdatasync, on the disk of `folder`. */
export function fsyncTime(folder: string): number {
  const path = join(folder, 'fsync.probe')
  const file = openSync(path, 'w')
  // The first append makes the file, which costs more than a log pays for each entry.
  writeSync(file, PAGE)
  fdatasyncSync(file)
  const start = performance.now()
  writeSync(file, PAGE)
  fdatasyncSync(file)
  const time = performance.now() - start
  closeSync(file)
  rmSync(path)
  return time
}
