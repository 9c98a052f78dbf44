import type { Camera, Frame, Json, MapElement } from '@trueline/annotation'
import {
  invert,
  mix,
  type Polyline,
  project,
  toMatrix3,
  transform,
  type Vec3,
} from '@trueline/geometry'
import type { Exported, ExportSource, Loss } from '../codec.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { framesLost } from '../maps/framesLost.ts'
import { knotsLost } from '../maps/knotsLost.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { printSourceJson } from '../sourceJson.ts'
import { egoFromSource, sourceFromEgo } from './imageFile.ts'
import { CURBS, categoryOf, lineOfCategory, OPENLANE, POSITIONS } from './names.ts'
import { openlaneTexts as say } from './openlaneTexts.ts'

/** A clip's lines before its front camera, a file a frame. */
export function writeOpenlane(source: ExportSource): Exported {
  const planned = plan(source)
  return { files: printed(source, planned), losses: lossesOf(source, planned) }
}

type Row = { readonly id: string; readonly row: JsonObject; readonly isCut: boolean }
type Planned = {
  readonly index: number
  readonly camera: Camera
  readonly rows: readonly Row[]
  readonly isFresh: boolean
}

function plan({ clip, records }: ExportSource): readonly Planned[] {
  const lines = records.filter((one): one is MapElement => one.kind === 'mapElement' && isLine(one))
  const cameras = clip.sensors.filter(
    (one): one is Camera => one.modality === 'camera' && one.model !== null,
  )
  const ahead = (camera: Camera): number =>
    transform({ ...camera.egoFromSensor, translation: [0, 0, 0] }, [0, 0, 1])[0]
  const [front] = cameras.toSorted((a, b) => ahead(b) - ahead(a))
  if (front === undefined) return []
  return clip.frames.flatMap((frame, index) => {
    const own = frame.images.find(({ sensorId }) => sensorId === front.id)?.calibration
    const camera = { ...front, ...own }
    if (frame.worldFromEgo === null) return []
    // Results and lines in pixels alone have another shape than what is made anew.
    const kept = frame.extras[OPENLANE]
    const isOther = isObject(kept) && (kept.isResult === true || kept.isFlat === true)
    const isFresh = !isObject(kept) || (isOther && lines.some((line) => rowsBefore(line) === null))
    const context = { frame, index, camera, isFresh }
    const rows = lines.flatMap((line, number) => rowOf(line, { ...context, number }) ?? [])
    return [{ index, camera, rows, isFresh }]
  })
}

function isLine({ elementKind, shape }: MapElement): boolean {
  return shape.kind === 'line' && (elementKind === 'laneBoundary' || elementKind === 'roadEdge')
}

type RowContext = {
  readonly frame: Frame
  readonly index: number
  readonly camera: Camera
  readonly number: number
  readonly isFresh: boolean
}

/** A frame's row of a line: the one it had where nothing changed; `null` where it is not before the camera. */
function rowOf(
  element: MapElement,
  { frame, index, camera, number, isFresh }: RowContext,
): Row | null {
  const { shape, id } = element
  if (shape.kind !== 'line') return null
  const before = isFresh ? null : rowsBefore(element)
  if (before !== null) {
    const row = before[String(index)]
    return isObject(row) ? { id, row, isCut: false } : null
  }
  const inCamera = sourceFromEgo(camera)
  const egoFromWorld = invert(frame.worldFromEgo!)
  const line = shape.points.map((point) => inCamera(transform(egoFromWorld, point)))
  const seen = stretchAhead(line)
  if (seen === null) return null
  const pixels = seen.map(([x, y, z]) =>
    camera.model === null ? null : project(camera.model, [-y, -z, x]),
  )
  const isVisible = pixels.map((pixel) => {
    const { widthPx = 0, heightPx = 0 } = camera.model ?? {}
    return (
      pixel !== null && pixel[0] >= 0 && pixel[1] >= 0 && pixel[0] < widthPx && pixel[1] < heightPx
    )
  })
  if (!isVisible.includes(true)) return null
  const visible = pixels.filter((_, at) => isVisible[at])
  const own = element.extras[OPENLANE]
  const track = isObject(own) && typeof own.track === 'string' ? Number(own.track) : Number.NaN
  return {
    id,
    isCut: line.some(([x]) => x < NEAR),
    row: {
      category: element.elementKind === 'roadEdge' ? curbOf(seen) : categoryOf(element.marks),
      visibility: isVisible.map((one) => (one ? 1 : 0)),
      uv: [visible.map((one) => one![0]), visible.map((one) => one![1])],
      xyz: [0, 1, 2].map((axis) => seen.map((point) => point[axis]!)),
      attribute: Math.max(0, POSITIONS.indexOf(String(element.attributes.position ?? 'none'))),
      track_id: Number.isSafeInteger(track) ? track : number + 1,
    },
  }
}

/** The rows a line had, where it still is what it was. */
function rowsBefore({
  extras,
  shape,
  elementKind,
  marks,
  attributes,
}: MapElement): JsonObject | null {
  const own = extras[OPENLANE]
  if (!isObject(own) || !isObject(own.rows) || !isList(own.line) || shape.kind !== 'line')
    return null
  const before = own.line as unknown as Polyline
  const told = lineOfCategory(typeof own.category === 'number' ? own.category : 0)
  const isSameKind =
    told.elementKind === elementKind && JSON.stringify(told.marks) === JSON.stringify(marks)
  const isSameLine =
    before.length === shape.points.length &&
    before.every((point, at) =>
      point.every((one, axis) => Math.abs(one - shape.points[at]![axis]!) < 1e-6),
    )
  const [first] = Object.values(own.rows)
  const position = isObject(first) && typeof first.attribute === 'number' ? first.attribute : 0
  const isSamePosition =
    Math.max(0, POSITIONS.indexOf(String(attributes.position ?? 'none'))) === position
  return isSameKind && isSameLine && isSamePosition ? own.rows : null
}

