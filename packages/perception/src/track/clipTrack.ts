import type { Cuboid, Vec3 } from '@trueline/geometry'

/** One object through a clip, as tracking proposes it. */
export type ClipTrack = {
  /** Of its best detection: the same as long as that one is found, whatever the thresholds. */
  readonly id: string
  readonly category: string
  /** The one size of all its cuboids. */
  readonly extent: Vec3
  /** `null` where it was seen once, which cannot tell. */
  readonly isStatic: boolean | null
  /** How sure it is that this is an object, in [0, 1]. */
  readonly score: number
  /** By frame. */
  readonly cuboids: readonly TrackedCuboid[]
}

/** A track's cuboid at one frame, in the ego space of that frame. */
export type TrackedCuboid = {
  readonly frame: number
  readonly cuboid: Cuboid
  readonly why: CuboidReason
}

/** Why a cuboid is proposed: what a person is shown beside it. */
export type CuboidReason = {
  /** In how many frames the track was detected. */
  readonly framesSeen: number
  /** Points in the detection of this frame; `null` where nobody counted or nothing was detected. */
  readonly pointCount: number | null
  /** The detection's score, in [0, 1]; the track's own where nothing was detected. */
  readonly score: number
  /** Whether nothing was detected in this frame: it was filled in between two that have it. */
  readonly isFilled: boolean
}
