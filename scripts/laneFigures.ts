import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  type CountScores,
  edgeScores,
  evaluateLanes,
  type LaneGraph,
  laneGraphOf,
  type Matching,
  matchVertices,
  nodeScores,
} from '@trueline/evaluation'
import { nearestOnPolyline, resamplePolyline, type Vec3 } from '@trueline/geometry'
import {
  type LaneModel,
  openLaneModel,
  type PosedWindow,
  readLaneManifest,
  roadOf,
  tracedLanes,
  WINDOW,
} from '@trueline/perception'
import { openNodeSession } from '@trueline/perception/node'
import {
  TARGET_CELL,
  TARGET_COLUMNS,
  TARGET_ROWS,
  TARGETS,
} from '../packages/models/src/laneWindows/denseTargets.ts'
import {
  type LaneWindow,
  laneWindow,
  laneWindowWithoutMap,
} from '../packages/models/src/laneWindows/laneWindow.ts'
import { AT_ORIGIN, laneTruth } from './laneTruth.ts'
import { mirroredBack, mirroredWindow } from './mirrored.ts'
import { channelOf, withoutChannels } from './windowChannels.ts'

/** What is within this of a vertex in truth is that vertex, in meters. */
const NEAR = 1.5
const MAP_CHANNELS = ['map', 'mapCos', 'mapSin'] as const
/** What is within this of a boundary in truth is that boundary, in meters; lines are looked at so densely. */
const BESIDE = 1
/** Held-out seeds before this one were looked at while thresholds were chosen. */
const FIRST_SEED = 1000
/** Windows of which less is seen show little. */
const LITTLE = 0.75
/** How often windows are drawn anew for an interval. */
const DRAWS = 1000
/** Windows are laid out side by side, so far apart that none is compared with another. */
const APART = 1000

/**
 * Measures the shipped lane model on simulated windows that training never draws, those with a standard
 * map, seen with it, without it, and with it where traffic keeps to the left, and what its line maps tell
 * without the decoder: what the model card says, as JSON.
 *
 *     node --import tsx scripts/laneFigures.ts [--windows 180] [--seed 1000] [--model FOLDER] [--out FIGURES.json]
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      windows: { type: 'string', default: '180' },
      model: {
        type: 'string',
        default: fileURLToPath(new URL('../packages/models/lanes', import.meta.url)),
      },
      seed: { type: 'string', default: String(FIRST_SEED) },
      out: { type: 'string' },
    },
  })
  const model = await openModel(values.model)
  const mapped = withTruth(heldOut(Number(values.windows), Number(values.seed)))
  const mapless = withTruth(
    mapped.windows
      .map(({ seed }) => laneWindowWithoutMap(seed))
      .filter((window) => window !== null),
  )
  const figures: Record<string, unknown> = { windows: mapped.windows.length }
  for (const [name, { windows, truths }, look, isTraced] of [
    ['with standard map', mapped, model.look, true],
    [
      'without',
      mapped,
      (bytes: Uint8Array) => model.look(withoutChannels(bytes, MAP_CHANNELS)),
      false,
    ],
    ['without, of what is asked then', mapless, model.look, false],
    ['with it, traffic on the left', mapped, onTheLeft(model), false],
  ] as const) {
    const found: PosedWindow[] = []
    const ms = { encode: 0, decode: 0 }
    for (const { channels } of windows) {
      const { ms: took, ...said } = await look(channels)
      ms.encode += took.encode / windows.length
      ms.decode += took.decode / windows.length
      found.push({ pose: AT_ORIGIN, ...said })
    }
    figures[name] = { ...figuresOf(windows, truths, found), ms }
    if (isTraced) {
      figures['line maps alone, with standard map'] = figuresOf(
        windows,
        truths,
        traced(windows, found),
      )
    }
  }
  await model.session.dispose()
  const text = JSON.stringify(figures, null, 2)
  if (values.out !== undefined) writeFileSync(values.out, `${text}\n`)
  console.log(text)
}

async function openModel(folder: string): Promise<LaneModel> {
  const { file, decoder } = readLaneManifest(readFileSync(`${folder}/manifest.json`, 'utf8'))
  const network = readFileSync(`${folder}/${file}`)
  const session = await openNodeSession(network, { backend: 'cpu', threads: 1 })
  const bytes = readFileSync(`${folder}/${decoder}`)
  return openLaneModel(session, { bytes, file: decoder }, () => performance.now())
}

/** Windows that have a standard map; training draws its seeds from 100,000 on. */
function heldOut(count: number, first: number): readonly LaneWindow[] {
  const windows: LaneWindow[] = []
  for (let seed = first; windows.length < count; seed++) {
    const window = laneWindow(seed)
    if (window !== null && channelOf(window.channels, 'map').some((value) => value > 0)) {
      windows.push(window)
    }
  }
  return windows
}

