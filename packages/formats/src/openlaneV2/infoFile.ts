import { type Camera, type Json, sensorId, verbatim } from '@trueline/annotation'
import { fromMatrix3, type ImageSize, type Mat3, type Pose, type Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
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
import { opencvLens } from '../opencvLens.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { saidBy, sharedTexts, WHOLE } from '../sharedTexts.ts'
import { numberText, parseSourceJson } from '../sourceJson.ts'
import { lettersOf } from '../text.ts'
import { lensOfKept } from './keptLens.ts'
import { openlaneV2Texts as say } from './openlaneV2Texts.ts'

/** A frame's file. */
export type Info = {
  readonly file: string
  readonly root: JsonObject
  /** Its time as printed. */
  readonly moment: string
  readonly annotation: JsonObject
  readonly annotationPlace: JsonPlace
  /** Whether lanes are segments with boundaries. */
  readonly isSegments: boolean
}

const HEAD_BYTES = 16_384

/** The files of a tree that are of frames, by their heads. */
export async function infoFiles(
  tree: FileTree,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { path } of tree.files) {
    if (!/\.json$/i.test(path)) continue
    const head = lettersOf(await tree.read(path, { offset: 0, bytes: HEAD_BYTES }))
    if (/"(lane_centerline|lane_segment|topology_lclc|topology_lsls)"|"OpenLane-?V2/i.test(head))
      found.push(path)
    if (found.length >= most) break
  }
  return found
}

/** The frames of a tree in order of time, one file each: lane segments rather than centre lines. */
export async function readInfos(tree: FileTree, report: OpenReport): Promise<readonly Info[]> {
  const infos: Info[] = []
  for (const file of await infoFiles(tree)) {
    const bytes = await tree.read(file)
    const info = tryOr(report, () => infoOf(parseSourceJson(bytes, file), file))
    if (info !== null) infos.push(info)
  }
  const rank = ({ isSegments, file }: Info): number =>
    isSegments ? 0 : /(^|\/)info\//.test(file) ? 1 : 2
  const byMoment = new Map<string, Info>()
  for (const info of infos.toSorted((a, b) => rank(a) - rank(b))) {
    const there = byMoment.get(info.moment)
    if (there === undefined) {
      byMoment.set(info.moment, info)
      continue
    }
    const found = say.sameMoment({ moment: info.moment, file: there.file })
    report.refused.push({ file: info.file, place: WHOLE, found, expected: say.oneEach })
  }
  return [...byMoment.values()].toSorted((a, b) => {
    if (a.moment.length !== b.moment.length) return a.moment.length - b.moment.length
    return a.moment < b.moment ? -1 : 1
  })
}

function infoOf(value: Json, file: string): Info {
  const top = { file, pointer: '' }
  const root = objectAt(value, top)
  const key =
    ['annotation', 'predictions', 'prediction'].find((one) => isObject(root[one])) ?? 'annotation'
  const annotationPlace = below(top, key)
  const annotation = objectAt(root[key], annotationPlace)
  const named = /(\d{10,})(-ls)?\.json$/i.exec(file)?.[1]
  const moment =
    numberText(root.timestamp) ??
    (typeof root.timestamp === 'string' ? root.timestamp : (named ?? file))
  return {
    file,
    root,
    moment,
    annotation,
    annotationPlace,
    isSegments: annotation.lane_segment !== undefined,
  }
}

/** Whole microseconds of a time in nano- or microseconds as printed; `null` of anything else. */
export function timeUsOf(moment: string): number | null {
  if (!/^\d{10,20}$/.test(moment)) return null
  return Number(moment.length >= 18 ? moment.slice(0, -3) : moment)
}

/** A pose of a rotation matrix and a translation. @throws {BadInputError} when it is none. */
export function poseOfParts(value: Json | undefined, place: JsonPlace): Pose {
  const { rotation, translation } = objectAt(value, place)
  const rows = numbersAt(rotation, below(place, 'rotation'), [9])
  const [x, y, z] = numbersAt(translation, below(place, 'translation'), [3])
  try {
    return { rotation: fromMatrix3(rows as unknown as Mat3), translation: [x!, y!, z!] }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const found = saidBy(error, sharedTexts.notRigid)
    throw new BadInputError({
      file: place.file,
      place: verbatim(place.pointer),
      found,
      expected: say.rotation,
    })
  }
}

/** A camera of a frame, and the path of its image. */
export type InfoCamera = { readonly camera: Camera; readonly imagePath: string | null }

/** The cameras of a frame; those that make no sense are refused. */
export async function camerasOf(
  { root, file }: Info,
  tree: FileTree,
  report: OpenReport,
): Promise<readonly InfoCamera[]> {
  const place = below({ file, pointer: '' }, 'sensor')
  if (!isObject(root.sensor)) return []
  const cameras: InfoCamera[] = []
  for (const [name, value] of Object.entries(root.sensor)) {
    const at = below(place, name)
    const path = isObject(value) && typeof value.image_path === 'string' ? value.image_path : null
    const imagePath = path === null ? null : fileAt(tree, path)
    const size =
      imagePath === null
        ? null
        : readImageHeader(await tree.read(imagePath, { offset: 0, bytes: IMAGE_HEADER_BYTES }))
    const camera = tryOr(report, () => cameraOf(value, at, { name, size }))
    if (camera !== null) cameras.push({ camera, imagePath })
  }
  return cameras
}

/** The file of a tree that a path in the data set's own tree is. */
function fileAt({ files }: FileTree, path: string): string | null {
  const tail = path.split('/').slice(-2).join('/')
  return (
    files.find((one) => one.path === path || one.path.endsWith(`/${path}`))?.path ??
    files.find((one) => one.path === tail || one.path.endsWith(`/${tail}`))?.path ??
    null
  )
}

function cameraOf(
  value: Json,
  place: JsonPlace,
  { name, size }: { readonly name: string; readonly size: ImageSize | null },
): Camera {
  const { extrinsic, intrinsic } = objectAt(value, place)
  const egoFromSensor = poseOfParts(extrinsic, below(place, 'extrinsic'))
  const lens = objectAt(intrinsic, below(place, 'intrinsic'))
  const matrix = numbersAt(lens.K, below(place, 'intrinsic', 'K'), [9])
  const bent = isList(lens.distortion)
    ? numbersAt(lens.distortion, below(place, 'intrinsic', 'distortion'), [0, 3, 4, 5])
    : []
  // Three numbers are radial alone; more are as OpenCV orders them.
  const isRadial = bent.length <= 3
  const told = opencvLens({
    ...{ matrix, size },
    radial: isRadial ? bent : [...bent.slice(0, 2), ...bent.slice(4)],
    tangential: isRadial ? [] : bent.slice(2, 4),
  })
  return {
    modality: 'camera',
    id: sensorId(name),
    egoFromSensor,
    model: lensOfKept(lens, below(place, 'intrinsic'), told) ?? told,
    extras: {},
  }
}

/** The id of a row. */
export function rowId(row: JsonObject, place: JsonPlace): string {
  const { id } = row
  return id === undefined || id === null
    ? textAt(id, below(place, 'id'))
    : plainText(numberText(id) ?? id)
}

/** A line's points. @throws {BadInputError} when there are fewer than so many. */
export function pointsAt(
  value: Json | undefined,
  place: JsonPlace,
  least: number,
): readonly Vec3[] {
  const rows = listAt(value, place)
  if (rows.length < least)
    throw new BadInputError({
      file: place.file,
      place: verbatim(place.pointer),
      found: sharedTexts.array({ count: rows.length }),
      expected: sharedTexts.array({ count: least }),
    })
  return rows.map((row, index): Vec3 => {
    const [x, y, z = 0] = numbersAt(row, below(place, index), [2, 3])
    return [x!, y!, z]
  })
}
