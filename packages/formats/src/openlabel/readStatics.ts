import type { AnnotationRecord, Json } from '@trueline/annotation'
import type { JsonObject, JsonPlace } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { printSourceJson } from '../sourceJson.ts'
import { takeGeometries } from './elements.ts'
import { isInIntervals } from './frameIntervals.ts'
import { type BoxSetting, readCuboid, systemOf } from './geometry.ts'
import { isEgoObject, trackIdOf } from './names.ts'
import { boxOf, cuboidOf, type Owner, takeSettingOf } from './readRecords.ts'
import type { FrameSpaces } from './spaces.ts'

/** A geometry an object has in all its frames, and the records that stand for it there. */
export type StaticGeometry = { readonly entry: string; readonly records: readonly string[] }

/** An object's static geometry as records of each of its frames. */
export type StaticRecords = {
  readonly part: Json
  readonly records: readonly AnnotationRecord[]
  /** By the id in the hole where it was. */
  readonly statics: Readonly<Record<string, StaticGeometry>>
  /** Whether it has a cuboid that stands in the world. */
  readonly isInWorld: boolean
}

/** How static geometry is read. */
export type StaticSetting = Omit<BoxSetting, 'spaces'> & {
  readonly frames: readonly { readonly number: number; readonly spaces: FrameSpaces }[]
  /** Ids of the cuboids that frames have of their own: those count before static ones. */
  readonly taken: ReadonlySet<string>
  readonly world: string | null
  readonly onlyImage: string
  readonly report: OpenReport
}

/** No attributes. */
const NOTHING = { attributes: {}, score: null }

/** The records of an object's static geometry. @throws {BadInputError} when `object_data` is none. */
export function readStatics(
  owner: Owner,
  setting: StaticSetting & { readonly place: JsonPlace },
): StaticRecords {
  const { object, uid, type } = owner
  const [first] = setting.frames
  if (isEgoObject(uid, type) || first === undefined) {
    return { part: object, records: [], statics: {}, isInWorld: false }
  }
  const hole = `static:${uid}`
  const { part, cuboid, boxes } = takeGeometries(object, {
    ...takeSettingOf(owner, { ...setting, frame: 0, spaces: first.spaces }),
    cuboidId: hole,
    boxId: (system, index) => `${hole}/${system}#${index}`,
  })
  const frames = setting.frames
    .map((frame, index) => ({ ...frame, index }))
    .filter(({ number }) => isInIntervals(object.frame_intervals, number))
  const statics: Record<string, StaticGeometry> = {}
  const records: AnnotationRecord[] = []
  const keep = (id: string, entry: JsonObject, made: readonly AnnotationRecord[]): void => {
    records.push(...made)
    statics[id] = { entry: printSourceJson(entry), records: made.map((record) => record.id) }
  }
  if (cuboid) {
    const system = systemOf(cuboid.entry, object)
    const made = frames.flatMap(({ index, spaces }) => {
      const { axesIn, report } = setting
      const place = cuboid.place
      const read = tryOr(report, () => readCuboid(cuboid.entry, { axesIn, spaces, system, place }))
      const record = read && cuboidOf(owner, read, { frame: index, level: NOTHING })
      return record === null || setting.taken.has(record.id) ? [] : [record]
    })
    keep(hole, cuboid.entry, made)
  }
  for (const [index, { entry, id, read }] of boxes.entries()) {
    const made = frames.map((frame) =>
      boxOf(owner, read, {
        id: `${trackIdOf(uid)}@${frame.index}/${read.system || setting.onlyImage}#static${index}`,
        frame: frame.index,
        onlyImage: setting.onlyImage,
      }),
    )
    keep(id, entry, made)
  }
  const isInWorld = cuboid !== null && systemOf(cuboid.entry, object) === setting.world
  return { part, records, statics, isInWorld }
}
