import type { CuboidRecord, Json, Lidar, Track } from '@trueline/annotation'
import {
  type Cuboid,
  distance,
  IDENTITY_POSE,
  invert,
  transformCuboid,
  type Vec3,
} from '@trueline/geometry'
import type { Exported, ExportSource, Loss, OutputFile } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { kittiTexts } from './kittiTexts.ts'
import { cuboidOfPose, extentOf, poseOfCuboid } from './trackletPose.ts'
import { attributesOfPose, type KeptTracklet, KITTI_RAW, poseStatesOf } from './trackletRecords.ts'
import type { PoseTexts, Tracklet, TrackletDialect } from './tracklets.ts'

/** Far below what anyone can set by hand, far above what doubles lose. */
const SAME_PLACE = 1e-6
const SAME_TURN = 1e-12

/** What fills a gap in a track: out of the image, its occlusion unset. */
const FILLER: PoseTexts = { occlusion: '-1', truncation: '2' }
/** The order of a pose's tags. */
const TAGS = [
  ...['tx', 'ty', 'tz', 'rx', 'ry', 'rz', 'state', 'occlusion', 'occlusion_kf', 'truncation'],
  ...['amt_occlusion', 'amt_occlusion_kf', 'amt_border_l', 'amt_border_r', 'amt_border_kf'],
]

type Item = { readonly track: Track; readonly cuboids: readonly CuboidRecord[] }

/**
 * A KITTI raw `tracklet_labels.xml`, in the dialect it was read in, else the official one; unchanged
 * poses and sizes as they were printed.
 */
export function writeTracklets(source: ExportSource): Exported {
  const items = itemsOf(source)
  const { extras, frames, sensors } = source.clip
  const kept = extras[KITTI_RAW] as { readonly dialect?: TrackletDialect } | undefined
  const dialect = kept?.dialect ?? 'official'
  const lidar = sensors.find((sensor): sensor is Lidar => sensor.modality === 'lidar')
  const lidarFromEgo = invert(lidar?.egoFromSensor ?? IDENTITY_POSE)
  const isNumbered = frames.every(({ name }) => /^\d+$/.test(name))
  const numberOf = (frame: number): number =>
    isNumbered ? Number(frames[frame]?.name ?? frame) : frame
  async function* files(): AsyncGenerator<OutputFile> {
    const body = items.map((item) => {
      const cuboids = item.cuboids.map((one) => ({ ...one, ...transformCuboid(lidarFromEgo, one) }))
      return printItem({ ...item, cuboids }, dialect, numberOf)
    })
    const text = [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>',
      '<!DOCTYPE boost_serialization>',
      '<boost_serialization signature="serialization::archive" version="9">',
      '<tracklets class_id="0" tracking_level="0" version="0">',
      `\t<count>${items.length}</count>`,
      '\t<item_version>1</item_version>',
      ...body,
      '</tracklets>',
      '</boost_serialization>\n',
    ].join('\n')
    yield { path: 'tracklet_labels.xml', bytes: new TextEncoder().encode(text) }
  }
  return { files: files(), losses: lossesOf(source, items) }
}

function itemsOf({ records }: ExportSource): readonly Item[] {
  const cuboids = new Map<string, CuboidRecord[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid') continue
    const list = cuboids.get(record.trackId)
    if (list) list.push(record)
    else cuboids.set(record.trackId, [record])
  }
  return records.flatMap((track) => {
    const own = track.kind === 'track' ? cuboids.get(track.id) : undefined
    if (track.kind !== 'track' || own === undefined) return []
    return [{ track, cuboids: own.toSorted((a, b) => a.frame - b.frame) }]
  })
}

function printItem(
  { track, cuboids }: Item,
  dialect: TrackletDialect,
  numberOf: (frame: number) => number,
): string {
  const size = sizeOf(track, cuboids, dialect)
  const gaps = keptOf(track)?.gaps ?? {}
  const poseByNumber = new Map(Object.entries(gaps).map(([number, pose]) => [Number(number), pose]))
  for (const cuboid of cuboids) poseByNumber.set(numberOf(cuboid.frame), poseOf(cuboid, dialect))
  const numbers = [...poseByNumber.keys()]
  const first = Math.min(...numbers)
  const poses: PoseTexts[] = []
  for (let number = first; number <= Math.max(...numbers); number++) {
    // Through a gap an object stays where it was last seen.
    poses.push(poseByNumber.get(number) ?? { ...poses.at(-1), ...FILLER })
  }
  return [
    '\t<item class_id="1" tracking_level="0" version="1">',
    `\t\t<objectType>${escapeXml(track.category)}</objectType>`,
    ...(['h', 'w', 'l'] as const).map((tag) => `\t\t<${tag}>${size[tag]}</${tag}>`),
    `\t\t<first_frame>${first}</first_frame>`,
    '\t\t<poses class_id="2" tracking_level="0" version="0">',
    `\t\t\t<count>${poses.length}</count>`,
    '\t\t\t<item_version>2</item_version>',
    ...poses.map((pose) =>
      [
        '\t\t\t<item class_id="3" tracking_level="0" version="2">',
        ...TAGS.map((tag) => `\t\t\t\t<${tag}>${pose[tag] ?? '-1'}</${tag}>`),
        '\t\t\t</item>',
      ].join('\n'),
    ),
    '\t\t</poses>',
    '\t\t<finished>1</finished>',
    '\t</item>',
  ].join('\n')
}

