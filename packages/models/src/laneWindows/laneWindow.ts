import { fromYaw, type Pose } from '@trueline/geometry'
import {
  addLook,
  addPath,
  addSweep,
  type Canvas,
  createCanvas,
  createRingLevels,
  cutWindow,
  graphOfLanes,
  type LaneGraph,
  rowsOf,
  stepsOf,
  WINDOW,
  type WindowLane,
} from '@trueline/perception'
import {
  between,
  createRandom,
  type GroundRecording,
  groundRecording,
  type RoadNetwork,
} from '@trueline/simulator'
import { askedGround } from './askedGround.ts'
import { denseTargets, TARGET_CELL, TARGET_COLUMNS, TARGET_ROWS } from './denseTargets.ts'
import { observed } from './observed.ts'

/** A window of a simulated drive and the truth about it. */
export type LaneWindow = {
  readonly seed: number
  /** As `cutWindow` lays it out. */
  readonly channels: Uint8Array
  /** As `denseTargets` lays it out. */
  readonly targets: Uint8Array
  /** As `rowsOf` lays it out. */
  readonly rows: Int16Array
  readonly stepCount: number
  /** The network in the window's space. */
  readonly network: RoadNetwork
  readonly graph: LaneGraph
}

/** Room around the window on the canvas, for what is looked up beside it; meters. */
const MARGIN = 1
const LOOK_REACH = 45

/** Of many turns, those after which a window is taken too: a few (the last excluded), and a part of all. */
const FEW_TURNS = [1, 4] as const
const PART_OF_TURNS = [0.15, 0.5] as const
/** How few turns are seen whole alone. */
const SPARSE = 7

/** The window of all that a seed's drive saw; `null` for the few that show no lane, or more than a sequence holds. */
export function laneWindow(seed: number): LaneWindow | null {
  return wholeWindow(seed, groundRecording(seed))
}

/** The same with no standard map: lanes are asked for on ground that is seen, and nowhere else. */
export function laneWindowWithoutMap(seed: number): LaneWindow | null {
  const recording = groundRecording(seed)
  return wholeWindow(seed, recording && { ...recording, mapOf: () => [] })
}

function wholeWindow(seed: number, recording: GroundRecording | null): LaneWindow | null {
  if (recording === null) return null
  const view = [...viewsOf(recording, [])].at(-1)
  return view === undefined ? null : windowOf(seed, recording, view)
}

/**
 * The windows of a seed's drive, as it goes on: of many turns one after the first few and one after a
 * part of them, without what cameras saw, each with a standard map of its own; last that of `laneWindow`.
 */
export function* laneWindows(seed: number): Generator<LaneWindow> {
  const recording = groundRecording(seed)
  if (recording === null) return
  for (const view of viewsOf(recording, stopsOf(seed, recording.count))) {
    const window = windowOf(seed, recording, view)
    if (window !== null) yield window
  }
}

/** After how many of a drive's turns windows are taken before its end. */
function stopsOf(seed: number, count: number): readonly number[] {
  if (count < SPARSE) return []
  const random = createRandom(seed + 1)
  return [
    Math.floor(between(random, ...FEW_TURNS)),
    Math.round(between(random, ...PART_OF_TURNS) * count),
  ]
}

/** What is known of the ground at some time of a drive; the canvas goes on to be drawn on after. */
type View = { readonly canvas: Canvas; readonly edition: number }

function windowOf(
  seed: number,
  { network, mapOf }: GroundRecording,
  { canvas, edition }: View,
): LaneWindow | null {
  const map = mapOf(edition)
  const channels = cutWindow(canvas, { x: 0, y: 0, z: 0, yaw: 0 }, map)
  const seen = observed(channels)
  const asked = askedGround(seen, map)
  const graph = graphOfLanes(windowLanes(network), (x, y) => isOn(asked, x, y))
  const steps = stepsOf(graph)
  const rows = rowsOf(steps, ({ x, y }) => isOn(asked, x, y))
  if (rows === null || steps.length === 0) return null
  const targets = denseTargets(network, graph, seen)
  return { seed, channels, targets, rows, stepCount: steps.length, network, graph }
}

/** The canvas of a drive after some turns, and at its end. */
function* viewsOf({ moments, paths }: GroundRecording, stops: readonly number[]): Generator<View> {
  const canvas = createCanvas({
    minX: -WINDOW.back - MARGIN,
    minY: -WINDOW.side - MARGIN,
    maxX: WINDOW.front + MARGIN,
    maxY: WINDOW.side + MARGIN,
  })
  for (const path of paths) addPath(canvas, path)
  const levels = createRingLevels()
  const looks: (() => void)[] = []
  let turns = 0
  for (const { ego, z, points, see } of moments()) {
    const worldFromEgo: Pose = { translation: [ego.x, ego.y, z], rotation: fromYaw(ego.heading) }
    addSweep(canvas, { points, worldFromEgo, levels })
    turns++
    const stop = stops.indexOf(turns)
    if (stop >= 0) yield { canvas, edition: stop + 1 }
    if (see === null) continue
    looks.push(() =>
      addLook(canvas, {
        x: ego.x,
        y: ego.y,
        reach: LOOK_REACH,
        see: (place, sight) => see(place[0], place[1], sight),
      }),
    )
  }
  // Cameras need the ground's height.
  for (const look of looks) look()
  yield { canvas, edition: 0 }
}

function windowLanes({ lanes, boundaries }: RoadNetwork): readonly WindowLane[] {
  const markOf = (id: number | null): WindowLane['leftMark'] =>
    id === null ? 'none' : (boundaries[id]?.mark ?? 'none')
  return lanes.map(({ id, kind, turn, line, left, right, successors }) => ({
    id: String(id),
    line,
    successors: successors.map(String),
    laneKind: kind,
    turn,
    leftMark: markOf(left),
    rightMark: markOf(right),
  }))
}

function isOn(mask: Uint8Array, x: number, y: number): boolean {
  const row = Math.min(TARGET_ROWS - 1, Math.floor((x + WINDOW.back) / TARGET_CELL))
  const column = Math.min(TARGET_COLUMNS - 1, Math.floor((y + WINDOW.side) / TARGET_CELL))
  return mask[row * TARGET_COLUMNS + column] === 255
}
