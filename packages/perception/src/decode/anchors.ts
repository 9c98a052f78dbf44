import { type Cuboid, fromYaw, type Vec3, wrapAngle } from '@trueline/geometry'
import type { AnchorsHead } from '../manifest/heads.ts'
import { logitOf, sideOf, sigmoid } from './activation.ts'
import type { DecodeView, InputGrid, ModelBox } from './modelBox.ts'
import { misshapen, outputOf } from './output.ts'

/**
 * The boxes of the anchors that a network scores high, in no order; overlapping ones are all there.
 *
 * The code of boxes is that of Lang et al., "PointPillars" (CVPR 2019), section 2.3, the direction is
 * folded as OpenPCDet does.
 *
 * @throws {ModelError} when an output is missing or has another shape.
 */
export function decodeAnchors(head: AnchorsHead, view: DecodeView): readonly ModelBox[] {
  const readers = readersOf(head, view)
  const anchors = anchorsOf(head, view)
  const { columns, rows } = sizeOf(head, view.grid)
  const least = view.classes.map(({ threshold }) => {
    const score = view.scoreFrom ?? threshold
    return head.heat === 'logit' ? logitOf(score) : score
  })
  const found: ModelBox[] = []
  for (let cell = 0; cell < columns * rows; cell++) {
    for (const anchor of anchors) {
      const { classAt, value } = bestOf(anchor, readers.scoresPerAnchor, (index) =>
        readers.scores(cell, index),
      )
      if (value < least[classAt]!) continue
      const place = placeOf(head, view.grid, cell)
      const cuboid = boxOf(head, { anchor, place, cell }, readers)
      const score = head.heat === 'logit' ? sigmoid(value) : value
      found.push({ cuboid, classAt, score })
    }
  }
  return found
}

/** A box that the network corrects. */
type Anchor = AnchorsHead['anchors'][number] & {
  /** Its place among the anchors of its cell. */
  readonly at: number
  /** Its class's place in the manifest. */
  readonly classAt: number
  readonly rotation: number
}

/** The anchors of a cell, in the order of the outputs. */
function anchorsOf(head: AnchorsHead, { classes }: DecodeView): readonly Anchor[] {
  return head.anchors
    .flatMap((anchor) => head.rotations.map((rotation) => ({ ...anchor, rotation })))
    .map((anchor, at) => ({
      ...anchor,
      at,
      classAt: classes.findIndex(({ name }) => name === anchor.class),
    }))
}

/** The class an anchor is scored highest for. */
function bestOf(
  { at, classAt }: Anchor,
  scoresPerAnchor: number,
  scoreAt: (index: number) => number,
): { readonly classAt: number; readonly value: number } {
  let value = scoreAt(at * scoresPerAnchor)
  if (scoresPerAnchor === 1) return { classAt, value }
  let best = 0
  for (let other = 1; other < scoresPerAnchor; other++) {
    const score = scoreAt(at * scoresPerAnchor + other)
    if (score <= value) continue
    value = score
    best = other
  }
  return { classAt: best, value }
}

function sizeOf({ stride }: AnchorsHead, grid: InputGrid) {
  return { columns: Math.floor(grid.columns / stride), rows: Math.floor(grid.rows / stride) }
}

/** A cell's value of an output. */
type Reader = (cell: number, value: number) => number

type Readers = {
  readonly scoresPerAnchor: number
  readonly scores: Reader
  readonly boxes: Reader
  readonly directions: Reader | null
}

function readersOf(head: AnchorsHead, { outputs, classes, grid }: DecodeView): Readers {
  const { columns, rows } = sizeOf(head, grid)
  const anchorCount = head.anchors.length * head.rotations.length
  const scoresPerAnchor = head.scoresPerAnchor === 'classes' ? classes.length : 1
  const reader = (name: string, perAnchor: number): Reader => {
    const { data, dims } = outputOf(outputs, name)
    const values = anchorCount * perAnchor
    const isLast = head.layout === 'channels-last'
    const expected = isLast ? [1, rows, columns, values] : [1, values, rows, columns]
    if (dims.join() !== expected.join()) throw misshapen(name, dims, expected.join(' × '))
    const cells = rows * columns
    return isLast
      ? (cell, value) => data[cell * values + value]!
      : (cell, value) => data[value * cells + cell]!
  }
  const { directions } = head.outputs
  return {
    scoresPerAnchor,
    scores: reader(head.outputs.scores, scoresPerAnchor),
    boxes: reader(head.outputs.boxes, 7),
    directions: directions === null ? null : reader(directions, 2),
  }
}

/** Where the anchors of a cell stand. */
function placeOf(head: AnchorsHead, grid: InputGrid, cell: number): readonly [number, number] {
  const { columns, rows } = sizeOf(head, grid)
  const column = cell % columns
  const row = (cell - column) / columns
  const share = (index: number, count: number): number => {
    if (head.placement === 'middles') return (index + 0.5) / count
    return count === 1 ? 0 : index / (count - 1)
  }
  return [
    grid.minX + share(column, columns) * grid.columns * grid.cellX,
    grid.minY + share(row, rows) * grid.rows * grid.cellY,
  ]
}

/** The anchor as the network corrects it. */
function boxOf(
  head: AnchorsHead,
  at: {
    readonly anchor: Anchor
    readonly place: readonly [number, number]
    readonly cell: number
  },
  { boxes, directions }: Readers,
): Cuboid {
  const { anchor, place, cell } = at
  const value = (index: number): number => boxes(cell, anchor.at * 7 + index)
  const [length, width, height] = anchor.extent
  const diagonal = Math.hypot(length, width)
  const isLengthFirst = head.order === 'lwh'
  const extent: Vec3 = [
    length * sideOf(value(isLengthFirst ? 3 : 4)),
    width * sideOf(value(isLengthFirst ? 4 : 3)),
    height * sideOf(value(5)),
  ]
  const isTurned =
    directions && directions(cell, anchor.at * 2 + 1) > directions(cell, anchor.at * 2)
  return {
    center: [
      place[0] + value(0) * diagonal,
      place[1] + value(1) * diagonal,
      anchor.bottom + height / 2 + value(2) * height,
    ],
    extent,
    rotation: fromYaw(yawOf(head, anchor.rotation + value(6), isTurned)),
  }
}

/** The angle with the direction classifier's word, as a yaw in the model's axes. */
function yawOf({ direction, yaw }: AnchorsHead, angle: number, isTurned: boolean | null): number {
  if (isTurned === null) return wrapAngle(yaw.sign * angle + yaw.offset)
  const off = angle - direction.offset
  const folded = off - Math.floor(off / Math.PI + direction.limit) * Math.PI
  const directed = folded + direction.offset + (isTurned ? Math.PI : 0)
  return wrapAngle(yaw.sign * directed + yaw.offset)
}
