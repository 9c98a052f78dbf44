import { averagePrecision, curveOf } from '../curve.ts'
import type { CountScores } from './counts.ts'
import { cutToReach, type Reach } from './cutToReach.ts'
import { type Digraph, edgeScores, nodeScores, reachScores } from './digraph.ts'
import { flattened, hasHeights } from './heights.ts'
import type { BoundaryClass, LaneGraph } from './laneGraph.ts'
import { chamferApart, distancesOf, frechetApart, frechetEitherWay } from './lineDistance.ts'
import { type Matching, matchLines, matchVertices } from './matching.ts'
import { topologyScore } from './topologyScore.ts'
import { vertexGraphOf } from './vertexGraph.ts'

/** Average precision of lines that are finds when they are nearer than a distance. */
export type LineAp = { readonly within: number; readonly ap: number | null }

/** How well the lines of a kind were found. */
export type LineScores = {
  readonly objects: number
  readonly predictions: number
  readonly chamfer: readonly LineAp[]
}

/** How well a lane graph agrees with another. */
export type LaneEvaluation = {
  /** Whether heights counted: where one of the two tells none, both are seen from above. */
  readonly hasHeights: boolean
  readonly lanes: LineScores & { readonly frechet: readonly LineAp[] }
  readonly boundaries: LineScores & {
    readonly classes: { readonly [kind in BoundaryClass]: LineScores }
  }
  /** Points along the lanes, a meter apart. */
  readonly vertices: CountScores
  /** Links between lanes that were both found. */
  readonly links: CountScores
  /** Which lane can be reached from which. */
  readonly reach: CountScores
  /** OpenLane-V2's TOP_ll; `null` without reference lanes. */
  readonly topLl: number | null
}

/** The distances that average precision is told for: those of VectorMapNet and MapTR. */
const WITHIN: readonly number[] = [0.5, 1, 1.5]

/** OpenLane-V2's. */
const TOPOLOGY_WITHIN: readonly number[] = [1, 2, 3]

/** In meters: what vertices and lanes may be off and be found still. */
const TOLERANCE = 1.5
const VERTEX_STEP = 1

/**
 * How well a predicted road agrees with a reference. Both are cut to where they are compared; `null`: all is.
 *
 * Lines are compared pair by pair: the square of a clip's few hundred lanes.
 */
export function evaluateLanes(
  sets: { readonly reference: LaneGraph; readonly prediction: LaneGraph },
  reach: Reach | null,
): LaneEvaluation {
  const isSolid = hasHeights(sets.reference) && hasHeights(sets.prediction)
  const seen = (graph: LaneGraph): LaneGraph => {
    const cut = reach === null ? graph : cutToReach(graph, reach)
    return isSolid ? cut : flattened(cut)
  }
  const graphs = { reference: seen(sets.reference), prediction: seen(sets.prediction) }
  const { reference, prediction } = graphs
  const apart = laneDistances(graphs, Math.max(...TOPOLOGY_WITHIN))
  const matchingWithin = (within: number): Matching => matchLines(prediction.lanes, apart, within)
  const laneGraphs = {
    reference: digraphOf(reference),
    prediction: digraphOf(prediction),
    matching: matchingWithin(TOLERANCE),
  }
  const tops = TOPOLOGY_WITHIN.map((within) =>
    topologyScore(sureGraphOf(reference), sureGraphOf(prediction), matchingWithin(within)),
  )
  return {
    hasHeights: isSolid,
    lanes: {
      ...lineScores(reference.lanes, prediction.lanes),
      frechet: WITHIN.map((within) => ({
        within,
        ap: apOf(reference.lanes.length, prediction.lanes, matchingWithin(within)),
      })),
    },
    boundaries: boundaryScores(graphs),
    vertices: vertexScores(graphs),
    links: edgeScores(laneGraphs),
    reach: reachScores(laneGraphs),
    topLl: meanOf(tops),
  }
}

function meanOf(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null)
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0) / told.length
}

type Graphs = { readonly reference: LaneGraph; readonly prediction: LaneGraph }

function laneDistances(
  { reference, prediction }: Graphs,
  within: number,
): readonly (readonly number[])[] {
  return reference.lanes.map((a) =>
    prediction.lanes.map((b) => {
      const way = a.isTwoWay || b.isTwoWay ? frechetEitherWay : frechetApart
      return way(a.line, b.line, within)
    }),
  )
}

function digraphOf({ lanes, links }: LaneGraph): Digraph {
  return { size: lanes.length, edges: links.map(({ from, to }) => [from, to]) }
}

function sureGraphOf({ lanes, links }: LaneGraph): Parameters<typeof topologyScore>[0] {
  return { size: lanes.length, links }
}

function vertexScores({ reference, prediction }: Graphs): CountScores {
  const [asked, told] = [
    vertexGraphOf(reference, VERTEX_STEP),
    vertexGraphOf(prediction, VERTEX_STEP),
  ]
  const matching = matchVertices(asked.vertices, told.vertices, TOLERANCE)
  return nodeScores({ reference: asked, prediction: told, matching })
}

function boundaryScores({ reference, prediction }: Graphs): LaneEvaluation['boundaries'] {
  const of = (told: BoundaryClass): LineScores =>
    lineScores(
      reference.boundaries.filter((one) => one.class === told),
      prediction.boundaries.filter((one) => one.class === told),
    )
  return {
    ...lineScores(reference.boundaries, prediction.boundaries),
    classes: {
      solid: of('solid'),
      dashed: of('dashed'),
      unpainted: of('unpainted'),
      roadEdge: of('roadEdge'),
      crosswalk: of('crosswalk'),
      stopLine: of('stopLine'),
    },
  }
}

type Lines = readonly Pick<LaneGraph['lanes'][number], 'line' | 'surety'>[]

function lineScores(reference: Lines, prediction: Lines): LineScores {
  const distances = distancesOf(
    reference.map(({ line }) => line),
    prediction.map(({ line }) => line),
    { apart: chamferApart, within: Math.max(...WITHIN) },
  )
  return {
    objects: reference.length,
    predictions: prediction.length,
    chamfer: WITHIN.map((within) => ({
      within,
      ap: apOf(reference.length, prediction, matchLines(prediction, distances, within)),
    })),
  }
}

function apOf(objects: number, prediction: Lines, matching: Matching): number | null {
  if (objects === 0) return null
  const verdicts = prediction.map(({ surety }, index) => ({
    surety,
    isFind: matching[index] !== null,
  }))
  return averagePrecision(curveOf(verdicts, objects))
}
