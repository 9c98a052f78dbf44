import type { ObjectRow } from './objectRows.ts'

/** What drawing an object from scratch takes: so much for it, and so much for each of its boxes. */
export type DrawingTime = {
  readonly perObject: number
  readonly perBox: number
  /** Of how many objects it was measured. */
  readonly measured: number
}

/** Drawing times by category. */
export type DrawingTimes = {
  readonly byCategory: ReadonlyMap<string, DrawingTime>
  /** Of all that were measured: what holds for a category of which too few were; `null` of none. */
  readonly all: DrawingTime | null
}

/** With fewer drawn objects than this a category has no time of its own. */
const FEWEST = 5

/** The drawing times of objects that had no pre-label and were drawn. */
export function drawingTimesOf(rows: readonly ObjectRow[]): DrawingTimes {
  const drawn = rows.filter(isDrawn)
  const byCategory = new Map<string, ObjectRow[]>()
  for (const row of drawn) {
    const list = byCategory.get(row.category)
    if (list === undefined) byCategory.set(row.category, [row])
    else list.push(row)
  }
  return {
    byCategory: new Map(
      [...byCategory]
        .filter(([, list]) => list.length >= FEWEST)
        .map(([category, list]) => [category, fitted(list)]),
    ),
    all: drawn.length === 0 ? null : fitted(drawn),
  }
}

/** Whether an object was drawn by a person, and it is known how long that took. */
export function isDrawn({ fate, seconds, boxes }: ObjectRow): boolean {
  return fate === 'added' && seconds > 0 && boxes > 0
}

/** How long drawing an object would have taken; `null` where nothing was measured. */
export function drawingSeconds(
  { byCategory, all }: DrawingTimes,
  { category, boxes }: Pick<ObjectRow, 'category' | 'boxes'>,
): number | null {
  const time = byCategory.get(category) ?? all
  return time === null ? null : time.perObject + time.perBox * boxes
}

/** Least squares, neither part below 0. */
function fitted(rows: readonly ObjectRow[]): DrawingTime {
  const measured = rows.length
  let [boxes, seconds, squares, products] = [0, 0, 0, 0]
  for (const row of rows) {
    boxes += row.boxes
    seconds += row.seconds
    squares += row.boxes * row.boxes
    products += row.boxes * row.seconds
  }
  const spread = squares - (boxes * boxes) / measured
  const joint = products - (boxes * seconds) / measured
  // Of objects of one length nothing tells what a box more takes.
  const perBox = spread > 1e-9 * squares ? joint / spread : 0
  const perObject = (seconds - perBox * boxes) / measured
  if (perBox <= 0) return { perObject: seconds / measured, perBox: 0, measured }
  if (perObject >= 0) return { perObject, perBox, measured }
  return { perObject: 0, perBox: products / squares, measured }
}