function withTruth(windows: readonly LaneWindow[]) {
  return { windows, truths: windows.map(laneTruth) }
}

/** Looks at windows as they would be where traffic keeps to the left. */
function onTheLeft(model: LaneModel): (bytes: Uint8Array) => ReturnType<LaneModel['look']> {
  return async (bytes) => {
    const said = await model.look(mirroredWindow(bytes), 'left')
    return { ...said, ...mirroredBack(said) }
  }
}

function figuresOf(
  windows: readonly LaneWindow[],
  truths: readonly LaneGraph[],
  found: readonly PosedWindow[],
): object {
  const vertices: CountScores[] = []
  const edges: CountScores[] = []
  const bySight = { onSeen: [] as Counts[], onUnseen: [] as Counts[] }
  const byWindow = { muchSeen: [] as Counts[], littleSeen: [] as Counts[] }
  for (const [index, { lanes }] of found.entries()) {
    const graphs = {
      reference: digraphOf(windows[index]!.graph),
      prediction: digraphOf(lanes.graph),
      matching: matchVertices(placesOf(windows[index]!.graph), placesOf(lanes.graph), NEAR),
    }
    const scores = nodeScores(graphs)
    vertices.push(scores)
    const window = windows[index]!
    byWindow[seenShare(window) < LITTLE ? 'littleSeen' : 'muchSeen'].push(scores)
    for (const [name, isSeen] of [
      ['onSeen', true],
      ['onUnseen', false],
    ] as const) {
      const said = { graph: lanes.graph, matching: graphs.matching }
      bySight[name].push(countsWhere(window, said, isSeen))
    }
    edges.push(edgeScores(graphs))
  }
  const options = { heightAt: () => 0, paths: [], prefix: 'p' }
  const roads = found.map((window) => laneGraphOf(roadOf([window], options)))
  const scores = evaluateLanes(
    { reference: sideBySide(truths), prediction: sideBySide(roads) },
    null,
  )
  return {
    vertexF1: f1Of(vertices),
    vertexF1Interval: intervalOf(vertices),
    vertexF1OnSeen: f1Of(bySight.onSeen),
    vertexF1OnUnseen: f1Of(bySight.onUnseen),
    vertexF1MuchSeen: f1Of(byWindow.muchSeen),
    vertexF1LittleSeen: f1Of(byWindow.littleSeen),
    edgeF1: f1Of(edges),
    edgeF1Interval: intervalOf(edges),
    pointF1: rounded(scores.vertices.f1),
    linkF1: rounded(scores.links.f1),
    reachF1: rounded(scores.reach.f1),
    topLl: rounded(scores.topLl),
    laneFrechetAp: apsOf(scores.lanes.frechet),
    boundaryChamferAp: apsOf(scores.boundaries.chamfer),
    boundaryPoints: boundaryPoints(truths, roads),
  }
}

/** The windows with lanes of their line maps instead of the decoder's. */
function traced(
  windows: readonly LaneWindow[],
  found: readonly PosedWindow[],
): readonly PosedWindow[] {
  return found.map(({ dense, pose }, index) => {
    const mask = seenMask(windows[index]!.targets)
    const graph = tracedLanes(dense, (x, y) => mask[cellAt(x, y)]! > 0)
    const lanes = {
      graph,
      vertexScores: graph.vertices.map(() => 1),
      edgeScores: graph.edges.map(() => 1),
    }
    return { dense, pose, lanes }
  })
}

type Graph = LaneWindow['graph']

/** The part of a window's cells around which something of the ground is seen. */
function seenShare({ targets }: LaneWindow): number {
  const mask = seenMask(targets)
  return mask.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / mask.length
}

function seenMask(targets: Uint8Array): Uint8Array {
  const cells = TARGET_ROWS * TARGET_COLUMNS
  return targets.subarray(TARGETS.indexOf('mask') * cells, (TARGETS.indexOf('mask') + 1) * cells)
}

/** The cell of the targets at a place, the nearest one of those outside. */
function cellAt(x: number, y: number): number {
  const row = Math.min(TARGET_ROWS - 1, Math.max(0, Math.floor((x + WINDOW.back) / TARGET_CELL)))
  const column = Math.floor((y + WINDOW.side) / TARGET_CELL)
  return row * TARGET_COLUMNS + Math.min(TARGET_COLUMNS - 1, Math.max(0, column))
}

