import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clip } from '@trueline/annotation'
import {
  angleBetween,
  type Cuboid,
  distance,
  IDENTITY_POSE,
  invert,
  type Pose,
  transformCuboid,
  yawOf,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { ImportedClip } from '../codec.ts'
import { codecById } from '../codecs.ts'
import { openlabel } from '../openlabel/openlabel.ts'
import { diskTree } from './diskTree.ts'
import { exportSourceOf } from './exportSource.ts'
import { cuboidsIn } from './oracle.ts'
import { type RosettaBox, readRosetta } from './rosetta.ts'

const source = fileURLToPath(new URL('..', import.meta.url))

/** What of a rotation a format holds: all of it, or the yaw in the axes of a lidar or of the map. */
type Held = 'rotation' | 'lidar yaw' | 'map yaw' | 'ego yaw'

/** Codec, folder of the clip in its format, what it holds, and how finely it prints, in m and rad. */
type Row = readonly [codec: string, folder: string, held: Held, meters: number, radians: number]

/** A millimeter and a tenth of a milliradian, where the format prints as much. */
const MM = 1e-3
const TENTH_MRAD = 1e-4

const ROWS: readonly Row[] = [
  ['openlabel', 'openlabel/testdata/euler9.json', 'rotation', MM, TENTH_MRAD],
  ['openlabel', 'openlabel/testdata/kognic.json', 'rotation', MM, TENTH_MRAD],
  ['sustech', 'sustech/testdata', 'rotation', MM, TENTH_MRAD],
  ['nuscenes', 'nuscenes/testdata', 'rotation', MM, TENTH_MRAD],
  ['nuscenes-detection', 'nuscenes/testdata/results_nusc.json', 'rotation', MM, TENTH_MRAD],
  ['nuscenes-tracking', 'nuscenes/testdata/tracking_results.json', 'rotation', MM, TENTH_MRAD],
  ['argoverse2', 'argoverse2/testdata', 'rotation', MM, TENTH_MRAD],
  ['xtreme1', 'labels/testdata/xtreme1', 'rotation', MM, TENTH_MRAD],
  ['segments', 'labels/testdata/segments-ai', 'rotation', MM, TENTH_MRAD],
  ['mmdet3d', 'labels/testdata/mmdet3d', 'lidar yaw', MM, TENTH_MRAD],
  ['openpcdet', 'labels/testdata/openpcdet', 'lidar yaw', MM, TENTH_MRAD],
  ['once', 'labels/testdata/once', 'lidar yaw', MM, TENTH_MRAD],
  ['dair-v2x', 'labels/testdata/dair-v2x', 'lidar yaw', MM, TENTH_MRAD],
  ['zod', 'labels/testdata/zod', 'rotation', MM, TENTH_MRAD],
  ['deepen', 'labels/testdata/deepen', 'rotation', MM, TENTH_MRAD],
  ['waymo', 'waymo/testdata/objects.bin', 'ego yaw', MM, TENTH_MRAD],
  ['waymo-v2', 'waymo/testdata', 'ego yaw', MM, TENTH_MRAD],
  ['scale-cadc', 'labels/testdata/scale-cadc', 'lidar yaw', MM, TENTH_MRAD],
  ['supervisely', 'labels/testdata/supervisely-native', 'lidar yaw', MM, TENTH_MRAD],
  ['supervisely', 'labels/testdata/supervisely-cvat', 'lidar yaw', MM, TENTH_MRAD],
  ['scale', 'labels/testdata/scale', 'map yaw', MM, TENTH_MRAD],
  ['pandaset', 'labels/testdata/pandaset-records', 'map yaw', MM, TENTH_MRAD],
  ['sagemaker', 'labels/testdata/sagemaker', 'map yaw', MM, TENTH_MRAD],
  ['kitti-raw', 'kitti/testdata/raw', 'lidar yaw', MM, TENTH_MRAD],
  ['kitti-raw', 'kitti/testdata/raw-cvat', 'lidar yaw', MM, TENTH_MRAD],
  // KITTI's yaw is about the camera's axis, which leans against the lidar's, and has six decimals.
  ['kitti-object', 'kitti/testdata/object', 'lidar yaw', MM, 5e-4],
  ['kitti-tracking', 'kitti/testdata/tracking', 'lidar yaw', MM, 5e-4],
  // Datumaro's exporter rounds to two decimals.
  ['datumaro', 'labels/testdata/datumaro', 'rotation', 9e-3, 9e-3],
]

async function referenceClip(): Promise<Clip> {
  const tree = diskTree(join(source, 'openlabel/testdata/quat.json'))
  const imported = await openlabel.read(tree, { name: 'rosetta', onto: null })
  return exportSourceOf(imported).clip
}

/** The lidar's space of a clip, and the map's, in a frame's ego space. */
function spacesOf(clip: Clip, frame: number): { readonly lidar: Pose; readonly map: Pose } {
  const lidar = clip.sensors.find(({ modality }) => modality === 'lidar')!.egoFromSensor
  return { lidar, map: invert(clip.frames[frame]!.worldFromEgo!) }
}

function differenceOf(
  found: Cuboid,
  box: RosettaBox,
  at: { readonly clip: Clip; readonly held: Held },
) {
  const meters = Math.max(
    distance(found.center, box.ego.center),
    distance(found.extent, box.ego.extent),
  )
  if (at.held === 'rotation') {
    const inner = found.rotation.reduce((sum, part, i) => sum + part * box.ego.rotation[i]!, 0)
    return { meters, radians: 2 * Math.acos(Math.min(1, Math.abs(inner))) }
  }
  const spaces = { ...spacesOf(at.clip, box.frame), ego: IDENTITY_POSE }
  const [space] = at.held.split(' ') as ['lidar' | 'map' | 'ego']
  const own = invert(spaces[space])
  const yawIn = (cuboid: Cuboid): number => yawOf(transformCuboid(own, cuboid).rotation)
  return { meters, radians: Math.abs(angleBetween(yawIn(found), yawIn(box.ego))) }
}

/** The boxes of an import that knows its lidar alone, in the ego space of the reference clip. */
function inEgo(
  imported: ImportedClip,
  clip: Clip,
): readonly (Cuboid & { readonly frame: number })[] {
  const { lidar } = spacesOf(clip, 0)
  return cuboidsIn(imported).map((one) => ({ ...transformCuboid(lidar, one), frame: one.frame }))
}

describe('the synthetic clip', () => {
  it.each(ROWS)('is one and the same read from %s in %s', async (...row) => {
    const [id, folder, held, m, rad] = row
    const clip = await referenceClip()
    const codec = codecById(id)!
    const isAlone = ['kitti-object', 'kitti-tracking'].includes(id) || folder.includes('kognic')
    const hasPoses = ['nuscenes', 'argoverse2', 'openlabel'].includes(id)
    const onto = hasPoses || isAlone ? null : clip
    const imported = await codec.read(diskTree(join(source, folder)), { name: 'x', onto })
    expect(imported.report.refused).toEqual([])
    const { boxes } = readRosetta()
    const found = isAlone ? inEgo(imported, clip) : cuboidsIn(imported)
    expect(found).toHaveLength(boxes.length)
    for (const box of boxes) {
      const off = found
        .filter(({ frame }) => frame === box.frame)
        .map((one) => differenceOf(one, box, { clip, held }))
        .toSorted((a, b) => a.meters - b.meters)[0]!
      expect(off.meters).toBeLessThan(m)
      expect(off.radians).toBeLessThan(rad)
    }
  })
})
