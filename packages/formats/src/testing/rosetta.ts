import { readFileSync } from 'node:fs'
import type { Cuboid, Quat, Vec3 } from '@trueline/geometry'

type Placed = { readonly centre: Vec3; readonly q_wxyz: Quat }

type Truth = {
  readonly boxes: readonly {
    readonly frame: number
    readonly track: number
    readonly category: string
    readonly size_lwh: Vec3
    readonly score: number
    readonly ego: Placed
    readonly lidar: Placed
  }[]
  readonly tracks: readonly { readonly uuid: string }[]
  readonly frames: readonly {
    readonly timestamp_us: string
    readonly T_global_ego: readonly number[]
  }[]
}

/** A box of the synthetic clip, as its generator made it. */
export type RosettaBox = {
  readonly frame: number
  readonly uuid: string
  readonly track: number
  readonly category: string
  readonly score: number
  readonly ego: Cuboid
  readonly lidar: Cuboid
}

/** The truth of the synthetic clip that many formats' `testdata` hold. */
export function readRosetta(): {
  readonly boxes: readonly RosettaBox[]
  readonly frames: readonly { readonly timeUs: number; readonly worldFromEgo: readonly number[] }[]
} {
  const file = new URL('./testdata/rosetta_truth.json', import.meta.url)
  const truth = JSON.parse(readFileSync(file, 'utf8')) as Truth
  const boxes = truth.boxes.map(({ size_lwh, ego, lidar, ...box }) => ({
    ...box,
    uuid: truth.tracks[box.track]?.uuid ?? '',
    ego: cuboidOf(ego, size_lwh),
    lidar: cuboidOf(lidar, size_lwh),
  }))
  const frames = truth.frames.map(({ timestamp_us, T_global_ego }) => ({
    timeUs: Number(timestamp_us),
    worldFromEgo: T_global_ego,
  }))
  return { boxes, frames }
}

function cuboidOf({ centre, q_wxyz: [w, x, y, z] }: Placed, extent: Vec3): Cuboid {
  return { center: centre, extent, rotation: [x, y, z, w] }
}
