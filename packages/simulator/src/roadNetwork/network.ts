/** A place of the plan; meters. */
export type Point = readonly [x: number, y: number]
export type Line = readonly Point[]

/** A line beside lanes, shared by those on its two sides. */
export type NetworkBoundary = {
  readonly id: number
  readonly line: Line
  /** `none`: nothing is painted and no kerb stands there. */
  readonly mark: 'none' | 'solid' | 'dashed' | 'double' | 'kerb'
  readonly color: 'white' | 'yellow' | null
}

/** A stretch of lane, from one place where lanes are born, end, fork or join to the next. */
export type NetworkLane = {
  readonly id: number
  readonly kind: 'road' | 'bus' | 'bicycle' | 'junction'
  readonly turn: 'none' | 'left' | 'straight' | 'right'
  /** Its middle in the direction of travel, points about 2 m apart. */
  readonly line: Line
  readonly width: number
  /** Ids of boundaries; `null` in the middle of a junction. */
  readonly left: number | null
  readonly right: number | null
  /** Whether the boundaries run against the lane's direction. */
  readonly isReversed: boolean
  readonly successors: readonly number[]
  /** Ids of the lanes beside it that run the same way. */
  readonly leftNeighbour: number | null
  readonly rightNeighbour: number | null
}

/** A surface seen from above: asphalt lies upon pavements, medians upon asphalt. */
export type Surface = {
  readonly material: 'pavement' | 'asphalt' | 'median'
  readonly ring: Line
}

/** Paint on the road. */
export type Paint = {
  /** A ring that is filled. */
  readonly ring: Line
  readonly color: 'white' | 'yellow'
  /** How much of it is left, 0 to 1. */
  readonly strength: number
}

/** A network of roads, in plan; its ground is a matter of `terrain`. */
export type RoadNetwork = {
  readonly lanes: readonly NetworkLane[]
  readonly boundaries: readonly NetworkBoundary[]
  readonly stopLines: readonly Line[]
  /** Rings. */
  readonly crosswalks: readonly Line[]
  /** Where arrows are painted: their rings. */
  readonly arrows: readonly Line[]
  /** Middles of the roads, as a standard map has them. */
  readonly roads: readonly Line[]
  /** Middles of strips where vehicles are parked. */
  readonly parkings: readonly Line[]
  readonly surfaces: readonly Surface[]
  readonly paints: readonly Paint[]
}

/** A network in the making. */
export type Draft = {
  readonly lanes: DraftLane[]
  readonly boundaries: NetworkBoundary[]
  readonly stopLines: Line[]
  readonly crosswalks: Line[]
  readonly arrows: Line[]
  readonly roads: Line[]
  readonly parkings: Line[]
  readonly surfaces: Surface[]
  readonly paints: Paint[]
}

/** A lane whose successors are still being found. */
export type DraftLane = { -readonly [Field in keyof NetworkLane]: NetworkLane[Field] } & {
  successors: number[]
}

/** A draft with nothing in it. */
export function emptyDraft(): Draft {
  return {
    lanes: [],
    boundaries: [],
    stopLines: [],
    crosswalks: [],
    arrows: [],
    roads: [],
    parkings: [],
    surfaces: [],
    paints: [],
  }
}
