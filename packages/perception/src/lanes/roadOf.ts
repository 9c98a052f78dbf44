import type { FixedRecord } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { withDrivenLinks } from './drive/drivenLinks.ts'
import { type HeightAt, laneRecords } from './drive/laneRecords.ts'
import { lanesOf } from './drive/lanesOf.ts'
import { type PosedGraph, worldGraph } from './drive/worldGraph.ts'
import { WINDOW } from './laneGraph.ts'
import { findLines } from './lines/findLines.ts'
import { addDense, createLineMap } from './lines/lineMap.ts'

/** What a model said of a window, and where it lies. */
export type PosedWindow = PosedGraph & {
  /** Logits of lines and areas, as the encoder gives them. */
  readonly dense: Float32Array
}

/** How a road is put together. */
export type RoadOptions = {
  readonly heightAt: HeightAt
  /** Ways that the ego and others drove, in world space: they make links surer. */
  readonly paths: readonly Polyline[]
  /** Begins the ids of records. */
  readonly prefix: string
}

/** The road that windows along a drive show: lanes, lines, areas and links, all of them proposed. */
export function roadOf(
  windows: readonly PosedWindow[],
  { heightAt, paths, prefix }: RoadOptions,
): readonly FixedRecord[] {
  if (windows.length === 0) return []
  const map = createLineMap(regionOf(windows))
  for (const { dense, pose } of windows) addDense(map, dense, pose)
  const lanes = withDrivenLinks(lanesOf(worldGraph(windows)), paths)
  return laneRecords(lanes, findLines(map), { heightAt, prefix })
}

function regionOf(windows: readonly PosedWindow[]): Parameters<typeof createLineMap>[0] {
  const reach = Math.hypot(WINDOW.front, WINDOW.side)
  const bound = (axis: 'x' | 'y', sign: 1 | -1): number =>
    sign * Math.max(...windows.map(({ pose }) => sign * pose[axis] + reach))
  return { minX: bound('x', -1), minY: bound('y', -1), maxX: bound('x', 1), maxY: bound('y', 1) }
}
