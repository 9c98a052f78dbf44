import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Milliseconds of each of `runs` appends of 8 kB with an fdatasync, on the disk of `folder`. */
export function fsyncTimes(folder: string, runs: number): number[] {
  const path = join(folder, 'fsync.probe')
  const file = openSync(path, 'w')
  const page = Buffer.alloc(8192, 1)
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    writeSync(file, page)
    fdatasyncSync(file)
    times.push(performance.now() - start)
  }
  closeSync(file)
  rmSync(path)
  return times
}
