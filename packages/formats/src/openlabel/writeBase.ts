import type { Sensor } from '@trueline/annotation'
import type { ExportSource, WriteOptions } from '../codec.ts'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { parseJsonText } from '../sourceJson.ts'
import type { BoxAxes } from './boxAxes.ts'
import { FRESH_SYSTEM, freshDocument } from './freshDocument.ts'
import { type KeptDocument, keptDocument, keptFrame } from './kept.ts'

/** A document without its records, ready to take them. */
export type WriteBase = {
  readonly file: string
  readonly indent: string
  /** What stands beside the root `openlabel`. */
  readonly whole: JsonObject
  readonly root: JsonObject
  /** By frame index; `key` is `null` for the one frame of a document that has none. */
  readonly frames: readonly { readonly key: string | null; readonly frame: JsonObject }[]
  readonly axes: Readonly<Record<string, BoxAxes>>
  readonly statics: KeptDocument['statics']
  readonly tracked: ReadonlySet<string>
  readonly examples: { readonly cuboid: JsonObject; readonly box: JsonObject }
  /** Whether the clip came from another format. */
  readonly isFresh: boolean
}

/** The document a clip came from, or one made for it. */
export function openBase(source: ExportSource, options: WriteOptions): WriteBase {
  const { clip } = source
  const kept = keptDocument(clip)
  if (kept === null) {
    const uriOf = (frame: number, sensor: Sensor): string | null =>
      options.withSensors ? pathOf(source, frame, sensor) : null
    return {
      file: 'openlabel.json',
      indent: ' ',
      whole: {},
      ...freshDocument(clip, uriOf),
      ...{ axes: {}, statics: {}, tracked: new Set(), isFresh: true },
      examples: {
        cuboid: { name: 'cuboid', val: null, coordinate_system: FRESH_SYSTEM },
        box: { name: 'bbox', val: null },
      },
    }
  }
  const whole = objectIn(kept.document, kept.file)
  const root = isObject(whole.openlabel) ? whole.openlabel : {}
  const numbers = clip.frames.map((_, index) => String(index))
  return {
    ...{ file: kept.file, indent: kept.indent, whole, root },
    frames: clip.frames.map((frame, index) => {
      const own = keptFrame(frame)
      if (own === null) return { key: numbers[index] ?? null, frame: {} }
      return { key: own.key, frame: objectIn(own.frame, kept.file) }
    }),
    ...{ axes: kept.axes, statics: kept.statics, tracked: new Set(kept.tracked), isFresh: false },
    examples: {
      cuboid: kept.examples.cuboid
        ? objectIn(kept.examples.cuboid, kept.file)
        : { name: 'cuboid', val: null },
      box: kept.examples.box ? objectIn(kept.examples.box, kept.file) : { name: 'bbox', val: null },
    },
  }
}

/** Where a sensor's file of a frame is written; `null` where the frame has none. */
export function pathOf(
  { clip }: ExportSource,
  index: number,
  { id, modality }: Sensor,
): string | null {
  const frame = clip.frames[index]
  if (frame === undefined) return null
  const kept = keptFrame(frame)?.files[id]
  if (kept !== undefined) return kept
  if (modality === 'lidar') {
    const hasSweep = frame.sweeps.some(({ sensorId }) => sensorId === id)
    return hasSweep ? `lidar/${id}/${frame.name}.pcd` : null
  }
  const image = frame.images.find(({ sensorId }) => sensorId === id)
  if (image === undefined) return null
  const kind = image.mime.slice('image/'.length)
  return `camera/${id}/${frame.name}.${kind === 'jpeg' ? 'jpg' : kind}`
}

function objectIn(text: string, file: string): JsonObject {
  const value = parseJsonText(text, file)
  return isObject(value) ? value : {}
}
