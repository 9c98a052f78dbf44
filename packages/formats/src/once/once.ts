import type { Clip, Json } from '@trueline/annotation'
import { compose, fromYaw, IDENTITY_POSE, type Pose, yawOf, ZERO } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  listAt,
  numbersAt,
  objectAt,
  textAt,
} from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { parallelLists } from '../labels/parallel.ts'
import { nearVec3, positiveSize, unitQuat } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { camerasOf } from './cameras.ts'

const CODEC = 'once'
/** The lidar has x to the left and y to the back. */
const LIDAR_FROM_SOURCE: Pose = { translation: ZERO, rotation: fromYaw(Math.PI / 2) }

/** ONCE's sequences; the lidar has x to the left and y to the back. */
export const once: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.once,
  reads: say.onceReads,
  writes: say.onceWrites,
  limits: [say.onceLenses],
  lidarFromSource: LIDAR_FROM_SOURCE,
  isOne: (head) => /"meta_info"\s*:/.test(head) && /"(calib|frames)"\s*:/.test(head),
  list: {
    ...LISTS(),
    read: (value, place) => (value === undefined ? [] : LISTS().read(value, place)),
  },
  framesOf,
  format: () => FORMAT,
  fresh,
  freshId: () => null,
  camerasIn: (tree, document, at) =>
    camerasOf(tree, document, { ...at, egoFromSource: LIDAR_FROM_SOURCE }),
  holds: { score: false, attributes: false, tilt: false, ids: false },
})

function LISTS() {
  return parallelLists(['names', 'boxes_3d'], [])
}

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

function decode(source: JsonObject, place: JsonPlace): Entry {
  const at = below(place, 'boxes_3d')
  const [x = 0, y = 0, z = 0, l = 0, w = 0, h = 0, yaw = 0] = numbersAt(source.boxes_3d, at, [7])
  return {
    cuboid: {
      center: nearVec3([x, y, z], at),
      extent: positiveSize([l, w, h], at),
      rotation: fromYaw(yaw),
    },
    category: textAt(source.names, below(place, 'names')),
    objectId: null,
    score: null,
    attributes: {},
    pointCount: null,
  }
}

function encode({ cuboid, category }: Entry, template: JsonObject | null): JsonObject {
  const { center, extent, rotation } = cuboid
  return { ...template, names: category, boxes_3d: [...center, ...extent, yawOf(rotation)] }
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const { frames } = objectAt(document, place)
  return listAt(frames, below(place, 'frames')).map((frame, index) => {
    const id = isObject(frame) ? frame.frame_id : undefined
    const name = typeof id === 'string' ? id : (numberText(id) ?? String(index))
    // Frames are called by their milliseconds.
    const timeUs = /^\d{13}$/.test(name) ? Number(name) * 1000 : null
    const pose = isObject(frame) && isList(frame.pose) ? frame.pose : null
    const at = below(place, 'frames', index, 'pose')
    return {
      name,
      timeUs,
      path: ['frames', index, 'annos'],
      mapFromLidar: pose === null ? null : poseOf(pose, at),
    }
  })
}

/** The lidar in the map, as qx, qy, qz, qw, tx, ty, tz. */
function poseOf(value: Json, place: JsonPlace): Pose {
  const [qx = 0, qy = 0, qz = 0, qw = 1, tx = 0, ty = 0, tz = 0] = numbersAt(value, place, [7])
  return {
    translation: nearVec3([tx, ty, tz], place),
    rotation: unitQuat([qx, qy, qz, qw], place),
  }
}

function fresh(clip: Clip): readonly FreshDocument[] {
  const lidar = clip.sensors.find(({ modality }) => modality === 'lidar')
  const egoFromLidar = lidar?.egoFromSensor ?? IDENTITY_POSE
  const frames = clip.frames.map(({ name, worldFromEgo }) => {
    const egoFromSource = compose(egoFromLidar, LIDAR_FROM_SOURCE)
    const pose = compose(worldFromEgo ?? IDENTITY_POSE, egoFromSource)
    const [x, y, z] = pose.translation
    const [ox, oy, oz] = clip.worldOrigin
    return {
      sequence_id: clip.name,
      frame_id: name,
      ...(worldFromEgo === null ? {} : { pose: [...pose.rotation, x + ox, y + oy, z + oz] }),
      annos: null,
    }
  })
  return [
    {
      path: `${clip.name}.json`,
      document: { meta_info: {}, calib: {}, frames },
      lists: frames.map((_, frame) => ({ frame, path: ['frames', frame, 'annos'] })),
    },
  ]
}
