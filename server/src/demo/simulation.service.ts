import type { ImportedFrame } from '@trueline/formats'
import type { Sweep } from '@trueline/pointcloud'
import { type SimulatedClip, simulateClip } from '@trueline/simulator'

/** What to simulate. */
export type SimulationTask = { readonly seed: number; readonly frames: number }

/** A simulated clip as it crosses to another thread: its frames name what can be read of them. */
export type SimulationOutline = Omit<SimulatedClip, 'clip'> & {
  readonly clip: Omit<SimulatedClip['clip'], 'frames'> & {
    readonly frames: readonly OutlinedFrame[]
  }
}

/** A frame whose sensors have no `read`. */
export type OutlinedFrame = Omit<ImportedFrame, 'sweeps' | 'images'> & {
  readonly sweeps: readonly Omit<ImportedFrame['sweeps'][number], 'read'>[]
  readonly images: readonly Omit<ImportedFrame['images'][number], 'read'>[]
}

/** One sweep or image of the clip, by its frame and its place in it. */
export type SensorPlace = {
  readonly kind: 'sweep' | 'image'
  readonly frame: number
  readonly index: number
}

/** A simulation that is asked for its sensors one at a time. */
export type SimulationService = {
  readonly outline: SimulationOutline
  readonly read: (place: SensorPlace) => Promise<Sweep | Uint8Array>
}

/** What the thread says: the next answer, or how many frames it has looked at before the first. */
export type ThreadMessage =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'seen'; readonly seen: number }

/** The simulation of a task; it takes its time and tells how many frames it has looked at. */
export function createSimulation(
  task: SimulationTask,
  onFrame: (seen: number) => void,
): SimulationService {
  const { clip, ...labels } = simulateClip({ ...task, onFrame })
  return {
    outline: {
      ...labels,
      clip: {
        ...clip,
        frames: clip.frames.map((frame) => ({
          ...frame,
          sweeps: frame.sweeps.map(({ read: _, ...sweep }) => sweep),
          images: frame.images.map(({ read: _, ...image }) => image),
        })),
      },
    },
    read: async ({ kind, frame, index }) => {
      const source = clip.frames[frame]!
      if (kind === 'image') return source.images[index]!.read()
      return (await source.sweeps[index]!.read()).sweep
    },
  }
}
