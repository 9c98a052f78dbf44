import type { Frame, Json, Lane, Link } from '@trueline/annotation'
import type { Exported, ExportSource, WriteOptions } from '../codec.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { printSourceJson } from '../sourceJson.ts'
import { freshRoot } from './freshRoot.ts'
import { lossesOf } from './losses.ts'
import { OPENLANE_V2 } from './names.ts'
import { type Plan, type PlannedFrame, planOf } from './plan.ts'
import { areaRow, elementRow, laneRow, sourceIdOf } from './writeRows.ts'

/** A clip's lanes and traffic elements, a file a frame. */
export function writeOpenlaneV2(source: ExportSource, { withSensors }: WriteOptions): Exported {
  const plan = planOf(source)
  return { files: printed(source, plan, withSensors), losses: lossesOf(source, plan) }
}

async function* printed(source: ExportSource, plan: Plan, withSensors: boolean): Exported['files'] {
  const { clip } = source
  for (const planned of plan.frames) {
    const frame = clip.frames[planned.index]!
    const own = frame.extras[OPENLANE_V2]
    const kept = isObject(own) ? own : null
    const moment = kept === null ? momentOf(frame, planned.index) : frame.name
    const segment = clip.name.replace(/[^\w.-]+/g, '_') || 'segment'
    const path =
      typeof kept?.file === 'string'
        ? kept.file
        : `${segment}/info/${moment}${plan.isSegments ? '-ls' : ''}.json`
    const root = isObject(kept?.root) ? kept.root : freshRoot(clip, frame, { moment, segment })
    const value = { ...root, annotation: annotationOf(plan, planned, kept) }
    yield { path, bytes: new TextEncoder().encode(printSourceJson(value as Json, ' ')) }
    if (!withSensors || kept !== null) continue
    for (const { sensorId } of frame.images) {
      const bytes = await source.readImage(planned.index, sensorId)
      if (bytes !== null) yield { path: `${segment}/image/${sensorId}/${moment}.jpg`, bytes }
    }
  }
}

function momentOf({ timeUs, name }: Frame, index: number): string {
  if (timeUs !== null) return `${timeUs}000`
  return /^\d+$/.test(name) ? name : String(index)
}

function annotationOf(plan: Plan, planned: PlannedFrame, kept: JsonObject | null): JsonObject {
  const { isSegments, successors, controls } = plan
  const order = kept === null ? [] : textsOf(kept.lanes)
  const lanes = inOrder(planned.lanes, order)
  const seen = inOrder(
    planned.seen.map((one) => ({ ...one, extras: one.element.extras, id: one.element.id })),
    textsOf(kept?.elements),
  )
  const before = topologyBefore(kept)
  const matrix = (
    keys: readonly string[],
    columns: readonly (Lane | { readonly id: string; readonly extras: Lane['extras'] })[],
    linked: (lane: Lane, other: string) => Link | undefined,
  ): Json =>
    lanes.map((lane) =>
      columns.map((column) => {
        const link = linked(lane, column.id)
        const told = before(keys, sourceIdOf(lane), sourceIdOf(column))
        // Below one half an edge of a prediction is none: it stays as it was.
        if (link === undefined) return told !== null && told < 0.5 ? told : 0
        return told !== null && told >= 0.5 ? told : (link.score ?? 1)
      }),
    )
  const laneRows = lanes.map((lane) => laneRow(lane, plan, planned))
  const elementRows = seen.map(({ element, points }) => elementRow(element, points, planned.index))
  const successor = (lane: Lane, other: string) => successors.get(`${lane.id} ${other}`)
  const control = (lane: Lane, other: string) => controls.get(`${other} ${lane.id}`)
  return isSegments
    ? {
        lane_segment: laneRows,
        traffic_element: elementRows,
        area: planned.areas.map((area) => areaRow(area, planned)),
        topology_lsls: matrix(['topology_lsls'], lanes, successor),
        topology_lste: matrix(['topology_lste'], seen, control),
      }
    : {
        lane_centerline: laneRows,
        traffic_element: elementRows,
        topology_lclc: matrix(['topology_lclc', 'topology_lsls'], lanes, successor),
        topology_lcte: matrix(['topology_lcte', 'topology_lste'], seen, control),
      }
}

function textsOf(value: Json | undefined): readonly string[] {
  return isList(value) ? value.map(plainText) : []
}

/** What a frame's topology said of two ids; `null` where it said nothing. */
function topologyBefore(
  kept: JsonObject | null,
): (keys: readonly string[], row: string, column: string) => number | null {
  const topology = isObject(kept?.topology) ? kept.topology : {}
  const lanes = new Map(textsOf(kept?.lanes).map((id, index) => [id, index]))
  const elements = new Map(textsOf(kept?.elements).map((id, index) => [id, index]))
  return (keys, row, column) => {
    const matrix = topology[keys.find((key) => topology[key] !== undefined) ?? '']
    const at = (keys[0]!.endsWith('te') ? elements : lanes).get(column)
    const line = isList(matrix) ? matrix[lanes.get(row) ?? -1] : undefined
    const value = isList(line) && at !== undefined ? line[at] : undefined
    return typeof value === 'number' ? value : null
  }
}

function inOrder<Item extends { readonly id: string; readonly extras: Lane['extras'] }>(
  items: readonly Item[],
  order: readonly string[],
): readonly Item[] {
  const rank = new Map(order.map((id, index) => [id, index]))
  const rankOf = (item: Item): number => rank.get(sourceIdOf(item)) ?? order.length
  return items.toSorted((a, b) => rankOf(a) - rankOf(b))
}