/** The one size a tracklet has: the track's, else that of the middle cuboid by length. */
function trackExtent(track: Track, cuboids: readonly CuboidRecord[]): Vec3 {
  const sorted = cuboids.map(({ extent }) => extent).toSorted((a, b) => a[0] - b[0])
  return track.extent ?? sorted[sorted.length >> 1] ?? [1, 1, 1]
}

function sizeOf(
  track: Track,
  cuboids: readonly CuboidRecord[],
  dialect: TrackletDialect,
): Tracklet['size'] {
  const extent = trackExtent(track, cuboids)
  const kept = keptOf(track)
  if (kept && distance(extentOf({ size: kept }, dialect), extent) <= SAME_PLACE) {
    return { h: kept.h, w: kept.w, l: kept.l }
  }
  const [length, width, height] = extent.map(String) as [string, string, string]
  return dialect === 'official'
    ? { h: height, w: width, l: length }
    : { h: length, w: width, l: height }
}

function keptOf(track: Track): KeptTracklet | undefined {
  // Put there by the reader.
  return track.extras[KITTI_RAW] as KeptTracklet | undefined
}

/** A cuboid as a pose: the one it was read from where it still says the same. */
function poseOf(cuboid: CuboidRecord, dialect: TrackletDialect): PoseTexts {
  const json: Json | undefined = cuboid.extras[KITTI_RAW]
  // Put there by the reader.
  const kept = (json as PoseTexts | undefined) ?? null
  const isPlace = kept && isSame(cuboidOfPose(kept, cuboid.extent, dialect), cuboid)
  const isState = kept && JSON.stringify(attributesOfPose(kept)) === stateText(cuboid)
  return {
    state: cuboid.provenance === 'interpolated' ? '1' : '2',
    occlusion_kf: '0',
    ...(kept ?? {}),
    ...(isPlace ? {} : { ...poseOfCuboid(cuboid, dialect), state: '2' }),
    ...(isState ? {} : poseStatesOf(cuboid.attributes)),
  }
}

function stateText({ attributes }: CuboidRecord): string {
  const { occluded, inImage } = attributes
  return JSON.stringify({
    ...(occluded === undefined ? {} : { occluded }),
    ...(inImage === undefined ? {} : { inImage }),
  })
}

function isSame(a: Cuboid, b: Cuboid): boolean {
  const inner = a.rotation.reduce((sum, value, at) => sum + value * (b.rotation[at] ?? 0), 0)
  return distance(a.center, b.center) <= SAME_PLACE && 1 - Math.abs(inner) <= SAME_TURN
}

function lossesOf({ clip, records }: ExportSource, items: readonly Item[]): readonly Loss[] {
  const varying = items.filter(({ track, cuboids }) => {
    const extent = trackExtent(track, cuboids)
    return cuboids.some((cuboid) => distance(cuboid.extent, extent) > SAME_PLACE)
  })
  const known = new Set(['occluded', 'inImage'])
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const losses: readonly Loss[] = [
    {
      record: 'track',
      field: lossFields.sizeByFrame,
      count: varying.length,
      why: kittiTexts.oneSize,
    },
    {
      record: 'cuboid',
      field: lossFields.score,
      count: cuboids.filter(({ score }) => score !== null).length,
      why: kittiTexts.noScore,
    },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: cuboids.filter(({ attributes }) =>
        Object.keys(attributes).some((id) => !known.has(id)),
      ).length,
      why: kittiTexts.trackletAttributes,
    },
    {
      record: 'box2d',
      field: lossFields.all,
      count: records.filter(({ kind }) => kind === 'box2d').length,
      why: kittiTexts.no2dBoxes,
    },
    {
      record: 'frame',
      field: lossFields.timeAndPose,
      count: clip.frames.filter((one) => one.timeUs !== null || one.worldFromEgo !== null).length,
      why: kittiTexts.labelsOnly,
    },
  ]
  return losses.filter(({ count }) => count > 0)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
