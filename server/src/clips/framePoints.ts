import { setImmediate } from 'node:timers/promises'
import type { Clip } from '@trueline/annotation'
import { type FramePoints, unpackFrame } from '@trueline/pointcloud'
import type { BlobStore } from '../blobs/blobStore.ts'

/** Where the points of a clip are read from. */
export type PointSource = { readonly clip: Clip; readonly blobs: BlobStore }

/** The points of a frame, in its ego space. */
export async function framePoints(
  { clip, blobs }: PointSource,
  frame: number,
): Promise<FramePoints> {
  // Others are answered between two frames.
  await setImmediate()
  const { sweeps } = clip.frames[frame]!
  const parts = await Promise.all(sweeps.map(({ range }) => blobs.read(range.blob, range)))
  return unpackFrame({ sweeps, sensors: clip.sensors, parts })
}