/** How well vertices were found on ground that is seen, or on ground that is not. */
function countsWhere(
  { graph, targets }: LaneWindow,
  found: { readonly graph: Graph; readonly matching: Matching },
  isSeen: boolean,
): Counts {
  const mask = seenMask(targets)
  const isHere = ({ x, y }: Graph['vertices'][number]): boolean =>
    mask[cellAt(x, y)]! > 0 === isSeen
  const { matching } = found
  const hits = matching.filter((vertex) => vertex !== null && isHere(graph.vertices[vertex]!))
  const extra = matching.filter(
    (vertex, at) => vertex === null && isHere(found.graph.vertices[at]!),
  )
  const wanted = graph.vertices.filter(isHere)
  return {
    finds: hits.length,
    unmatched: extra.length,
    missed: wanted.length - hits.length,
  }
}

function digraphOf({ vertices, edges }: Graph) {
  const pairs = edges.map(({ from, to }) => [from, to] as const)
  return { size: vertices.length, edges: pairs }
}

function placesOf({ vertices }: Graph): readonly Vec3[] {
  return vertices.map(({ x, y }): Vec3 => [x, y, 0])
}

/** The roads of all windows as one. */
function sideBySide(roads: readonly LaneGraph[]): LaneGraph {
  const moved = (line: readonly Vec3[], window: number): readonly Vec3[] =>
    line.map(([x, y, z]) => [x + window * APART, y, z])
  let first = 0
  const links = roads.flatMap((road) => {
    const here = first
    first += road.lanes.length
    return road.links.map((link) => ({ ...link, from: link.from + here, to: link.to + here }))
  })
  return {
    links,
    lanes: roads.flatMap(({ lanes }, window) =>
      lanes.map((lane) => ({ ...lane, line: moved(lane.line, window) })),
    ),
    boundaries: roads.flatMap(({ boundaries }, window) =>
      boundaries
        .filter((one) => one.class !== 'crosswalk' && one.class !== 'stopLine')
        .map((one) => ({ ...one, line: moved(one.line, window) })),
    ),
  }
}

/** How many points a meter apart along boundaries lie beside one of the other set, however they are cut. */
function boundaryPoints(truths: readonly LaneGraph[], roads: readonly LaneGraph[]): object {
  const linesOf = (road: LaneGraph): readonly (readonly Vec3[])[] =>
    road.boundaries
      .filter((one) => one.class !== 'crosswalk' && one.class !== 'stopLine')
      .map(({ line }) => line.map(([x, y]): Vec3 => [x, y, 0]))
  const share = (of: readonly LaneGraph[], beside: readonly LaneGraph[]): number => {
    const near = of.flatMap((road, window) => {
      const others = linesOf(beside[window]!)
      return linesOf(road)
        .flatMap((line) => resamplePolyline(line, 1))
        .map((point) => others.some((line) => nearestOnPolyline(line, point).distance < BESIDE))
    })
    return near.filter((isNear) => isNear).length / Math.max(1, near.length)
  }
  return { recall: rounded(share(truths, roads)), precision: rounded(share(roads, truths)) }
}

/** What an F1 is of. */
type Counts = Pick<CountScores, 'finds' | 'unmatched' | 'missed'>

function f1Of(all: readonly Counts[]): number | null {
  const sum = (of: keyof Counts): number => all.reduce((total, counts) => total + counts[of], 0)
  return rounded(sum('finds') / (sum('finds') + (sum('unmatched') + sum('missed')) / 2))
}

/** Between what lie 95 % of the F1s of as many windows, drawn anew from these with replacement. */
function intervalOf(all: readonly CountScores[]): readonly (number | null)[] {
  let state = 1
  const drawn = (): CountScores => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return all[Math.floor((state / 2 ** 32) * all.length)]!
  }
  const f1s = Array.from({ length: DRAWS }, () => f1Of(all.map(drawn)) ?? 0).toSorted(
    (a, b) => a - b,
  )
  return [f1s[Math.floor(0.025 * DRAWS)]!, f1s[Math.ceil(0.975 * DRAWS) - 1]!]
}

function apsOf(aps: readonly { readonly within: number; readonly ap: number | null }[]): object {
  return Object.fromEntries(aps.map(({ within, ap }) => [within, rounded(ap)]))
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000
}

await main()
