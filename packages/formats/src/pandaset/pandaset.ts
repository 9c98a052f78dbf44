import type { Clip, Json } from '@trueline/annotation'
import { fromYaw, type Pose, yawOf } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { Codec, FileTree } from '../codec.ts'
import { isPlain } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  numberUnder,
  objectAt,
  textAt,
} from '../jsonAt.ts'
import { xyzAt } from '../labels/axes.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { isPickled, JSON_OR_PICKLE } from '../labels/jsonOrPickle.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { nearVec3, positiveSize, quatUnder, threeUnder } from '../quantities.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { uuidOf } from '../token.ts'

const CODEC = 'pandaset'

/** PandaSet's cuboids as JSON records, in the map's space. */
export const pandaset: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.pandaset,
  reads: say.pandasetReads,
  writes: say.pandasetWrites,
  limits: [labelTexts.mapLimit, say.pandasetPickle],
  space: 'map',
  container: JSON_OR_PICKLE,
  isOne: (head, path) =>
    isPickled(head)
      ? /(^|\/)cuboids\/[^/]+$/.test(path)
      : /^\s*\[\s*\{/.test(head) && /"position\.x"\s*:/.test(head),
  framesOf,
  format: () => FORMAT,
  fresh,
  freshId: (id) => uuidOf(id),
  posesIn,
  holds: { score: false, attributes: true, tilt: false, ids: true },
})

const CENTER = ['position.x', 'position.y', 'position.z'] as const
/** Length, width and height: x of the dimensions is the width. */
const SIZE = ['dimensions.y', 'dimensions.x', 'dimensions.z'] as const
/** Columns of attributes begin so. */
const ATTRIBUTE = /^attributes\./

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

/** A box of no yaw looks along +y; x of its dimensions is the width, y the length. */
function decode(source: JsonObject, place: JsonPlace): Entry {
  const stationary = source.stationary
  const attributes = Object.entries(source).flatMap(([key, value]) =>
    ATTRIBUTE.test(key) && isPlain(value) ? [[key.replace(ATTRIBUTE, ''), value]] : [],
  )
  return {
    cuboid: {
      center: nearVec3(threeUnder(source, CENTER, place), place),
      extent: positiveSize(threeUnder(source, SIZE, place), place),
      rotation: fromYaw(numberUnder(source, 'yaw', place) + Math.PI / 2),
    },
    category: textAt(source.label, below(place, 'label')),
    objectId: typeof source.uuid === 'string' ? source.uuid : null,
    score: null,
    attributes: {
      ...(Object.fromEntries(attributes) as { readonly [id: string]: string }),
      ...(typeof stationary === 'boolean' ? { stationary } : {}),
    },
    pointCount: null,
  }
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const [length, width, height] = entry.cuboid.extent
  const [x, y, z] = entry.cuboid.center
  const { stationary = false, ...attributes } = entry.attributes
  const rest = Object.entries(template ?? {}).filter(
    ([key, value]) => !ATTRIBUTE.test(key) || typeof value !== 'string',
  )
  return {
    ...Object.fromEntries(rest),
    uuid: entry.objectId ?? '',
    label: entry.category,
    yaw: yawOf(entry.cuboid.rotation) - Math.PI / 2,
    stationary,
    ...(template === null ? { camera_used: -1 } : {}),
    ...{ 'position.x': x, 'position.y': y, 'position.z': z },
    ...{ 'dimensions.x': width, 'dimensions.y': length, 'dimensions.z': height },
    ...Object.fromEntries(
      Object.entries(attributes).map(([id, value]) => [`attributes.${id}`, value]),
    ),
    ...(template === null ? { 'cuboids.sensor_id': -1, 'cuboids.sibling_id': '-' } : {}),
  }
}

function framesOf(_: Json, { file }: JsonPlace): readonly LabelList[] {
  const name = /([^/]+?)\.(?:json|pkl|pkl\.gz)$/.exec(file)?.[1] ?? file
  return [{ name, timeUs: null, path: [], mapFromLidar: null }]
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  return frames.map((_, frame) => ({
    path: `annotations/cuboids/${String(frame).padStart(2, '0')}.json`,
    document: [],
    lists: [{ frame, path: [] }],
  }))
}

/** `lidar/poses.json`: a position and a heading a frame. */
async function posesIn(tree: FileTree): Promise<readonly (Pose | null)[]> {
  const file = tree.files.find(({ path }) => /(^|\/)lidar\/poses\.json$/.test(path))?.path
  if (file === undefined) return []
  const value = parseSourceJson(await tree.read(file), file)
  return (isList(value) ? value : []).map((pose, index) => {
    try {
      return isObject(pose) ? poseOf(pose, below({ file, pointer: '' }, index)) : null
    } catch (error) {
      if (error instanceof BadInputError) return null
      throw error
    }
  })
}

function poseOf(pose: JsonObject, place: JsonPlace): Pose {
  const at = below(place, 'heading')
  const heading = objectAt(pose.heading, at)
  return {
    translation: xyzAt(pose.position, below(place, 'position')),
    rotation: quatUnder(heading, ['x', 'y', 'z', 'w'], at),
  }
}
