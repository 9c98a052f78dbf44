import type { Message } from '@trueline/annotation'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import type { Tensors } from '../session/session.ts'
import { shapeText } from '../shapeText.ts'

/** Some channels of an output, each a plane of rows × columns. */
export type Channels = {
  readonly data: Float32Array
  /** Where the first of them begins. */
  readonly start: number
  /** Values of a channel. */
  readonly plane: number
}

/** What is asked of an output. */
type Asked = {
  readonly output: string
  readonly channel: number
  /** How many channels from there on. */
  readonly count: number
  readonly rows: number
  readonly columns: number
}

/**
 * The channels of an output of 1 × channels × rows × columns.
 *
 * @throws {ModelError} when there is no such output, or it has another shape or fewer channels.
 */
export function channelsOf(outputs: Tensors, asked: Asked): Channels {
  const { output, channel, count, rows, columns } = asked
  const { data, dims } = outputOf(outputs, output)
  const [batch, channels = 0, height, width] = dims
  const isFit = dims.length === 4 && batch === 1 && height === rows && width === columns
  if (!isFit || channels < channel + count) {
    const least = modelTexts.atLeast({ least: channel + count })
    throw misshapen(output, dims, shapeText([1, least, rows, columns]))
  }
  return { data, start: channel * rows * columns, plane: rows * columns }
}

/**
 * An output by its name.
 *
 * @throws {ModelError} when there is none, or it does not hold float32.
 */
export function outputOf(
  outputs: Tensors,
  name: string,
): { readonly data: Float32Array; readonly dims: readonly number[] } {
  const tensor = outputs[name]
  if (tensor === undefined) {
    const found = Object.keys(outputs).join(', ') || modelTexts.none
    throw new ModelError('outputs', { where: modelTexts.networkOutputs, found, expected: name })
  }
  const { data, dims } = tensor
  if (data instanceof Float32Array) return { data, dims }
  throw new ModelError('outputs', {
    where: modelTexts.output({ name }),
    found: modelTexts.wholeNumbers,
    expected: 'float32',
  })
}

/** The refusal of an output's shape. */
export function misshapen(
  name: string,
  dims: readonly number[],
  expected: string | Message,
): ModelError {
  const where = modelTexts.output({ name })
  return new ModelError('shape', { where, found: dims.join(' × '), expected })
}

/**
 * Refuses outputs that hold what is no number. About 1 ms for a million values.
 *
 * @throws {ModelError} naming the output and the place.
 */
export function requireFinite(outputs: Tensors): void {
  for (const [name, { data }] of Object.entries(outputs)) {
    // Times 0 all numbers are 0, but NaN and the infinities are NaN: one comparison for them all.
    let sum = 0
    for (let at = 0; at < data.length; at++) sum += data[at]! * 0
    if (sum === 0) continue
    const at = data.findIndex((value) => !Number.isFinite(value))
    const where = modelTexts.outputValue({ name, at })
    const found = String(data[at])
    throw new ModelError('notFinite', { where, found, expected: modelTexts.aNumber })
  }
}
