import { describe, expect, it } from 'vitest'
import { readManifest } from '../manifest/readManifest.ts'
import { ModelError } from '../modelError.ts'
import { readOnnx } from '../onnx/readOnnx.ts'
import {
  type ManifestJson,
  mmdetPointPillars,
  openPcdetCenterPoint,
  openPcdetPointPillars,
  ourManifest,
} from '../testing/manifests.ts'
import {
  brokenNetwork,
  centerPointNetwork,
  ourNetwork,
  pointPillarsNetwork,
} from '../testing/networks.ts'
import { modelProblems } from './modelProblems.ts'
import { offGpu } from './webGpuOperators.ts'

/** What does not fit, a line each. */
function problemsOf(json: ManifestJson, network: Uint8Array): readonly string[] {
  const manifest = readManifest(JSON.stringify(json))
  return modelProblems(manifest, readOnnx(network, manifest.file)).map(({ message }) => message)
}

describe('a model', () => {
  it('fits its manifest in each of the layouts', () => {
    expect(problemsOf(ourManifest(64), ourNetwork(64))).toEqual([])
    expect(problemsOf(openPcdetPointPillars(), pointPillarsNetwork('openpcdet'))).toEqual([])
    expect(problemsOf(mmdetPointPillars(), pointPillarsNetwork('mmdet'))).toEqual([])
    expect(problemsOf(openPcdetCenterPoint(), centerPointNetwork())).toEqual([])
  })

  it('of another window does not fit, and every place is named', () => {
    expect(problemsOf(ourManifest(512), ourNetwork(64))).toEqual([
      'objects.onnx, input raster: found 1 × 13 × 64 × 64, expected 1 × 13 × 512 × 512',
      'objects.onnx, output heatmap: found 1 × 4 × 32 × 32, expected 1 × at least 4 × 256 × 256',
      'objects.onnx, output box: found 1 × 10 × 32 × 32, expected 1 × at least 10 × 256 × 256',
    ])
  })

  it('of another layout does not fit, by its names', () => {
    const problems = problemsOf(openPcdetPointPillars(), pointPillarsNetwork('mmdet'))
    expect(problems).toContain(
      'pointpillars.onnx, inputs: found voxels, num_points, coors, expected voxel_idxs',
    )
    expect(problems).toContain(
      'pointpillars.onnx, input voxels: found 200 × 8 × 4, expected 200 × 8 × 10',
    )
    expect(problems).toContain(
      'pointpillars.onnx, input num_points: found an input that the manifest does not fill, expected none',
    )
  })

  it('with a plug-in of TensorRT does not fit', () => {
    expect(problemsOf(ourManifest(64), brokenNetwork('PPScatterPlugin', 'nvidia'))).toContain(
      'objects.onnx: found the operator nvidia:PPScatterPlugin, expected operators of ONNX alone',
    )
  })

  it('that is no ONNX file is refused', () => {
    const read = (bytes: Uint8Array) => () => readOnnx(bytes, 'objects.onnx')
    const texts = [
      '',
      '<!doctype html>',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0',
    ]
    for (const text of texts) {
      expect(read(new TextEncoder().encode(text)), text).toThrow(ModelError)
    }
    for (const length of [1, 10, 200, 900]) {
      expect(read(ourNetwork(64).subarray(0, length)), String(length)).toThrow(ModelError)
    }
  })

  it('runs on the GPU but for the operators that are not there', () => {
    const { operators } = readOnnx(ourNetwork(64), 'objects.onnx')
    expect(offGpu(operators)).toEqual([])
    expect(offGpu([...operators, 'NonMaxSuppression'])).toEqual(['NonMaxSuppression'])
  })
})
