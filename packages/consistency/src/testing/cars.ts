import type { CuboidRecord } from '@trueline/annotation'
import { type Given, STEP } from './clips.ts'

/** Whether a frame is one of a stretch, both ends included. */
export const between = (from: number, to: number) => (frame: number) => frame >= from && frame <= to

/** Something that drives along x at 10 m/s, with what a test says beside. */
export const driving = (given: Partial<Given> = {}): Given => ({
  name: 'a',
  at: (frame) => ({ x: 10 * STEP * frame, y: 5, yaw: 0 }),
  ...given,
})
/** Something that is parked, with what a test says beside. */
export const parked = (given: Partial<Given> = {}): Given => ({
  name: 'a',
  at: () => ({ x: 20, y: 6, yaw: 0.2 }),
  ...given,
})
/** What is said of some boxes of a track. */
export const boxOf = (box: Partial<CuboidRecord>, isThere = between(10, 12)): Partial<Given> => ({
  box: (frame) => (isThere(frame) ? box : {}),
})
