/**
 * Operators seen to run on onnxruntime-web's native WebGPU provider (1.30), one by one, with its
 * fallback switched off. The rest run on the processor: right, with a copy from the GPU and back.
 */
const ON_GPU = new Set(
  (
    'Abs Add And ArgMax Atan AveragePool BatchNormalization Cast Ceil Clip Concat Constant Conv ' +
    'ConvTranspose CumSum DepthToSpace Div Einsum Equal Erf Exp Expand Flatten Floor Gather ' +
    'GatherElements GatherND Gelu Gemm GlobalAveragePool Greater GridSample HardSwish Identity ' +
    'InstanceNormalization LayerNormalization LeakyRelu Less Log MatMul MaxPool Mul Neg Not Pad Pow ' +
    'Reciprocal ReduceMax ReduceMean ReduceSum Relu Reshape Resize ScatterElements ScatterND Shape ' +
    'Sigmoid Sin Slice Softmax Split Sqrt Squeeze Sub Tanh Tile TopK Transpose Unsqueeze Where'
  ).split(' '),
)

/** Those of a network's operators that run on the processor beside the GPU, in their order. */
export function offGpu(operators: readonly string[]): readonly string[] {
  return operators.filter((operator) => !ON_GPU.has(operator))
}
