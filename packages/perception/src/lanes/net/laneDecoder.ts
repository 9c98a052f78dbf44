import type { TrafficSide } from '../drive/trafficSide.ts'
import type { Step } from '../sequence.ts'
import { openLayer } from './decoderLayer.ts'
import type { Matrix } from './kernel.ts'
import { LANE_NET, PATCH_CELLS, type WindowMaps } from './layout.ts'
import { add, dot, joined, layerNorm, linear, relu, rowOf } from './linear.ts'
import {
  type Place,
  patchAround,
  patchCellOf,
  type Seen,
  scaledSeen,
  seenFrom,
  wavesOf,
} from './places.ts'
import type { DecoderWeights } from './weights.ts'

const { width, layers, local, starts } = LANE_NET
const START_CELLS = starts.rows * starts.columns
const START_CHANNELS = starts.channels - 1
const MOST_CHILDREN = 4
const STEP_NUMBER = { start: 1, continue: 2, fork: 3, merge: 4 } as const

/** What a step is taken to be. */
export type Taken = {
  readonly kind: Step['kind']
  /** Of the vertex that it makes; of a merge, of that it leads to. */
  readonly place: Place
  /** The step whose vertex the edge leaves; `null` of a start. */
  readonly source: number | null
  /** The step whose vertex a merge leads to, else `null`. */
  readonly target: number | null
}

/** What is known of a vertex that was made. */
type Vertex = {
  readonly place: Place
  readonly around: Float32Array
  readonly patch: Float32Array
  readonly taken: Float32Array
  children: number
  /** What was known right after it was made; set when that is looked at. */
  known: Float32Array | null
  forkKey: Float32Array
  mergeKey: Float32Array
}

/** The road ahead of a vertex. */
export type Ahead = {
  /** Logits of the patch's cells, that the next vertex lies there. */
  readonly cells: () => Float32Array
  /** Of a vertex in a cell: its place in it, in cells, and cosine and sine of how far it is turned. */
  readonly detail: (cell: number) => Float32Array
  /** Logits of an edge to a place as seen: lane kind (4), turn (4), left and right mark (5 each). */
  readonly edge: (seen: Seen) => Float32Array
}

/** What may come next. Logits are not normalised. */
export type Outlook = {
  /** End, start, continue, fork, merge. */
  readonly kind: Float32Array
  /** Of each step's vertex, that another edge leaves it; steps without one have nothing of worth. */
  readonly fork: () => Float32Array
  /** Of each step's vertex, that the edge from `hand`'s leads there. */
  readonly merge: (hand: number) => Float32Array
  readonly starts: () => Float32Array
  /** Of a start in a cell: its place in it, in cells, and cosine and sine of its heading. */
  readonly startDetail: (cell: number) => Float32Array
  readonly ahead: (source: number, isFork: boolean) => Ahead
}

/** A window in the course of being decoded. */
export type Decoding = {
  readonly outlook: () => Outlook
  readonly take: (step: Taken) => void
}

/**
 * The decoder at the beginning of a window: `outlook` and `take` in turns.
 *
 * The same as `decoder.py` of the training, a step at a time with what layers keep of those before;
 * about a million multiplications a step. One window at a time for the same weights.
 */
export function openDecoding(
  weights: DecoderWeights,
  maps: WindowMaps,
  traffic: TrafficSide,
): Decoding {
  const stack = Array.from({ length: layers }, (_, index) => openLayer(weights, index, maps.memory))
  layStarts(weights, maps)
  const made: (Vertex | null)[] = []
  let told = rowOf(weights.values('begin.weight'), traffic === 'right' ? 0 : 1, width)

  const tell = ({ kind, place, source, target }: Taken): Float32Array => {
    const token = linear(weights.linear('place'), wavesOf(place))
    add(token, rowOf(weights.values('kind.weight'), STEP_NUMBER[kind], width))
    add(token, vertexAt(made, target ?? made.length - 1).patch)
    if (source === null) return token
    return add(token, linear(weights.linear('source'), wavesOf(vertexAt(made, source).place)))
  }
  return {
    outlook: () => {
      const token = add(told.slice(), rowOf(weights.values('step.weight'), made.length, width))
      const top = stack.reduce<Float32Array>((x, layer) => layer.next(x), token)
      const hidden = layerNorm(weights.norm('norm'), top)
      const last = made.at(-1)
      if (last != null) {
        last.known = hidden
        linear(weights.linear('fork_key'), hidden, last.forkKey)
        linear(weights.linear('merge_key'), hidden, last.mergeKey)
      }
      return outlookOf(weights, maps, { made, hidden })
    },
    take: (step) => {
      made.push(step.kind === 'merge' ? null : vertexOf(weights, maps, step.place))
      if (step.source !== null) {
        const from = vertexAt(made, step.source)
        from.children++
        from.taken[patchCellOf(seenFrom(step.place, from.place))]! += 1
      }
      told = tell(step)
    },
  }
}

