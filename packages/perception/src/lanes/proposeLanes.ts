import type { FixedRecord } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { type Canvas, CELL, TILE_CELLS, tileKey } from '../canvas/canvas.ts'
import { cutWindow, type WindowPose } from '../canvas/cutWindow.ts'
import type { MapLine } from '../canvas/drawMap.ts'
import type { HeightAt } from './drive/laneRecords.ts'
import { type TrafficSide, trafficSideOf } from './drive/trafficSide.ts'
import type { LaneModel } from './laneModel.ts'
import { type PosedWindow, roadOf } from './roadOf.ts'

/** What lanes are looked for in. */
export type LaneRequest = {
  /** The clip's ground, with all that drove over it. */
  readonly canvas: Canvas
  /** Where the ego was, frame by frame. */
  readonly drive: readonly WindowPose[]
  /** Middles of roads on a standard map; none where there is no map. */
  readonly map: readonly MapLine[]
  /** Ways that the ego and others drove, in world space. */
  readonly paths: readonly Polyline[]
  /** The side that traffic keeps to; `null`: as those who passed one another did, else the right. */
  readonly traffic: TrafficSide | null
  /** Begins the ids of records. */
  readonly prefix: string
  readonly onWindow: (done: number, all: number) => void
}

/** What was found, and the mean milliseconds a window took. */
export type ProposedLanes = {
  readonly records: readonly FixedRecord[]
  readonly windows: number
  /** The side that traffic was taken to keep to. */
  readonly traffic: TrafficSide
  readonly msPerWindow: { readonly cut: number; readonly encode: number; readonly decode: number }
}

/** How far the ego drives, in meters, from one window to the next. */
const EVERY = 20

/** The lanes, lines and links along a drive, as proposed records. */
export async function proposeLanes(
  model: LaneModel,
  { canvas, drive, map, paths, traffic: asked, prefix, onWindow }: LaneRequest,
  now: () => number,
): Promise<ProposedLanes> {
  const poses = apart(drive, EVERY)
  const traffic = asked ?? trafficSideOf(paths) ?? 'right'
  const windows: PosedWindow[] = []
  const ms = { cut: 0, encode: 0, decode: 0 }
  for (const pose of poses) {
    onWindow(windows.length, poses.length)
    const begun = now()
    const bytes = cutWindow(canvas, pose, map)
    ms.cut += now() - begun
    const { lanes, dense, ms: took } = await model.look(bytes, traffic)
    ms.encode += took.encode
    ms.decode += took.decode
    windows.push({ pose, lanes, dense })
  }
  const heightAt = heightOn(canvas, drive)
  const mean = (sum: number): number => Math.round((sum / Math.max(1, poses.length)) * 10) / 10
  return {
    records: roadOf(windows, { heightAt, paths, prefix }),
    windows: poses.length,
    traffic,
    msPerWindow: { cut: mean(ms.cut), encode: mean(ms.encode), decode: mean(ms.decode) },
  }
}

/** The places of a drive that are at least so far from one another, and the last one. */
function apart(drive: readonly WindowPose[], meters: number): readonly WindowPose[] {
  const kept: WindowPose[] = []
  for (const pose of drive) {
    const last = kept.at(-1)
    if (last === undefined || Math.hypot(pose.x - last.x, pose.y - last.y) >= meters)
      kept.push(pose)
  }
  const [last, end] = [kept.at(-1), drive.at(-1)]
  const isFar = last !== undefined && end !== undefined && last !== end
  // The end of the drive is looked at too, unless that adds next to nothing.
  if (isFar && Math.hypot(end.x - last.x, end.y - last.y) > meters / 4) kept.push(end)
  return kept
}

/** Cells to every side that tell what ground is, and every how manieth of them is asked. */
const NEAR_CELLS = 12
const ASKED = 2
/** The share of heights around that ground lies above, and how far a cell's own may lie from that. */
const LOW_SHARE = 0.25
const TRUSTED = 0.3

/**
 * The ground's height where the canvas knows it: a cell's own, but not where it lies off the lower ones
 * around, as the roof of a car does that nobody labelled. Else that under the ego when it was nearest.
 */
export function heightOn(canvas: Canvas, drive: readonly WindowPose[]): HeightAt {
  return (x, y) => {
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)]
    const low = lowAround(canvas, column, row)
    if (low === null) return heightUnderEgo(drive, x, y)
    const own = cellHeight(canvas, column, row)
    return own !== null && Math.abs(own - low) < TRUSTED ? own : low
  }
}

function lowAround(canvas: Canvas, column: number, row: number): number | null {
  const heights: number[] = []
  for (let up = -NEAR_CELLS; up <= NEAR_CELLS; up += ASKED) {
    for (let right = -NEAR_CELLS; right <= NEAR_CELLS; right += ASKED) {
      const height = cellHeight(canvas, column + right, row + up)
      if (height !== null) heights.push(height)
    }
  }
  return heights.sort((a, b) => a - b)[Math.floor(LOW_SHARE * heights.length)] ?? null
}

function heightUnderEgo(drive: readonly WindowPose[], x: number, y: number): number {
  let [z, least] = [0, Number.POSITIVE_INFINITY]
  for (const pose of drive) {
    const away = (pose.x - x) ** 2 + (pose.y - y) ** 2
    if (away < least) [z, least] = [pose.z, away]
  }
  return z
}

function cellHeight(canvas: Canvas, column: number, row: number): number | null {
  const [inColumn, inRow] = [Math.floor(column / TILE_CELLS), Math.floor(row / TILE_CELLS)]
  const tile = canvas.tiles.get(tileKey(inColumn, inRow))
  if (tile === undefined) return null
  const cell = (row - inRow * TILE_CELLS) * TILE_CELLS + column - inColumn * TILE_CELLS
  return tile.count[cell]! > 0 ? tile.height[cell]! : null
}
