import {
  type AnnotationRecord,
  type Annotations,
  acceptTrack,
  annotationsOf,
  applyPatch,
  cuboidOf,
  cuboidsOf,
  type Frame,
  isKeyframe,
  isShown,
  placeCuboids,
} from '@trueline/annotation'
import { type Task, wrongFrames } from './goal.ts'
import { afterPress, type Press, pressesTo } from './plan.ts'

/** What is done next on the batch page: columns are accepted as they are, one or a stretch is chosen, and changed. */
export type BatchMove = {
  readonly accepted: readonly number[]
  /** The first and the last chosen column; the same for one. */
  readonly chosen: readonly [first: number, last: number]
  /** The column it is done in. */
  readonly at: number
  readonly presses: readonly Press[]
}

/**
 * What puts most boxes right for what it takes: one column, between columns that are right and accepted,
 * with those between following; or a stretch of columns changed alike. `null` where nothing helps.
 */
export function nextMove(
  records: readonly AnnotationRecord[],
  task: Task,
  frames: readonly Frame[],
): BatchMove | null {
  const document = annotationsOf(records)
  const { off } = wrongFrames(records, task.trackId, task.goal)
  const rated = movesFor(document, task, off)
    .filter(({ presses }) => presses.length > 0)
    .map((move) => {
      const left = wrongFrames(after(document, task, { move, frames }), task.trackId, task.goal)
      return { move, gain: (off.length - left.off.length) / actionsOf(move) }
    })
  const best = rated.reduce<(typeof rated)[number] | null>(
    (a, b) => (a !== null && a.gain >= b.gain ? a : b),
    null,
  )
  return best === null || best.gain <= 0 ? null : best.move
}

function actionsOf({ accepted, chosen: [first, last], presses }: BatchMove): number {
  return 2 * accepted.length + (first === last ? 1 : 2) + presses.length
}

function movesFor(
  document: Annotations,
  { trackId, goal }: Task,
  off: readonly number[],
): readonly BatchMove[] {
  const pressesAt = (frame: number): readonly Press[] =>
    pressesTo(goal.get(frame)!, cuboidOf(document, trackId, frame)!)
  const right = cuboidsOf(document, trackId)
    .filter((box) => isShown(box) && !isKeyframe(box) && !off.includes(box.frame))
    .map(({ frame }) => frame)
  const singles = off.flatMap((frame): BatchMove[] => {
    const presses = pressesAt(frame)
    const before = right.findLast((one) => one < frame)
    const next = right.find((one) => one > frame)
    const sides = [before, next].filter((one) => one !== undefined)
    const anchors = [[], ...sides.map((side) => [side]), ...(sides.length === 2 ? [sides] : [])]
    return anchors.map((accepted) => ({ accepted, chosen: [frame, frame], at: frame, presses }))
  })
  const stretches = stretchesOf(off).map(([first, last]): BatchMove => {
    const at = Math.round((first + last) / 2)
    return { accepted: [], chosen: [first, last], at, presses: pressesAt(at) }
  })
  return [...singles, ...stretches]
}

/** Neighbouring frames, by their first and last. */
function stretchesOf(frames: readonly number[]): readonly [number, number][] {
  const firsts = frames.filter((frame) => !frames.includes(frame - 1))
  return firsts.map((first) => {
    let last = first
    while (frames.includes(last + 1)) last++
    return [first, last]
  })
}

/** The records once a move is made, by the commands that the workbench has for it. */
function after(
  document: Annotations,
  { trackId }: Task,
  { move, frames }: { readonly move: BatchMove; readonly frames: readonly Frame[] },
): readonly AnnotationRecord[] {
  const { accepted, chosen, presses } = move
  let now = document
  if (accepted.length > 0) {
    now = applyPatch(now, acceptTrack(now, { trackId, frames: accepted }))
  }
  const boxes = cuboidsOf(now, trackId).filter(
    (box) => isShown(box) && box.frame >= chosen[0] && box.frame <= chosen[1],
  )
  const places = boxes.map((box) => {
    const cuboid = presses.reduce((moved, press) => afterPress(moved, press), shapeOf(box))
    return { frame: box.frame, cuboid, pointCount: null, provenance: 'human' } as const
  })
  now = applyPatch(now, placeCuboids(now, { trackId, places, between: 'interpolate' }, frames))
  return cuboidsOf(now, trackId)
}

function shapeOf({ center, extent, rotation }: Parameters<typeof afterPress>[0]) {
  return { center, extent, rotation }
}
