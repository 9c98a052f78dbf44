import type { AnnotationRecord, Lane } from '@trueline/annotation'
import { nearestOnPolyline, type Polyline, type Vec3 } from '@trueline/geometry'
import { type LaneModel, pathsDriven } from '@trueline/perception'
import { openLabelledClip } from '../apps/cli/src/clips/labelledClip.ts'
import { openLaneFolder, SHIPPED_LANES } from '../apps/cli/src/models/laneModelFolder.ts'
import { proposeRoad } from '../apps/cli/src/propose/proposeRoad.ts'
import { sharedData } from './sharedData.ts'
import { withoutChannels } from './windowChannels.ts'

/**
 * How far from the middles of lanes the ego and labelled vehicles drove in the Argoverse 2 log: of the
 * published lanes, and of those that the shipped model proposes, told of those ways and not told of them:
 * `node --import tsx scripts/realLanes.ts`.
 */

const WITHIN = [20, 40] as const
/** Places that are looked at lie so far apart along a way, in meters. */
const EVERY = 1
/** A lane leads as somebody drives up to this. */
const ALONG = Math.cos(Math.PI / 4)
const NEAR = 1.5
const WAYS = ['driven', 'drivenCos', 'drivenSin'] as const

/** A place that was driven over, and the direction. */
type Driven = { readonly place: Vec3; readonly cos: number; readonly sin: number }

const path = sharedData('clips', 'argoverse2', '7fab2350-7eaf-3b7e-a39d-6937a4c1bede')
if (path === null) console.log('Argoverse 2 is not beside the project: left out')
else await measure(path)

async function measure(path: string): Promise<void> {
  const source = await openLabelledClip({ named: path, dataDir: '', onto: null })
  const { clip } = source
  const frames = [...clip.frames.keys()].filter((frame) => clip.frames[frame]!.sweeps.length > 0)
  const model = await openLaneFolder(SHIPPED_LANES, 'cpu', null)
  const progress = { at: () => undefined, end: () => undefined }
  const proposed = async (used: LaneModel): Promise<readonly Polyline[]> => {
    const asked = { model: used, frames, map: [], traffic: null, progress }
    return middlesOf((await proposeRoad(source, asked)).records)
  }
  const roads = {
    published: middlesOf(source.records),
    proposed: await proposed(model),
    'proposed, not told of ways': await proposed(withoutWays(model)),
  }
  const driven = pathsDriven(clip, source.records).flatMap(drivenAlong)
  for (const within of WITHIN) {
    const near = driven.filter(({ place: [x, y] }) =>
      frames.some((frame) => {
        const [egoX, egoY] = clip.frames[frame]!.worldFromEgo!.translation
        return Math.hypot(x - egoX, y - egoY) < within
      }),
    )
    console.log(`within ${within} m, ${near.length} places that were driven over`)
    for (const [name, lanes] of Object.entries(roads)) {
      const off = near.map((place) => distanceTo(lanes, place)).toSorted((a, b) => a - b)
      const share = off.filter((one) => one < NEAR).length / off.length
      const median = off[Math.floor(off.length / 2)]!
      console.log(`  ${name}: ${share.toFixed(3)} within ${NEAR} m, median ${median.toFixed(2)} m`)
    }
  }
  await model.session.dispose()
  await source.close()
}

/** From above. */
function middlesOf(records: Iterable<AnnotationRecord>): readonly Polyline[] {
  return [...records]
    .filter((record): record is Lane => record.kind === 'lane' && record.laneKind !== 'bicycle')
    .map(({ centerLine }) => centerLine.map(([x, y]): Vec3 => [x, y, 0]))
}

function drivenAlong(way: Polyline): readonly Driven[] {
  const found: Driven[] = []
  let last = way[0]
  for (const place of way) {
    if (last === undefined) break
    const [dx, dy] = [place[0] - last[0], place[1] - last[1]]
    const length = Math.hypot(dx, dy)
    if (length < EVERY) continue
    found.push({ place: [place[0], place[1], 0], cos: dx / length, sin: dy / length })
    last = place
  }
  return found
}

/** From the middle of the nearest lane that leads the way somebody drove. */
function distanceTo(lanes: readonly Polyline[], { place, cos, sin }: Driven): number {
  const distances = lanes.flatMap((line) => {
    const near = nearestOnPolyline(line, place)
    const [from, to] = [line[near.segment]!, line[Math.min(line.length - 1, near.segment + 1)]!]
    const length = Math.max(1e-9, Math.hypot(to[0] - from[0], to[1] - from[1]))
    const along = (cos * (to[0] - from[0]) + sin * (to[1] - from[1])) / length
    return along < ALONG ? [] : [near.distance]
  })
  return Math.min(Number.POSITIVE_INFINITY, ...distances)
}

function withoutWays(model: LaneModel): LaneModel {
  return {
    ...model,
    look: (window, traffic) => model.look(withoutChannels(window, WAYS), traffic),
  }
}
