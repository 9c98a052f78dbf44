import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromEulerXYZ } from '@trueline/geometry'
import type { LabelledFrame } from './labelledFrame.ts'
import { readBinaryPcd } from './readPoints.ts'

type Vector = { readonly x: number; readonly y: number; readonly z: number }
type Label = {
  readonly obj_id: string
  readonly obj_type: string
  readonly psr: { readonly position: Vector; readonly scale: Vector; readonly rotation: Vector }
}
type Expected = {
  readonly frames: Readonly<
    Record<
      string,
      { readonly boxes: readonly { readonly obj_id: string; readonly points_inside: number }[] }
    >
  >
}

/** The frames of `clips/sustech_points`, in its lidar's axes: the vehicle looks along -y. */
export function readSustech(folder: string): readonly LabelledFrame[] {
  const read = (...parts: readonly string[]): unknown =>
    JSON.parse(readFileSync(join(folder, ...parts), 'utf8'))
  const { frames } = read('expected.json') as Expected
  return Object.entries(frames).map(([name, { boxes }]) => ({
    name: `sustech ${name}`,
    points: readBinaryPcd(join(folder, 'lidar', `${name}.pcd`)),
    boxes: (read('label', `${name}.json`) as readonly Label[]).map(({ obj_type, psr }, index) => ({
      category: obj_type,
      cuboid: {
        center: [psr.position.x, psr.position.y, psr.position.z],
        extent: [psr.scale.x, psr.scale.y, psr.scale.z],
        rotation: fromEulerXYZ([psr.rotation.x, psr.rotation.y, psr.rotation.z]),
      },
      pointsInside: boxes[index]?.points_inside ?? -1,
    })),
  }))
}
