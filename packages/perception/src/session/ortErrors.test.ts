import { describe, expect, it } from 'vitest'
import type { ModelProblem } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import { modelErrorOf } from './ortErrors.ts'

const SAID: readonly (readonly [message: string, problem: ModelProblem])[] = [
  ['Failed to load model because protobuf parsing failed.', 'notOnnx'],
  ['std::bad_alloc', 'memory'],
  ['RangeError: Array buffer allocation failed', 'memory'],
  ['memory access out of bounds', 'memory'],
  ['A valid external Instance reference no longer exists.', 'deviceLost'],
  ['Failed to execute: GPUDevice was lost (destroyed)', 'deviceLost'],
  ['no available backend found. ERR: [webgpu] Failed to get GPU adapter', 'backend'],
  ['Could not find an implementation for Det(11) node with name ""', 'operators'],
  ['Got invalid dimensions for input: raster for the following indices', 'shape'],
  ['segmentation of the moon', 'failed'],
]

describe('an error of onnxruntime', () => {
  it('is one of the problems a person can do something about', () => {
    for (const [message, problem] of SAID) {
      expect(modelErrorOf(new Error(message), modelTexts.network).problem, message).toBe(problem)
    }
  })
})
