import type { Pose } from '@trueline/geometry'
import type { Moment, MountedLidar, SimulatedSweep } from './lidar/sweep.ts'
import { simulateSweep } from './lidar/sweep.ts'
import type { Scene } from './scene.ts'
import { thingsAt } from './scene.ts'

/** Seconds from one frame to the next. */
export const FRAME_SECONDS = 0.1

/** A drive through a scene, and the lidar that records it. */
export type Recording = {
  readonly seed: number
  readonly frames: number
  readonly scene: Scene
  readonly lidar: MountedLidar
}

/** What there is to see at a frame. */
export function momentOf({ seed, scene }: Recording, frame: number): Moment {
  const seconds = frame * FRAME_SECONDS
  return {
    plan: scene.plan,
    things: thingsAt(scene, seconds),
    streetFromEgo: streetFromEgoOf(scene, frame),
    seed: (Math.imul(seed, 0x01000193) + Math.imul(frame + 1, 0x85ebca6b)) >>> 0,
  }
}

/** The ego vehicle in the street's space at a frame. */
export function streetFromEgoOf(scene: Scene, frame: number): Pose {
  return scene.streetFromEgoAt(frame * FRAME_SECONDS)
}

/** The sweep of a frame, the same points every time. */
export function sweepOf(recording: Recording, frame: number): SimulatedSweep {
  return simulateSweep(recording.lidar, momentOf(recording, frame))
}
