import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnnotationRecord, Clip, CuboidRecord } from '@trueline/annotation'
import {
  angleBetween,
  distance,
  invert,
  rotate,
  tiltOf,
  transformCuboid,
  yawOf,
} from '@trueline/geometry'
import type { Codec, Loss } from '../codec.ts'
import { CODECS, codecById } from '../codecs.ts'
import { diskTree } from './diskTree.ts'
import { exportSourceOf, filesOf } from './exportSource.ts'
import { memoryTree } from './memoryTree.ts'

const source = fileURLToPath(new URL('..', import.meta.url))

/** The synthetic clip by codec, where a file of it was made by another program than ours. */
const FIXTURES: Readonly<Record<string, string>> = {
  'kitti-object': 'kitti/testdata/object',
  'kitti-tracking': 'kitti/testdata/tracking',
  'kitti-raw': 'kitti/testdata/raw',
  openlabel: 'openlabel/testdata/quat.json',
  sustech: 'sustech/testdata',
  nuscenes: 'nuscenes/testdata',
  'nuscenes-detection': 'nuscenes/testdata/results_nusc.json',
  'nuscenes-tracking': 'nuscenes/testdata/tracking_results.json',
  argoverse2: 'argoverse2/testdata',
  waymo: 'waymo/testdata/objects.bin',
  'waymo-v2': 'waymo/testdata',
  mmdet3d: 'labels/testdata/mmdet3d',
  openpcdet: 'labels/testdata/openpcdet',
  datumaro: 'labels/testdata/datumaro',
  xtreme1: 'labels/testdata/xtreme1',
  supervisely: 'labels/testdata/supervisely-native',
  segments: 'labels/testdata/segments-ai',
  scale: 'labels/testdata/scale',
  'scale-cadc': 'labels/testdata/scale-cadc',
  pandaset: 'labels/testdata/pandaset-records',
  once: 'labels/testdata/once',
  'dair-v2x': 'labels/testdata/dair-v2x',
  sagemaker: 'labels/testdata/sagemaker',
  zod: 'labels/testdata/zod',
  deepen: 'labels/testdata/deepen',
  coco: 'coco/testdata',
  lanelet2: 'lanelet2/testdata/map.osm',
  opendrive: 'opendrive/testdata/crossing.xodr',
  openlane: 'openlane/testdata/000.json',
  'openlane-v2': 'openlaneV2/testdata/info',
  geojson: 'geojson/testdata/lanes.geojson',
}

/** Where a codec's own file of the synthetic clip stands; `null` where it has none. */
export function fixtureOf({ id }: Codec): string | null {
  const fixture = FIXTURES[id]
  return fixture === undefined ? null : join(source, fixture)
}

/** Formats of maps alone: they hold no boxes. */
const MAPS: readonly string[] = ['lanelet2', 'geojson', 'opendrive', 'openlane', 'openlane-v2']

/** Formats that labels are written in and read from. */
export const LABEL_CODECS: readonly Codec[] = CODECS.filter(
  ({ write, id }) => write !== null && !MAPS.includes(id),
)

/** Formats that lanes, map elements and links are written in and read from. */
export const MAP_CODECS: readonly Codec[] = CODECS.filter(({ write, id }) => {
  return write !== null && (MAPS.includes(id) || ['argoverse2', 'openlabel'].includes(id))
})

/** The clip that all formats' labels are laid on: sensors and poses, no labels. */
export async function referenceClip(): Promise<Clip> {
  const openlabel = codecById('openlabel')!
  const tree = diskTree(join(source, 'openlabel/testdata/quat.json'))
  const { clip } = exportSourceOf(await openlabel.read(tree, { name: 'rosetta', onto: null }))
  return {
    ...clip,
    format: 'none',
    extras: {},
    frames: clip.frames.map((one) => ({ ...one, extras: {} })),
  }
}

/** The labels of the synthetic clip as a codec has them, in the reference clip's ego spaces. */
export async function labelsOf(codec: Codec, clip: Clip): Promise<readonly AnnotationRecord[]> {
  const fixture = fixtureOf(codec)
  if (fixture !== null) {
    const imported = await codec.read(diskTree(fixture), { name: 'x', onto: clip })
    return imported.records
  }
  const records = await labelsOf(codecById('openlabel')!, clip)
  return await throughCodec(codec, clip, records).read()
}

/** What a codec says it would lose of a clip's labels, and what it reads back of what it writes. */
export function throughCodec(
  codec: Codec,
  clip: Clip,
  records: readonly AnnotationRecord[],
): {
  readonly losses: readonly Loss[]
  readonly read: () => Promise<readonly AnnotationRecord[]>
} {
  const given = { clip, records, readSweep: none, readImage: none }
  const { files, losses } = codec.write!(given, { withSensors: false })
  const read = async () => {
    const tree = memoryTree(await filesOf({ files, losses }))
    return (await codec.read(tree, { name: 'x', onto: clip })).records
  }
  return { losses, read }
}

const none = () => Promise.resolve(null)

/** A field that came back otherwise, and how many times. */
export type Difference = {
  readonly field: string
  readonly count: number
  readonly example: string
}

/** Printed decimals of the formats, in m and rad: KITTI's four and six, and what a double leaves. */
const METERS = 1e-4
const RADIANS = 1e-5

/** Labels before they were written, as they were read back, and what was said to be lost. */
export type Taken = {
  readonly before: readonly AnnotationRecord[]
  readonly after: readonly AnnotationRecord[]
  readonly losses: readonly Loss[]
}

