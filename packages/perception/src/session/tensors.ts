import { halfOf } from '../half.ts'
import type { Tensor } from './session.ts'

/** Values as onnxruntime holds them. */
export type OrtData = {
  readonly type: string
  readonly data: unknown
  readonly dims: readonly number[]
}

/** The values in the type that an input asks for. */
export function dataFor(type: string, { data }: Tensor): Float32Array | Int32Array | BigInt64Array {
  if (type === 'int64') return BigInt64Array.from(data, (value) => BigInt(value))
  if (type === 'int32' || type === 'uint32') return Int32Array.from(data)
  if (type === 'float32' && !(data instanceof Float32Array)) return Float32Array.from(data)
  return data
}

/** An output's values as numbers: float16 widened, whole numbers as int32; `null` for other types. */
export function tensorFrom({ type, data, dims }: OrtData): Tensor | null {
  if (data instanceof Float32Array) return { data, dims }
  if (type === 'float16') return { data: Float32Array.from(halves(data)), dims }
  if (data instanceof BigInt64Array) return { data: Int32Array.from(data, Number), dims }
  if (data instanceof Int32Array || data instanceof Uint8Array) {
    return { data: Int32Array.from(data), dims }
  }
  return null
}

/** The numbers of float16 values, which come as their bits where the engine has no type for them. */
function halves(data: unknown): Float32Array {
  if (data instanceof Uint16Array) return Float32Array.from(data, halfOf)
  return Float32Array.from(data as ArrayLike<number>)
}
