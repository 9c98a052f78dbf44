import type { Vec3 } from '@trueline/geometry'
import { type FrameParts, type Plane, poseFromAngles, type Turn } from './segmentFile.ts'

/** Ground, and two walls. */
export const PLANES: readonly Plane[] = [
  { normal: [0, 0, 1], offset: 0 },
  { normal: [1, 0, 0], offset: 1030 },
  { normal: [0, 1, 0], offset: -2012 },
]
/** Ten meters a second and a turn of half a radian a second, in a tenth of a second. */
const anglesAt = (share: number): Vec3 => [0.01, -0.02 * share, 0.3 + 0.05 * (share - 0.5)]
export const worldFromEgoAt = (share: number) =>
  poseFromAngles(anglesAt(share), [1000 + (share - 0.5), -2000, 0.1])

export const turn: Turn = {
  egoFromSensor: poseFromAngles([0.01, 0.02, 0.7], [1.4, 0.1, 2]),
  inclinations: [-0.3, -0.2, -0.1, -0.05, 0, 0.02],
  columns: 180,
  planes: PLANES,
  worldFromEgoAt,
  anglesAt,
}
export const vehicleFromCamera = poseFromAngles([0, 0, 0], [1.5, 0, 2])

/** A small frame of a segment. */
export function smallFrame(index = 0): FrameParts {
  return {
    context: 'segment-1',
    timeUs: 1_500_000_000_000_000 + index * 100_000,
    worldFromEgo: worldFromEgoAt(0.5),
    turn,
    camera: {
      vehicleFromCamera,
      worldFromEgo: worldFromEgoAt(0.8),
      image: Uint8Array.of(255, 216, index),
    },
    labels: [{ id: 'car', center: [10 + index, 2, 1], heading: 0.25 }],
  }
}
