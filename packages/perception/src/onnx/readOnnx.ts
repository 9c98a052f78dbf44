import type { Message } from '@trueline/annotation'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import { type Field, fieldsOf, NotProtobufError } from './protobuf.ts'

/** What an ONNX file says of itself, without its weights. */
export type OnnxGraph = {
  readonly opset: number
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** The operators its nodes are, each once, sorted: `Conv`, `nvidia:PPScatterPlugin`. */
  readonly operators: readonly string[]
}

/** An input or output. */
export type OnnxValue = {
  readonly name: string
  /** `float32`, `int64`, …; `type 9` where we have no word for it. */
  readonly type: string
  /** `null` for a side that is not fixed; empty where nothing is said of the shape. */
  readonly dims: readonly (number | null)[]
}

/** `TensorProto.DataType`. */
const TYPES: { readonly [type: number]: string } = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
}

/**
 * The graph of an ONNX file (onnx.proto of ONNX 1.17), its weights left unread.
 *
 * @throws {ModelError} when the bytes are no ONNX model.
 */
export function readOnnx(bytes: Uint8Array, file: string): OnnxGraph {
  try {
    return modelOf(bytes, file)
  } catch (error) {
    if (!(error instanceof NotProtobufError)) throw error
    throw notOnnx(file, modelTexts.otherBytes({ count: bytes.length }))
  }
}

function notOnnx(where: string, found: Message): ModelError {
  return new ModelError('notOnnx', { where, found, expected: modelTexts.onnx })
}

function modelOf(bytes: Uint8Array, file: string): OnnxGraph {
  let graph: Uint8Array | null = null
  let opset = 0
  for (const field of fieldsOf(bytes)) {
    if (field.id === 7) graph = field.bytes
    if (field.id === 8 && field.bytes !== null) opset = Math.max(opset, mainOpset(field.bytes))
  }
  if (graph === null)
    throw notOnnx(file, bytes.length === 0 ? modelTexts.nothing : modelTexts.noGraph)
  const initializers = new Set<string>()
  const operators = new Set<string>()
  const inputs: OnnxValue[] = []
  const outputs: OnnxValue[] = []
  for (const { id, bytes: part } of fieldsOf(graph)) {
    if (part === null) continue
    if (id === 1) operators.add(operatorOf(part))
    if (id === 5) initializers.add(textIn(part, 8))
    if (id === 11) inputs.push(onnxValueOf(part))
    if (id === 12) outputs.push(onnxValueOf(part))
  }
  return {
    opset,
    // Before IR version 4 weights were inputs too.
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs,
    operators: [...operators].toSorted(),
  }
}

/** The version of ONNX's own operators in an `OperatorSetIdProto`; 0 in one of others. */
function mainOpset(bytes: Uint8Array): number {
  const domain = textIn(bytes, 1)
  return domain === '' || domain === 'ai.onnx' ? numberIn(bytes, 2) : 0
}

function operatorOf(node: Uint8Array): string {
  const domain = textIn(node, 7)
  const type = textIn(node, 4)
  return domain === '' || domain === 'ai.onnx' ? type : `${domain}:${type}`
}

function onnxValueOf(info: Uint8Array): OnnxValue {
  const type = partOf(info, 2)
  const tensor = type && partOf(type, 1)
  const shape = tensor && partOf(tensor, 2)
  const elementType = tensor === null ? 0 : numberIn(tensor, 1)
  return {
    name: textIn(info, 1),
    type: TYPES[elementType] ?? `type ${elementType}`,
    dims: shape === null ? [] : [...fieldsOf(shape)].map(({ bytes }) => sideOf(bytes)),
  }
}

function sideOf(dimension: Uint8Array | null): number | null {
  if (dimension === null) return null
  const given = lastOf(dimension, 1)
  return given === undefined || given.value === null || given.value <= 0 ? null : given.value
}

function lastOf(message: Uint8Array, id: number): Field | undefined {
  return [...fieldsOf(message)].findLast((field) => field.id === id)
}

function partOf(message: Uint8Array, id: number): Uint8Array | null {
  return lastOf(message, id)?.bytes ?? null
}

function textIn(message: Uint8Array, id: number): string {
  const bytes = partOf(message, id)
  return bytes === null ? '' : new TextDecoder().decode(bytes)
}

function numberIn(message: Uint8Array, id: number): number {
  return lastOf(message, id)?.value ?? 0
}
