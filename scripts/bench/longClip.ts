import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ringOfPoints } from './ringOfPoints.ts'

/** Files with content of their own; the other frames are further names of them, so that the disk holds few. */
const DISTINCT = 20

/** A KITTI raw folder of `frames` sweeps of `points` points each, without cameras. */
export function writeLongClip(
  folder: string,
  { frames, points }: { readonly frames: number; readonly points: number },
): void {
  const sweeps = join(folder, 'velodyne_points', 'data')
  mkdirSync(sweeps, { recursive: true })
  const pathOf = (frame: number): string => join(sweeps, `${String(frame).padStart(10, '0')}.bin`)
  for (let frame = 0; frame < frames; frame++) {
    if (frame < DISTINCT)
      writeFileSync(pathOf(frame), new Uint8Array(ringOfPoints(points, frame).buffer))
    else linkSync(pathOf(frame % DISTINCT), pathOf(frame))
  }
}