/** Points nearer than this to the camera are not told. */
const NEAR = 1

/** The longest stretch of a line that lies before the camera; `null` where none does. */
function stretchAhead(line: Polyline): Polyline | null {
  const stretches: Vec3[][] = []
  let open: Vec3[] | null = null
  for (const [index, point] of line.entries()) {
    const last = line[index - 1]
    const crosses = last !== undefined && last[0] < NEAR !== point[0] < NEAR
    const edge = crosses ? mix(last, point, (NEAR - last[0]) / (point[0] - last[0])) : null
    if (point[0] >= NEAR) {
      if (open === null) {
        open = edge === null ? [] : [edge]
        stretches.push(open)
      }
      open.push(point)
    } else {
      if (edge !== null) open?.push(edge)
      open = null
    }
  }
  const [longest] = stretches.toSorted((a, b) => b.length - a.length)
  return longest === undefined || longest.length < 2 ? null : longest
}

/** A curb is to the left where its nearest point is. */
function curbOf(line: Polyline): number {
  const nearest = line.reduce((best, one) => (one[0] < best[0] ? one : best))
  return nearest[1] >= 0 ? CURBS.left : CURBS.right
}

async function* printed({ clip }: ExportSource, planned: readonly Planned[]): Exported['files'] {
  await Promise.resolve()
  for (const { index, camera, rows, isFresh } of planned) {
    const frame = clip.frames[index]!
    const own = frame.extras[OPENLANE]
    const kept = isObject(own) ? own : null
    const segment = clip.name.replace(/[^\w.-]+/g, '_') || 'segment'
    const root =
      isObject(kept?.root) && !isFresh
        ? kept.root
        : freshRoot(camera, { segment, name: frame.name, frame })
    const path = typeof kept?.file === 'string' ? kept.file : `lane3d/${segment}/${frame.name}.json`
    const value: Json = { ...root, lane_lines: rows.map(({ row }) => row) }
    yield { path, bytes: new TextEncoder().encode(printSourceJson(value)) }
  }
}

function freshRoot(
  camera: Camera,
  {
    segment,
    name,
    frame,
  }: { readonly segment: string; readonly name: string; readonly frame: Frame },
): JsonObject {
  const { focalPx, centerPx } = camera.model!
  const rows = ({ rotation, translation }: Camera['egoFromSensor']): Json => {
    const m = toMatrix3(rotation)
    return [
      ...[0, 1, 2].map((row) => [...m.slice(row * 3, row * 3 + 3), translation[row]!]),
      [0, 0, 0, 1],
    ]
  }
  return {
    intrinsic: [
      [focalPx[0], 0, centerPx[0]],
      [0, focalPx[1], centerPx[1]],
      [0, 0, 1],
    ],
    extrinsic: rows(egoFromSource(camera)),
    pose: rows(frame.worldFromEgo!),
    file_path: `images/${segment}/${name}.jpg`,
  }
}

function lossesOf({ records }: ExportSource, planned: readonly Planned[]): readonly Loss[] {
  const elements = records.filter((one) => one.kind === 'mapElement')
  const lanes = records.filter((one) => one.kind === 'lane')
  const rows = planned.flatMap((one) => one.rows)
  const written = new Set(rows.map(({ id }) => id))
  const kept = elements.filter(({ id }) => written.has(id))
  const count = (test: (one: MapElement) => boolean): number => kept.filter(test).length
  const { noField, oneMark, noSuchMark, noSuchLink, noSuchElement } = mapTexts
  const all: readonly Loss[] = [
    ...framesLost(records),
    ...knotsLost(records),
    { record: 'lane', field: lossFields.all, count: lanes.length, why: say.noLanes },
    {
      record: 'link',
      field: lossFields.all,
      count: records.filter(({ kind }) => kind === 'link').length,
      why: noSuchLink,
    },
    {
      record: 'mapElement',
      field: lossFields.all,
      count: elements.filter((one) => !isLine(one)).length,
      why: noSuchElement,
    },
    {
      record: 'mapElement',
      field: lossFields.all,
      count: elements.filter((one) => isLine(one) && !written.has(one.id)).length,
      why: say.unseen,
    },
    {
      record: 'mapElement',
      field: mapTexts.shape,
      count: new Set(rows.filter(({ isCut }) => isCut).map(({ id }) => id)).size,
      why: say.ahead,
    },
    {
      record: 'mapElement',
      field: mapTexts.marks,
      count: count(({ marks }) => marks.length > 1),
      why: oneMark,
    },
    {
      record: 'mapElement',
      field: mapTexts.marks,
      count: count(
        ({ marks, elementKind }) => elementKind === 'laneBoundary' && rowNeedsPaint(marks),
      ),
      why: noSuchMark,
    },
    {
      record: 'mapElement',
      field: lossFields.attributes,
      count: count(({ attributes }) => Object.keys(attributes).some((key) => key !== 'position')),
      why: noField,
    },
    {
      record: 'mapElement',
      field: lossFields.state,
      count: count(({ state, score }) => state !== 'proposed' || score !== null),
      why: noField,
    },
  ]
  return all.filter((one) => one.count > 0)
}

function rowNeedsPaint(marks: MapElement['marks']): boolean {
  const [mark] = marks
  return mark !== undefined && mark.pattern !== 'unknown' && categoryOf(marks) === 0
}
