import {
  type EdgeAttributes,
  type GraphVertex,
  LANE_KINDS,
  MARKS,
  TURNS,
  WINDOW,
} from './laneGraph.ts'
import { STEP, type Step } from './sequence.ts'

/** Rows of a sequence, and numbers of a row. */
export const STEP_ROWS = 128
export const STEP_COLUMNS = 16
/** Side of a bin of places; meters. */
export const BIN = 0.5
/** How many parts offsets and directions are counted in. */
const UNIT = 256
const KINDS = ['end', 'start', 'continue', 'fork', 'merge'] as const

/**
 * Steps as the numbers a network learns, `null` when there are more than fit.
 *
 * 128 rows of kind, x and y bin of 0.5 m, offset from the bin's middle in bins (256 parts), cosine and
 * sine of the heading (256 parts), pointer (-1 for none), lane kind, turn, left mark, right mark, whether
 * the row counts, and three zeros. A row of kind end follows the last step, then padding.
 *
 * @param isTrusted whether what is known of a vertex is to be learnt.
 */
export function rowsOf(
  steps: readonly Step[],
  isTrusted: (vertex: GraphVertex) => boolean,
): Int16Array | null {
  if (steps.length >= STEP_ROWS) return null
  const rows = new Int16Array(STEP_ROWS * STEP_COLUMNS)
  steps.forEach((step, index) => {
    const { vertex, edge } = step
    const [x, dx] = binned(vertex.x + WINDOW.back, (WINDOW.back + WINDOW.front) / BIN)
    const [y, dy] = binned(vertex.y + WINDOW.side, (2 * WINDOW.side) / BIN)
    const cos = Math.round(UNIT * Math.cos(vertex.heading))
    const sin = Math.round(UNIT * Math.sin(vertex.heading))
    rows.set(
      [STEP[step.kind], x, y, dx, dy, cos, sin, step.pointer ?? -1, ...numbersOf(edge)],
      index * STEP_COLUMNS,
    )
    rows[index * STEP_COLUMNS + 12] = isTrusted(vertex) ? 1 : 0
  })
  rows[steps.length * STEP_COLUMNS] = STEP.end
  rows[steps.length * STEP_COLUMNS + 7] = -1
  rows[steps.length * STEP_COLUMNS + 12] = 1
  for (let row = steps.length + 1; row < STEP_ROWS; row++) {
    rows[row * STEP_COLUMNS] = STEP.padding
    rows[row * STEP_COLUMNS + 7] = -1
  }
  return rows
}

/**
 * The steps of such rows, up to the end.
 *
 * @throws {RangeError} when a row holds a number that stands for nothing.
 */
export function stepsOfRows(rows: Int16Array): readonly Step[] {
  const steps: Step[] = []
  for (let row = 0; row < rows.length / STEP_COLUMNS; row++) {
    const at = (column: number): number => rows[row * STEP_COLUMNS + column]!
    const kind = KINDS[at(0)]
    if (kind === 'end') return steps
    if (kind === undefined) throw new RangeError(`Row ${row} is of the unknown kind ${at(0)}`)
    steps.push({
      kind,
      vertex: {
        x: (at(1) + 0.5 + at(3) / UNIT) * BIN - WINDOW.back,
        y: (at(2) + 0.5 + at(4) / UNIT) * BIN - WINDOW.side,
        heading: Math.atan2(at(6), at(5)),
      },
      pointer: at(7) < 0 ? null : at(7),
      edge: kind === 'start' ? null : attributesIn(rows, row),
    })
  }
  return steps
}

/** The bin of a place, kept inside, and the offset from its middle. */
function binned(meters: number, bins: number): readonly [bin: number, offset: number] {
  const bin = Math.min(bins - 1, Math.max(0, Math.floor(meters / BIN)))
  const offset = Math.round(UNIT * (meters / BIN - bin - 0.5))
  return [bin, Math.min(UNIT / 2, Math.max(-UNIT / 2, offset))]
}

function numbersOf(edge: EdgeAttributes | null): readonly number[] {
  if (edge === null) return [0, 0, 0, 0]
  return [
    LANE_KINDS.indexOf(edge.laneKind),
    TURNS.indexOf(edge.turn),
    MARKS.indexOf(edge.leftMark),
    MARKS.indexOf(edge.rightMark),
  ]
}

function attributesIn(rows: Int16Array, row: number): EdgeAttributes {
  const named = <Name>(names: readonly Name[], column: number): Name => {
    const number = rows[row * STEP_COLUMNS + column]!
    const name = names[number]
    if (name === undefined) throw new RangeError(`Row ${row}, column ${column}: unknown ${number}`)
    return name
  }
  return {
    laneKind: named(LANE_KINDS, 8),
    turn: named(TURNS, 9),
    leftMark: named(MARKS, 10),
    rightMark: named(MARKS, 11),
  }
}
