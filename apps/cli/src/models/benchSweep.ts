import { transform } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import { simulateClip } from '@trueline/simulator'

/** A simulated turn of a 64-beam lidar in ego space: N × 4 rows of x, y, z, intensity, always the same. */
export async function benchSweep(): Promise<Float32Array> {
  const { clip } = simulateClip({ seed: 1, frames: 1, camerasPerFrame: 0 })
  const { sweep } = await clip.frames[0]!.sweeps[0]!.read()
  const lidar = clip.sensors.find(({ modality }) => modality === 'lidar')
  if (lidar === undefined) throw new Error('A simulated clip has a lidar')
  const points = sweep.points.slice()
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const inSensor = [points[at]!, points[at + 1]!, points[at + 2]!] as const
    points.set(transform(lidar.egoFromSensor, inSensor), at)
  }
  return points
}