/** The fields of labels that came back otherwise and that no loss names. */
export function undeclared(clip: Clip, { before, after, losses }: Taken): readonly Difference[] {
  const isLost = (record: string, field: string): boolean =>
    losses.some((one) => one.record === record && [field, 'all of it'].includes(one.field.en))
  const found = new Map<string, { count: number; example: string }>()
  const tell = (field: string, example: string): void => {
    const here = found.get(field)
    if (here) here.count += 1
    else found.set(field, { count: 1, example })
  }
  const lostCuboids = losses
    .filter(({ record, field }) => record === 'cuboid' && field.en === 'all of it')
    .reduce((sum, { count }) => sum + count, 0)
  compareCuboids()
  if (!isLost('box2d', 'all')) {
    const count = (records: readonly AnnotationRecord[]): number =>
      records.filter(({ kind }) => kind === 'box2d').length
    if (count(before) > count(after))
      tell('box2d', `${count(before)} before, ${count(after)} after`)
  }
  return [...found].map(([field, one]) => ({ field, ...one }))

  function compareCuboids(): void {
    const [tracksBefore, tracksAfter] = [tracksOf(before), tracksOf(after)]
    const trackByTrack = new Map<string, string>()
    const left = new Set(cuboidsOf(after))
    let missing = 0
    for (const one of cuboidsOf(before)) {
      const place = `${one.id}`
      const other = nearest(one, left)
      if (other === null) {
        missing += 1
        if (missing > lostCuboids) tell('cuboid', place)
        continue
      }
      left.delete(other)
      const tilt = leanOf(clip, one)
      const isUpright = isLost('cuboid', 'pitch and roll')
      const off = distance(one.center, other.center)
      // A box set upright is turned about its center, or about the middle of its bottom.
      const reach = isUpright ? METERS + Math.sin(tilt) * one.extent[2] : METERS
      if (off > reach) tell('center', `${place}: ${off}`)
      if (distance(one.extent, other.extent) > METERS)
        tell('extent', `${place}: ${one.extent.join()} ${other.extent.join()}`)
      const turned = angleOf(one, other)
      if (turned > (isUpright ? tilt * 2 + 1e-3 : RADIANS)) tell('rotation', `${place}: ${turned}`)
      const [a, b] = [tracksBefore.get(one.trackId), tracksAfter.get(other.trackId)]
      if (a?.category !== b?.category && !isLost('track', 'category')) {
        tell('category', `${a?.category} ${b?.category}`)
      }
      // Where each box must have a score, one without gets 1.
      const isSameScore = one.score === null || Math.abs(one.score - (other.score ?? -1)) < 1e-6
      if (!isSameScore && !isLost('cuboid', 'score')) {
        tell('score', `${one.score} ${other.score}`)
      }
      if (!isLost('cuboid', 'attributes')) {
        for (const [id, value] of Object.entries(one.attributes)) {
          if (other.attributes[id] !== value)
            tell('attributes', `${id}: ${String(value)} ${String(other.attributes[id])}`)
        }
      }
      if (!isLost('track', 'id')) {
        const same = trackByTrack.get(one.trackId)
        if (same === undefined) trackByTrack.set(one.trackId, other.trackId)
        else if (same !== other.trackId) tell('id', `${one.trackId}: ${same} ${other.trackId}`)
      }
    }
    if (left.size > 0) tell('more cuboids', String(left.size))
  }
}

function tracksOf(records: readonly AnnotationRecord[]) {
  return new Map(records.flatMap((one) => (one.kind === 'track' ? [[one.id, one] as const] : [])))
}

function cuboidsOf(records: readonly AnnotationRecord[]): readonly CuboidRecord[] {
  return records.filter((one) => one.kind === 'cuboid')
}

function nearest(one: CuboidRecord, others: ReadonlySet<CuboidRecord>): CuboidRecord | null {
  let best: CuboidRecord | null = null
  for (const other of others) {
    if (other.frame !== one.frame) continue
    if (best === null || distance(other.center, one.center) < distance(best.center, one.center)) {
      best = other
    }
  }
  return best !== null && distance(best.center, one.center) < 1 ? best : null
}

/** How far a box leans in the axes where it may be set upright: a lidar's, the map's, a camera's. */
function leanOf(clip: Clip, one: CuboidRecord): number {
  const world = clip.frames[one.frame]?.worldFromEgo
  const leans = clip.sensors.map(({ modality, egoFromSensor }) => {
    const { rotation } = transformCuboid(invert(egoFromSensor), one)
    const [x, y, z] = rotate(rotation, [0, 0, 1])
    const [up, side] = modality === 'camera' ? [-y, z] : [z, y]
    return Math.atan2(Math.hypot(x, side), up)
  })
  return Math.max(
    tiltOf(one.rotation),
    ...leans,
    world ? tiltOf(transformCuboid(world, one).rotation) : 0,
  )
}

function angleOf(a: CuboidRecord, b: CuboidRecord): number {
  const inner = a.rotation.reduce((sum, part, at) => sum + part * b.rotation[at]!, 0)
  const whole = 2 * Math.acos(Math.min(1, Math.abs(inner)))
  // Of rotations alike to the seventh digit the arc cosine tells less than the yaw.
  return whole < 1e-3 ? Math.abs(angleBetween(yawOf(a.rotation), yawOf(b.rotation))) : whole
}
