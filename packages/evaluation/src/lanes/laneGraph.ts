import {
  type AnnotationRecord,
  annotationsOf,
  isShown,
  type Lane,
  lanesOf,
  linksOf,
  type MapElement,
  mapElementsOf,
} from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import type { SureLink } from './topologyScore.ts'

/** The road of a clip as scoring reads it, in world space. */
export type LaneGraph = {
  readonly lanes: readonly LaneLine[]
  /** What lane, by index, goes on as what other. */
  readonly links: readonly SureLink[]
  readonly boundaries: readonly BoundaryLine[]
}

/** A lane's middle, in its direction; one of both directions is told in either. */
export type LaneLine = {
  readonly line: Polyline
  readonly isTwoWay: boolean
  /** Higher is surer; a lane without a score is surer than any with one. */
  readonly surety: number
}

/** What of the road's furniture is scored as a line, each class apart. */
export const BOUNDARY_CLASSES = [
  'solid',
  'dashed',
  'unpainted',
  'roadEdge',
  'crosswalk',
  'stopLine',
] as const

/** A class of line: lane boundaries by their paint, and what else is one. */
export type BoundaryClass = (typeof BOUNDARY_CLASSES)[number]

/** A line that is scored whichever way it runs; a ring is told closed. */
export type BoundaryLine = {
  readonly line: Polyline
  readonly class: BoundaryClass
  readonly surety: number
}

/** The lane graph of a clip's records; what is rejected is no label, and lines of one point are none. */
export function laneGraphOf(records: Iterable<AnnotationRecord>): LaneGraph {
  const annotations = annotationsOf(records)
  const lanes = lanesOf(annotations).filter((lane) => isShown(lane) && lane.centerLine.length > 1)
  const indexOf = new Map<string, number>(lanes.map(({ id }, index) => [id, index]))
  return {
    lanes: lanes.map(laneLine),
    links: linksOf(annotations).flatMap((link) => {
      if (link.linkKind !== 'successor' || !isShown(link)) return []
      const [from, to] = [indexOf.get(link.from), indexOf.get(link.to)]
      return from === undefined || to === undefined ? [] : [{ from, to, surety: link.score ?? 1 }]
    }),
    boundaries: mapElementsOf(annotations).filter(isShown).flatMap(boundaryLines),
  }
}

function laneLine({ centerLine, direction, score }: Lane): LaneLine {
  return { line: centerLine, isTwoWay: direction === 'both', surety: suretyOf(score) }
}

function boundaryLines(element: MapElement): readonly BoundaryLine[] {
  const { shape, score } = element
  const told = classOf(element)
  if (told === null || shape.kind === 'box' || shape.points.length < 2) return []
  const line = shape.kind === 'ring' ? [...shape.points, shape.points[0]!] : shape.points
  return [{ line, class: told, surety: suretyOf(score) }]
}

function classOf({ elementKind, marks }: MapElement): BoundaryClass | null {
  switch (elementKind) {
    case 'laneBoundary':
      return paintOf(marks)
    case 'roadEdge':
    case 'crosswalk':
    case 'stopLine':
      return elementKind
    case 'arrow':
    case 'trafficLight':
    case 'trafficSign':
    case 'pole':
    case 'parkingSpace':
    case 'drivableArea':
    case 'other':
      return null
  }
}

/** By what is painted first; of two lines beside one another, one that may not be crossed tells. */
function paintOf(marks: MapElement['marks']): BoundaryClass {
  const pattern = marks.find(
    (mark) => mark.pattern !== 'none' && mark.pattern !== 'unknown',
  )?.pattern
  if (pattern === undefined) return 'unpainted'
  return pattern === 'dashed' || pattern === 'dashedDashed' || pattern === 'dots'
    ? 'dashed'
    : 'solid'
}

function suretyOf(score: number | null): number {
  return score ?? Number.POSITIVE_INFINITY
}
