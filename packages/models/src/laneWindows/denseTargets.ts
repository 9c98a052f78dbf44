import { type LaneGraph, WINDOW } from '@trueline/perception'
import type { RoadNetwork } from '@trueline/simulator'

/** Side of a cell of the targets; meters. */
export const TARGET_CELL = 0.5
export const TARGET_ROWS = (WINDOW.back + WINDOW.front) / TARGET_CELL
export const TARGET_COLUMNS = (2 * WINDOW.side) / TARGET_CELL
const CELLS = TARGET_ROWS * TARGET_COLUMNS

/** The targets of a window, in their order. */
export const TARGETS = [
  'center',
  'solid',
  'dashed',
  'edge',
  'crosswalk',
  'stopLine',
  'arrow',
  'vertex',
  'cos',
  'sin',
  'mask',
] as const

/** Ends closer than this to the window's edge or to unseen ground are where lanes were cut off. */
const BORDER = 2

type Line = readonly (readonly [number, number])[]
type Layer = Uint8Array

/**
 * What a network is to see in a window: 11 layers (`TARGETS`) of 200 × 100 bytes, 0.5 m a cell, rows
 * along x. Lines are soft, 255 in the middle; directions 128 ± 127 where there is a center line;
 * vertices are where lanes start, end, fork and join. `mask` is copied: where the others count.
 */
export function denseTargets(network: RoadNetwork, graph: LaneGraph, mask: Uint8Array): Uint8Array {
  const targets = new Uint8Array(TARGETS.length * CELLS)
  const layer = (name: (typeof TARGETS)[number]): Layer => {
    const index = TARGETS.indexOf(name)
    return targets.subarray(index * CELLS, (index + 1) * CELLS)
  }
  const directions = [layer('cos'), layer('sin')] as const
  for (const { line } of network.lanes) drawLine(layer('center'), line, { ...LINE, directions })
  for (const { line, mark } of network.boundaries) {
    // What is not there to be seen is not asked for.
    if (mark === 'none') continue
    const name = mark === 'dashed' ? 'dashed' : mark === 'kerb' ? 'edge' : 'solid'
    drawLine(layer(name), line, LINE)
  }
  for (const line of network.stopLines) drawLine(layer('stopLine'), line, LINE)
  for (const ring of network.crosswalks) fillRing(layer('crosswalk'), ring)
  for (const ring of network.arrows) fillRing(layer('arrow'), ring)
  for (const { x, y } of endsOf(graph, mask)) drawLine(layer('vertex'), [[x, y]], VERTEX)
  layer('mask').set(mask)
  return targets
}

/** Vertices that are not simply on the way, other than where the window or what is seen of it ends. */
function endsOf({ vertices, edges }: LaneGraph, mask: Uint8Array): LaneGraph['vertices'] {
  const into = new Uint8Array(vertices.length)
  const outOf = new Uint8Array(vertices.length)
  for (const { from, to } of edges) {
    outOf[from]!++
    into[to]!++
  }
  return vertices.filter(({ x, y }, index) => {
    if (into[index] === 1 && outOf[index] === 1) return false
    const isJunction = into[index]! + outOf[index]! > 1
    return isJunction || isSeenAround(mask, x, y)
  })
}

/** Whether all around a place is inside the window and seen. */
function isSeenAround(mask: Uint8Array, x: number, y: number): boolean {
  return [-BORDER, 0, BORDER].every((dx) =>
    [-BORDER, 0, BORDER].every((dy) => {
      const row = Math.floor((x + dx + WINDOW.back) / TARGET_CELL)
      const column = Math.floor((y + dy + WINDOW.side) / TARGET_CELL)
      const isInside = row >= 0 && row < TARGET_ROWS && column >= 0 && column < TARGET_COLUMNS
      return isInside && mask[row * TARGET_COLUMNS + column] === 255
    }),
  )
}

/** How a line is drawn: how quickly it fades, and where its direction is told. */
type Brush = { readonly fade: number; readonly directions: readonly [Layer, Layer] | null }

const LINE: Brush = { fade: 0.4, directions: null }
const VERTEX: Brush = { fade: 1.2, directions: null }

function drawLine(layer: Layer, line: Line, { fade, directions }: Brush): void {
  for (let index = Math.min(1, line.length - 1); index < line.length; index++) {
    const [fromX, fromY] = line[Math.max(0, index - 1)]!
    const [toX, toY] = line[index]!
    const [wayX, wayY] = [toX - fromX, toY - fromY]
    const length = Math.hypot(wayX, wayY)
    const squared = Math.max(1e-9, length * length)
    eachCellNear(
      [
        [fromX, fromY],
        [toX, toY],
      ],
      2.2 * fade,
      (cell, x, y) => {
        const [px, py] = [x - fromX, y - fromY]
        const share = Math.min(1, Math.max(0, (px * wayX + py * wayY) / squared))
        const [offX, offY] = [(px - share * wayX) / fade, (py - share * wayY) / fade]
        const away = offX * offX + offY * offY
        // Less than 4 of 255.
        if (away > 4.2) return
        const value = Math.round(255 * Math.exp(-away))
        if (value < 4 || value <= layer[cell]!) return
        layer[cell] = value
        if (directions === null || length === 0) return
        directions[0][cell] = Math.round(128 + (127 * wayX) / length)
        directions[1][cell] = Math.round(128 + (127 * wayY) / length)
      },
    )
  }
}

function fillRing(layer: Layer, ring: Line): void {
  eachCellNear(ring, TARGET_CELL, (cell, x, y) => {
    let isInside = false
    ring.forEach(([fromX, fromY], index) => {
      const [toX, toY] = ring[(index + 1) % ring.length]!
      if (fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) {
        isInside = !isInside
      }
    })
    if (isInside) layer[cell] = 255
  })
}

function eachCellNear(
  points: Line,
  reach: number,
  visit: (cell: number, x: number, y: number) => void,
): void {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    minX = Math.min(minX, x)
    maxX = Math.max(maxX, x)
    minY = Math.min(minY, y)
    maxY = Math.max(maxY, y)
  }
  const firstRow = Math.max(0, Math.floor((minX - reach + WINDOW.back) / TARGET_CELL))
  const lastRow = Math.min(TARGET_ROWS - 1, Math.floor((maxX + reach + WINDOW.back) / TARGET_CELL))
  const first = Math.max(0, Math.floor((minY - reach + WINDOW.side) / TARGET_CELL))
  const last = Math.min(TARGET_COLUMNS - 1, Math.floor((maxY + reach + WINDOW.side) / TARGET_CELL))
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = first; column <= last; column++) {
      const x = (row + 0.5) * TARGET_CELL - WINDOW.back
      const y = (column + 0.5) * TARGET_CELL - WINDOW.side
      visit(row * TARGET_COLUMNS + column, x, y)
    }
  }
}
