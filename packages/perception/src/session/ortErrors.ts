import { type Message, verbatim } from '@trueline/annotation'
import { ModelError, type ModelProblem } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'

/** What onnxruntime's own words mean, the first that match; seen in 1.30, node and web. */
const MEANINGS: readonly (readonly [
  words: RegExp,
  problem: ModelProblem,
  found: Message | null,
  expected: Message,
])[] = [
  [
    /protobuf parsing failed|ModelProto|not a valid onnx/i,
    'notOnnx',
    modelTexts.somethingElse,
    modelTexts.onnx,
  ],
  [
    /out of memory|bad_alloc|allocation fail|could not allocate|OutOfMemory|memory access/i,
    'memory',
    modelTexts.littleMemory,
    modelTexts.enoughMemory,
  ],
  [
    /device.{0,20}lost|lost.{0,20}device|instance dropped|external instance/i,
    'deviceLost',
    modelTexts.lostGpu,
    modelTexts.lastingGpu,
  ],
  [
    /no available backend|webgpu adapter|no supported adapters|requestAdapter/i,
    'backend',
    modelTexts.noGpu,
    modelTexts.fittingGpu,
  ],
  [
    /not a registered function|no op registered|could not find an implementation|not implemented|NOT_IMPLEMENTED|does not support it|opset/i,
    'operators',
    null,
    modelTexts.backendOperators,
  ],
  [
    /invalid dimensions|invalid rank|shape mismatch|dimension/i,
    'shape',
    null,
    modelTexts.fittingInputs,
  ],
  [
    /unexpected input data type|type error|invalid graph|INVALID_GRAPH|load model from/i,
    'notOnnx',
    null,
    modelTexts.soundOnnx,
  ],
]

/** What an error of onnxruntime means; one that is a `ModelError` already stays itself. */
export function modelErrorOf(error: unknown, where: Message): ModelError {
  if (error instanceof ModelError) return error
  const message = error instanceof Error ? error.message : String(error)
  const meaning = MEANINGS.find(([words]) => words.test(message))
  const said = operatorIn(message) ?? verbatim(firstLine(message))
  if (meaning === undefined) {
    return new ModelError('failed', { where, found: said, expected: modelTexts.runs })
  }
  const [, problem, found, expected] = meaning
  return new ModelError(problem, { where, found: found ?? said, expected })
}

/** The operator that onnxruntime says it does not have. */
function operatorIn(message: string): Message | null {
  const named =
    /Fatal error: (\S+?)\(-?\d+\)|No Op registered for (\S+)|implementation for (\S+?)\(/.exec(
      message,
    )
  const operator = named?.[1] ?? named?.[2] ?? named?.[3]
  return operator === undefined ? null : modelTexts.operator({ operator })
}

function firstLine(message: string): string {
  const line = message.split('\n')[0]?.trim() ?? ''
  return line.length > 240 ? `${line.slice(0, 240)}…` : line
}
