/** Meters from a window's back edge to its ego, to its front edge, and to either side. */
export const WINDOW = { back: 40, front: 60, side: 25 } as const

/** Where a lane graph's line starts, ends, forks, joins, changes what it is, or bends; window space. */
export type GraphVertex = {
  readonly x: number
  readonly y: number
  /** Direction of travel there; radians. */
  readonly heading: number
}

/** Who moves along an edge: as the network numbers them. */
export const LANE_KINDS = ['road', 'bus', 'bicycle', 'junction'] as const
export type EdgeKind = (typeof LANE_KINDS)[number]

/** Where an edge leads through a junction: as the network numbers it. */
export const TURNS = ['none', 'left', 'straight', 'right'] as const
export type EdgeTurn = (typeof TURNS)[number]

/** What bounds an edge to a side: as the network numbers it. `none` where nothing is drawn. */
export const MARKS = ['none', 'solid', 'dashed', 'double', 'kerb'] as const
export type EdgeMark = (typeof MARKS)[number]

/** What an edge is. */
export type EdgeAttributes = {
  readonly laneKind: EdgeKind
  readonly turn: EdgeTurn
  readonly leftMark: EdgeMark
  readonly rightMark: EdgeMark
}

/** A stretch of lane from one vertex to another: the cubic Hermite curve of their headings. */
export type GraphEdge = EdgeAttributes & {
  /** Indices of vertices. */
  readonly from: number
  readonly to: number
}

/** The lanes of a window as a directed graph. */
export type LaneGraph = {
  readonly vertices: readonly GraphVertex[]
  readonly edges: readonly GraphEdge[]
}
