import type { FrameSource } from '../workbench.ts'

/** The frames of a clip nobody reads: none is ever at hand. */
export const noFrames: FrameSource = {
  prepare: () => undefined,
  peek: () => null,
  load: async (frame) => ({ frame, sweeps: [], pointCount: 0 }),
  peekImage: () => null,
  loadImage: async () => null,
  dispose: () => undefined,
}
