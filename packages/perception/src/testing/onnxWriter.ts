import { messageOf } from './protobufWriter.ts'

/** An input or output of a graph; a negative side is not fixed. */
export type Port = {
  readonly name: string
  readonly type: keyof typeof TYPES
  readonly dims: readonly number[]
}

/** An operator at work. */
export type Node = {
  readonly type: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly ints?: { readonly [attribute: string]: number | readonly number[] }
  readonly domain?: string
}

/** Weights. */
export type Weights = {
  readonly name: string
  readonly dims: readonly number[]
  readonly data: Float32Array | BigInt64Array
}

/** A network to be written. */
export type Graph = {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  readonly nodes: readonly Node[]
  readonly weights: readonly Weights[]
}

const TYPES = { float32: 1, int32: 6, int64: 7 } as const

/** The bytes of an ONNX file, opset 17 (onnx.proto of ONNX 1.12). */
export function onnxOf({ inputs, outputs, nodes, weights }: Graph): Uint8Array {
  const graph = messageOf([
    ...nodes.map((node) => [1, nodeOf(node)] as const),
    [2, 'test'],
    ...weights.map((one) => [5, weightsOf(one)] as const),
    ...inputs.map((port) => [11, portOf(port)] as const),
    ...outputs.map((port) => [12, portOf(port)] as const),
  ])
  const opset = (domain: string, version: number) =>
    [8, messageOf([[1, domain] as const, [2, version] as const])] as const
  const domains = [
    ...new Set(nodes.flatMap(({ domain }) => (domain === undefined ? [] : [domain]))),
  ]
  return messageOf([[1, 8], [7, graph], opset('', 17), ...domains.map((one) => opset(one, 1))])
}

function nodeOf({ type, inputs, outputs, ints = {}, domain }: Node): Uint8Array {
  return messageOf([
    ...inputs.map((name) => [1, name] as const),
    ...outputs.map((name) => [2, name] as const),
    [4, type],
    ...Object.entries(ints).map(([name, value]) => [5, attributeOf(name, value)] as const),
    ...(domain === undefined ? [] : [[7, domain] as const]),
  ])
}

function attributeOf(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === 'number')
    return messageOf([
      [1, name],
      [3, value],
      [20, 2],
    ])
  return messageOf([[1, name], ...value.map((one) => [8, one] as const), [20, 7]])
}

function weightsOf({ name, dims, data }: Weights): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return messageOf([
    ...dims.map((side) => [1, side] as const),
    [2, data instanceof Float32Array ? TYPES.float32 : TYPES.int64],
    [8, name],
    [9, bytes],
  ])
}

function portOf({ name, type, dims }: Port): Uint8Array {
  const sides = dims.map(
    (side, at) => [1, messageOf([side < 0 ? [2, `side${at}`] : [1, side]])] as const,
  )
  const tensor = messageOf([
    [1, TYPES[type]],
    [2, messageOf(sides)],
  ])
  return messageOf([
    [1, name],
    [2, messageOf([[1, tensor]])],
  ])
}