function vertexOf(weights: DecoderWeights, { local: map }: WindowMaps, place: Place): Vertex {
  const around = patchAround(map, place)
  return {
    place,
    around,
    patch: linear(weights.linear('patch'), around),
    taken: new Float32Array(PATCH_CELLS),
    children: 0,
    known: null,
    forkKey: new Float32Array(width),
    mergeKey: new Float32Array(width),
  }
}

function vertexAt(made: readonly (Vertex | null)[], step: number): Vertex {
  const vertex = made[step]
  if (vertex == null) throw new RangeError(`Expected step ${step} to have made a vertex`)
  return vertex
}

/** Where a window stands. */
type Stand = { readonly made: readonly (Vertex | null)[]; readonly hidden: Float32Array }

function outlookOf(weights: DecoderWeights, maps: WindowMaps, stand: Stand): Outlook {
  const { made, hidden } = stand
  const startKey = (cell: number): Float32Array =>
    Float32Array.from(
      { length: START_CHANNELS },
      (_, one) => maps.starts[one * START_CELLS + cell]!,
    )
  return {
    kind: linear(weights.linear('kind_out'), hidden),
    fork: () => {
      const query = linear(weights.linear('fork_query'), hidden)
      const byChildren = weights.values('child_bias')
      return Float32Array.from(made, (vertex) =>
        vertex === null
          ? 0
          : dot(query, vertex.forkKey) / Math.sqrt(width) +
            byChildren[Math.min(MOST_CHILDREN, vertex.children)]!,
      )
    },
    merge: (hand) => {
      const query = linear(weights.linear('merge_query'), hidden)
      const { place } = vertexAt(made, hand)
      return Float32Array.from(made, (vertex) =>
        vertex === null
          ? 0
          : dot(query, vertex.mergeKey) / Math.sqrt(width) +
            pairLogit(weights, seenFrom(vertex.place, place)),
      )
    },
    starts: () => startLogits(weights, hidden),
    startDetail: (cell) => {
      const first = relu(linear(weights.linear('start1'), joined(hidden, startKey(cell))))
      return linear(weights.linear('start2'), first)
    },
    ahead: (source, isFork) => aheadOf(weights, hidden, { from: vertexAt(made, source), isFork }),
  }
}

function pairLogit(weights: DecoderWeights, seen: Seen): number {
  const scaled = scaledSeen(seen).map((value) => Math.min(3, Math.max(-3, value)))
  const near = Math.exp(-Math.hypot(seen.ahead, seen.left) / 10)
  const first = relu(linear(weights.linear('pair1'), joined(scaled, Float32Array.of(near))))
  return linear(weights.linear('pair2'), first)[0]!
}

/** Where cells of starts lie, a row each: what a query is multiplied by, and how likely a start is anyway. */
function startRoom(weights: DecoderWeights): Matrix {
  return weights.room('starts', [START_CELLS, START_CHANNELS + 1])
}

function layStarts(weights: DecoderWeights, maps: WindowMaps): void {
  const { data, stride } = startRoom(weights)
  for (let channel = 0; channel <= START_CHANNELS; channel++) {
    const from = channel * START_CELLS
    for (let cell = 0; cell < START_CELLS; cell++) {
      data[cell * stride + channel] = maps.starts[from + cell]!
    }
  }
}

function startLogits(weights: DecoderWeights, hidden: Float32Array): Float32Array {
  const x = new Float32Array(START_CHANNELS + 1)
  linear(weights.linear('start_query'), hidden, x.subarray(0, START_CHANNELS))
  for (let channel = 0; channel < START_CHANNELS; channel++) {
    x[channel]! /= Math.sqrt(START_CHANNELS)
  }
  x[START_CHANNELS] = weights.values('start_heat')[0]!
  const out = new Float32Array(START_CELLS)
  weights.kernel.times(startRoom(weights), { x, bias: null, out })
  return out
}

function aheadOf(
  weights: DecoderWeights,
  hidden: Float32Array,
  { from, isFork }: { readonly from: Vertex; readonly isFork: boolean },
): Ahead {
  const { known } = from
  if (known === null)
    throw new RangeError('Expected an outlook after the vertex that an edge leaves')
  const first = linear(weights.linear('ahead1'), joined(hidden, from.patch, known))
  if (isFork) add(first, weights.values('is_fork'))
  add(first, linear(weights.linear('taken', width), from.taken))
  const ahead = relu(linear(weights.linear('ahead2'), relu(first)))
  return {
    cells: () => {
      const logits = linear(weights.linear('cell_out'), ahead)
      const query = linear(weights.linear('cell_query'), ahead)
      for (let cell = 0; cell < PATCH_CELLS; cell++) {
        const around = rowOf(from.around, cell, local.channels)
        logits[cell]! += dot(query, around) / Math.sqrt(local.channels)
      }
      return logits
    },
    detail: (cell) => {
      const here = add(ahead.slice(), rowOf(weights.values('cell.weight'), cell, width))
      return linear(weights.linear('detail'), relu(here))
    },
    edge: (seen) => {
      const first = relu(linear(weights.linear('edge1'), joined(ahead, scaledSeen(seen))))
      return linear(weights.linear('edge2'), first)
    },
  }
}
