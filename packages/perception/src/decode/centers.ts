import { fromYaw, type Vec3, wrapAngle } from '@trueline/geometry'
import type { CentersHead, CentersTask } from '../manifest/heads.ts'
import { logitOf, sideOf, sigmoid } from './activation.ts'
import type { DecodeView, ModelBox } from './modelBox.ts'
import { type Channels, channelsOf } from './output.ts'
import { peaksOf } from './peaks.ts'

/**
 * The boxes at the peaks of a network's heat maps, in no order; overlapping ones are all there.
 *
 * As in Yin, Zhou and Krähenbühl, "Center-based 3D Object Detection and Tracking" (CVPR 2021), section
 * 4.1. A box that stands on ground nobody knows the height of is left out.
 *
 * @throws {ModelError} when an output is missing or has another shape.
 */
export function decodeCenters(head: CentersHead, view: DecodeView): readonly ModelBox[] {
  return head.tasks.flatMap((task) => decodeTask(head, task, view))
}

function decodeTask(head: CentersHead, task: CentersTask, view: DecodeView): readonly ModelBox[] {
  const size = {
    rows: Math.floor(view.grid.rows / head.stride),
    columns: Math.floor(view.grid.columns / head.stride),
  }
  const values = valuesOf(task, size, view)
  const boxes: ModelBox[] = []
  task.classes.forEach((name, channel) => {
    const classAt = view.classes.findIndex((one) => one.name === name)
    const scoreFrom = view.scoreFrom ?? view.classes[classAt]!.threshold
    const heat = { ...values.heat, start: values.heat.start + channel * values.heat.plane }
    for (const cell of peaksOf(heat, size, leastHeat(head, task, scoreFrom))) {
      const score = scoreAt({ head, task }, heat, { values, cell })
      if (score < scoreFrom) continue
      const column = cell % size.columns
      const row = (cell - column) / size.columns
      const cuboid = boxAt({ head, task }, { values, cell, column, row }, view)
      if (cuboid !== null) boxes.push({ cuboid, classAt, score })
    }
  })
  return boxes
}

type Values = {
  readonly heat: Channels
  readonly offset: Channels
  readonly height: Channels
  readonly sides: Channels
  readonly rotation: Channels
  readonly direction: Channels | null
  readonly quality: Channels | null
}

/** Where all that a task says is found. */
function valuesOf(
  task: CentersTask,
  size: { readonly rows: number; readonly columns: number },
  { outputs }: DecodeView,
): Values {
  const channels = (
    { output, channel }: { readonly output: string; readonly channel: number },
    count: number,
  ): Channels => channelsOf(outputs, { output, channel, count, ...size })
  return {
    heat: channels(task.heatmap, task.classes.length),
    offset: channels(task.offset, 2),
    height: channels(task.height, 1),
    sides: channels(task.size, 3),
    rotation: channels(task.rotation, 2),
    direction: task.direction && channels(task.direction, 1),
    quality: task.quality && channels(task.quality, 1),
  }
}

type Part = { readonly head: CentersHead; readonly task: CentersTask }

/** The least value of the heat map that a box of a score can have: its quality is 1 at most. */
function leastHeat(head: CentersHead, task: CentersTask, score: number): number {
  const weight = task.quality?.weight ?? 0
  const probability = weight === 1 ? 0 : score ** (1 / (1 - weight))
  return head.heat === 'logit' ? logitOf(probability) : probability
}

function scoreAt(
  { head, task }: Part,
  heat: Channels,
  { values, cell }: { readonly values: Values; readonly cell: number },
): number {
  const raw = heat.data[heat.start + cell]!
  const probability = head.heat === 'logit' ? sigmoid(raw) : raw
  if (task.quality === null || values.quality === null) return probability
  const { weight } = task.quality
  const quality = sigmoid(valueAt(values.quality, cell, 0))
  return probability ** (1 - weight) * quality ** weight
}

/** The box of a cell; `null` where it stands on ground that is not known. */
function boxAt(
  { head, task }: Part,
  at: {
    readonly values: Values
    readonly cell: number
    readonly column: number
    readonly row: number
  },
  { grid, groundAt }: DecodeView,
): ModelBox['cuboid'] | null {
  const { values, cell, column, row } = at
  const alongX = column + head.cellCenter + valueAt(values.offset, cell, 0)
  const alongY = row + head.cellCenter + valueAt(values.offset, cell, 1)
  const x = alongX * head.stride * grid.cellX + grid.minX
  const y = alongY * head.stride * grid.cellY + grid.minY
  const extent = extentAt(task, values.sides, cell)
  const ground = task.height.reference === 'ground' ? groundAt(x, y) : 0
  if (ground === null) return null
  const level = ground + valueAt(values.height, cell, 0) + task.height.shift
  const z = task.height.of === 'bottom' ? level + extent[2] / 2 : level
  const angle = angleAt(task, values, cell)
  const yaw = wrapAngle(head.yaw.sign * angle + head.yaw.offset)
  return { center: [x, y, z], extent, rotation: fromYaw(yaw) }
}

function extentAt({ size }: CentersTask, sides: Channels, cell: number): Vec3 {
  const side = (channel: number): number => {
    const value = valueAt(sides, cell, channel)
    return size.code === 'log' ? sideOf(value) : Math.max(value, 0.01)
  }
  const isLengthFirst = size.order === 'lwh'
  return [
    size.prior[0] * side(isLengthFirst ? 0 : 1),
    size.prior[1] * side(isLengthFirst ? 1 : 0),
    size.prior[2] * side(2),
  ]
}

function angleAt({ rotation }: CentersTask, values: Values, cell: number): number {
  const first = valueAt(values.rotation, cell, 0)
  const second = valueAt(values.rotation, cell, 1)
  if (rotation.code === 'cosSin') return Math.atan2(second, first)
  if (rotation.code === 'sinCos') return Math.atan2(first, second)
  const axis = Math.atan2(first, second) / 2
  const isBack = values.direction !== null && valueAt(values.direction, cell, 0) <= 0
  return isBack ? axis + Math.PI : axis
}

function valueAt({ data, start, plane }: Channels, cell: number, channel: number): number {
  return data[start + channel * plane + cell]!
}
