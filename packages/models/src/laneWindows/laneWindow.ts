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
import { type GroundRecording, groundRecording, type RoadNetwork } from '@trueline/simulator'
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

/** The window of a seed; `null` for the few that show no lane, or more than a sequence holds. */
export function laneWindow(seed: number): LaneWindow | null {
  const recording = groundRecording(seed)
  if (recording === null) return null
  const { network, map } = recording
  const canvas = canvasOf(recording)
  const channels = cutWindow(canvas, { x: 0, y: 0, z: 0, yaw: 0 }, map)
  const mask = observed(channels)
  const graph = graphOfLanes(windowLanes(network), (x, y) => isObserved(mask, x, y))
  const steps = stepsOf(graph)
  const rows = rowsOf(steps, ({ x, y }) => isObserved(mask, x, y))
  if (rows === null || steps.length === 0) return null
  const targets = denseTargets(network, graph, mask)
  return { seed, channels, targets, rows, stepCount: steps.length, network, graph }
}

function canvasOf({ moments, paths }: GroundRecording): Canvas {
  const canvas = createCanvas({
    minX: -WINDOW.back - MARGIN,
    minY: -WINDOW.side - MARGIN,
    maxX: WINDOW.front + MARGIN,
    maxY: WINDOW.side + MARGIN,
  })
  const levels = createRingLevels()
  const looks: (() => void)[] = []
  for (const { ego, z, points, see } of moments()) {
    const worldFromEgo: Pose = { translation: [ego.x, ego.y, z], rotation: fromYaw(ego.heading) }
    addSweep(canvas, { points, worldFromEgo, levels })
    if (see === null) continue
    looks.push(() =>
      addLook(canvas, {
        x: ego.x,
        y: ego.y,
        reach: LOOK_REACH,
        see: ([x, y], sight) => see(x, y, sight),
      }),
    )
  }
  // Cameras need the ground's height.
  for (const look of looks) look()
  for (const path of paths) addPath(canvas, path)
  return canvas
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

function isObserved(mask: Uint8Array, x: number, y: number): boolean {
  const row = Math.min(TARGET_ROWS - 1, Math.floor((x + WINDOW.back) / TARGET_CELL))
  const column = Math.min(TARGET_COLUMNS - 1, Math.floor((y + WINDOW.side) / TARGET_CELL))
  return mask[row * TARGET_COLUMNS + column] === 255
}
