import { type Box2d, type Camera, type Json, sensorId } from '@trueline/annotation'
import { compose, fromMatrix3, IDENTITY_POSE, type Pose, ZERO } from '@trueline/geometry'
import type { FileTree, ImportedClip } from '../codec.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  numberAt,
  unlike,
} from '../jsonAt.ts'
import type { DialectCamera } from '../labels/labelDialect.ts'
import { readParquet } from '../parquet/parquet.ts'
import { poseAt } from '../poseAt.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { END_OF_LIST, holeOf } from '../skeleton.ts'
import { numberText } from '../sourceJson.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { CAMERA, cameraNameAt, decodeCameraBox } from './cameraBoxes.ts'
import { CONTEXT, componentFile, frameKeysOf, segmentFiles, TIME } from './keys.ts'
import { waymoTexts as say } from './waymoTexts.ts'

/** Under which a clip keeps its files of camera boxes. */
export const WAYMO_CAMERAS = 'waymo-v2-cameras'

/** A segment with frames too at times that only its camera boxes are of. */
export async function withCameraFrames(
  tree: FileTree,
  document: Json,
  file: string,
): Promise<Json> {
  const path = componentFile(file, 'camera_box')
  if (!isObject(document) || !isList(document.frames) || !has(tree, path)) return document
  const { rows } = await readParquet(await tree.read(path), path).catch(() => ({ rows: [] }))
  const frames = new Map(
    document.frames.filter(isObject).map((frame) => [numberText(frame[TIME]) ?? '', frame]),
  )
  for (const row of rows) {
    const time = numberText(row[TIME])
    if (time === null || frames.has(time)) continue
    frames.set(time, { [CONTEXT]: row[CONTEXT] ?? null, [TIME]: row[TIME] ?? null, rows: [] })
  }
  const sorted = [...frames].toSorted(([a], [b]) => Number(a) - Number(b))
  return { ...document, frames: sorted.map(([, frame]) => frame) }
}

/** The camera boxes beside a clip's lidar boxes. */
export async function withCameraBoxes(
  tree: FileTree,
  imported: ImportedClip,
): Promise<ImportedClip> {
  const { clip } = imported
  const { refused, notices, suggestions } = imported.report
  const report: OpenReport = { refused: [...refused], notices: [...notices] }
  const keys = frameKeysOf(clip)
  const boxes: Box2d[] = []
  const kept: Json[] = []
  for (const [document, lidarFile] of (segmentFiles(clip) ?? []).entries()) {
    const file = componentFile(lidarFile, 'camera_box')
    if (!has(tree, file)) continue
    const frames = new Map(
      keys.flatMap((one, frame) =>
        one.document === document ? [[numberText(one.time), frame] as const] : [],
      ),
    )
    try {
      const { schema, rows } = await readParquet(await tree.read(file), file)
      const left = rows.map((row, index): Json => {
        const place = below({ file, pointer: '' }, index)
        const taken = tryOr(report, () => {
          const time = numberText(row[TIME]) ?? String(numberAt(row[TIME], below(place, TIME)))
          const frame = frames.get(time)
          if (frame === undefined) throw unlike(time, below(place, TIME), say.frameTime)
          return decodeCameraBox(row, { place, frame, id: `${document}/${index}` })
        })
        if (taken === null) return row
        boxes.push(taken)
        return holeOf(taken.id)
      })
      const plain = JSON.parse(JSON.stringify(schema)) as Json
      kept.push({ document, file, schema: plain, rows: [...left, END_OF_LIST] })
    } catch (error) {
      refuse(report, error)
    }
  }
  const named = [...imported.records, ...boxes].flatMap((one) => {
    return one.kind === 'track' || one.kind === 'box2d' ? [one.category] : []
  })
  return {
    clip: {
      ...clip,
      ontology: { ...clip.ontology, categories: sourceOntology([...new Set(named)]).categories },
      extras: kept.length === 0 ? clip.extras : { ...clip.extras, [WAYMO_CAMERAS]: kept },
    },
    records: [...imported.records, ...boxes],
    report: { ...report, suggestions },
  }
}

/** The cameras of a segment's calibration, and those without one that have boxes. */
export async function camerasOfSegment(
  tree: FileTree,
  { file, report }: { readonly file: string; readonly report: OpenReport },
): Promise<readonly DialectCamera[]> {
  const cameras = new Map<string, Camera>()
  const rowsOf = async (path: string): Promise<readonly JsonObject[]> => {
    if (!has(tree, path)) return []
    return (await readParquet(await tree.read(path), path)).rows
  }
  const calibration = componentFile(file, 'camera_calibration')
  try {
    for (const [index, row] of (await rowsOf(calibration)).entries()) {
      const place = below({ file: calibration, pointer: '' }, index)
      const camera = tryOr(report, () => cameraOf(row, place))
      if (camera !== null) cameras.set(camera.id, camera)
    }
  } catch (error) {
    refuse(report, error)
  }
  const boxes = await rowsOf(componentFile(file, 'camera_box')).catch(() => [])
  for (const row of boxes) {
    const name = row[CAMERA]
    // A row without a camera is refused where boxes are taken.
    if (typeof name !== 'string' && numberText(name) === null) continue
    const id = tryOr({ refused: [], notices: [] }, () => cameraNameAt(name, { file, pointer: '' }))
    if (id === null || cameras.has(id)) continue
    cameras.set(id, unknownCamera(id))
  }
  return [...cameras.values()].map((camera) => ({ camera, imageOf: () => null }))
}

function unknownCamera(name: string): Camera {
  const [id, egoFromSensor] = [sensorId(name), IDENTITY_POSE]
  return { modality: 'camera', id, egoFromSensor, model: null, extras: {} }
}

/** Waymo's cameras look along x with z up: here x is right, y down, z forward. */
const SOURCE_FROM_CAMERA: Pose = {
  translation: ZERO,
  rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
}

function cameraOf(row: JsonObject, place: JsonPlace): Camera {
  const column = (name: string): string => `[CameraCalibrationComponent].${name}`
  const at = (name: string): number => numberAt(row[column(name)], below(place, column(name)))
  const extrinsic = column('extrinsic.transform')
  const inner = (name: string): number => at(`intrinsic.${name}`)
  return {
    modality: 'camera',
    id: sensorId(cameraNameAt(row[CAMERA], below(place, CAMERA))),
    egoFromSensor: compose(poseAt(row[extrinsic], below(place, extrinsic)), SOURCE_FROM_CAMERA),
    model: {
      lens: 'brownConrady',
      ...{ widthPx: at('width'), heightPx: at('height') },
      focalPx: [inner('f_u'), inner('f_v')],
      centerPx: [inner('c_u'), inner('c_v')],
      radial: [inner('k1'), inner('k2'), inner('k3'), 0, 0, 0],
      tangential: [inner('p1'), inner('p2')],
    },
    extras: {},
  }
}

function has({ files }: FileTree, path: string): boolean {
  return files.some((one) => one.path === path)
}
