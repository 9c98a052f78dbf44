import type { Box2d, Clip, Json } from '@trueline/annotation'
import type { SchemaElement } from 'hyparquet'
import type { Codec, Exported, ExportSource, Loss, OutputFile } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { isList, isObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { writeParquet } from '../parquet/parquet.ts'
import { plainText } from '../plainText.ts'
import { END_OF_LIST, fillHoles } from '../skeleton.ts'
import { cameraBoxSchema, encodeCameraBox } from './cameraBoxes.ts'
import { componentFile, frameKeysOf, segmentFiles, WAYMO_V2 } from './keys.ts'
import { lidarBoxes } from './lidarBoxes.ts'
import { WAYMO_CAMERAS, withCameraBoxes } from './readCameras.ts'
import { isType } from './types.ts'
import { waymoTexts as say } from './waymoTexts.ts'

/** Waymo's second version: the components of lidar boxes and, beside them, of camera boxes. */
export const waymoV2: Codec = {
  ...lidarBoxes,
  read: async (tree, options) => withCameraBoxes(tree, await lidarBoxes.read(tree, options)),
  write: (source, options) => {
    const lidar = lidarBoxes.write?.(source, options) ?? { files: none(), losses: [] }
    return { files: filesOf(lidar, source), losses: lossesOf(lidar.losses, source) }
  },
}

async function* none(): AsyncGenerator<OutputFile> {
  // No file.
}

async function* filesOf(lidar: Exported, source: ExportSource): AsyncGenerator<OutputFile> {
  yield* lidar.files
  const { clip, records } = source
  const boxes = records.filter((one) => one.kind === 'box2d')
  const keys = frameKeysOf(clip)
  const files = segmentFiles(clip) ?? [`lidar_box/${clip.name}.parquet`]
  for (const [document, lidarFile] of files.entries()) {
    const own = boxes.filter(({ frame }) => keys[frame]?.document === document)
    const table = keptOf(clip, document) ?? {
      file: componentFile(lidarFile, 'camera_box'),
      schema: cameraBoxSchema(own.map(({ sensorId }) => sensorId)),
      rows: own.length === 0 ? [] : [END_OF_LIST],
    }
    if (table.rows.length === 0) continue
    const left = new Map<string, Box2d>(own.map((one) => [one.id, one]))
    const write = (one: Box2d): Json =>
      encodeCameraBox(one, { keys: keys[one.frame]!, schema: table.schema })
    const filled = fillHoles(table.rows, {
      record: (id) => {
        const one = left.get(id)
        left.delete(id)
        return one === undefined ? null : write(one)
      },
      rest: () => [...left.values()].map(write),
    })
    const rows = (isList(filled) ? filled : []).filter(isObject)
    yield { path: table.file, bytes: writeParquet({ schema: table.schema, rows }) }
  }
}

type Table = {
  readonly file: string
  readonly schema: readonly SchemaElement[]
  readonly rows: readonly Json[]
}

function keptOf({ extras }: Clip, document: number): Table | null {
  const all = extras[WAYMO_CAMERAS]
  const one = (isList(all) ? all : []).filter(isObject).find((kept) => kept.document === document)
  if (one === undefined || !isList(one.rows)) return null
  const schema = one.schema as unknown as readonly SchemaElement[]
  return { file: plainText(one.file), schema, rows: one.rows }
}

function lossesOf(lidar: readonly Loss[], { records }: ExportSource): readonly Loss[] {
  const boxes = records.filter((one) => one.kind === 'box2d')
  const fresh = boxes.filter(({ extras }) => extras[WAYMO_V2] === undefined)
  const own: readonly Loss[] = [
    {
      field: lossFields.category,
      count: boxes.filter(({ category }) => !isType(category)).length,
      why: entryTexts.otherCategories,
    },
    {
      field: lossFields.score,
      count: fresh.filter(({ score }) => score !== null).length,
      why: entryTexts.noField,
    },
    {
      field: lossFields.attributes,
      count: boxes.filter(({ attributes }) => Object.keys(attributes).length > 0).length,
      why: entryTexts.noField,
    },
    {
      field: say.track,
      count: fresh.filter(({ trackId }) => trackId !== null).length,
      why: say.noAssociation,
    },
  ].map((loss) => ({ record: 'box2d', ...loss }))
  const rest = lidar.filter(({ record }) => record !== 'box2d')
  return [...rest, ...own.filter(({ count }) => count > 0)]
}
