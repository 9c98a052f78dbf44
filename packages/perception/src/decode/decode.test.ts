import { angleBetween, type Cuboid, fromYaw, type Vec3, wrapAngle, yawOf } from '@trueline/geometry'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readManifest } from '../manifest/readManifest.ts'
import type { Tensors } from '../session/session.ts'
import {
  mmdetPointPillars,
  openPcdetCenterPoint,
  openPcdetPointPillars,
  ourManifest,
} from '../testing/manifests.ts'
import { tensorOf } from '../testing/tensors.ts'
import { decodeOutputs } from './decode.ts'

const CELLS = 64
const HALF = CELLS / 2
const WINDOW = (CELLS / 2) * 0.2
const level = (height: number) => ({ scoreFrom: null, groundAt: () => height })

/** What our detector answers where it sees one object, its heat and quality as given. */
function ourOutputs(
  { center, extent, rotation }: Cuboid,
  { channel, heat, quality }: { channel: number; heat: number; quality: number },
): Tensors {
  const heatmap = tensorOf([1, 4, HALF, HALF])
  const box = tensorOf([1, 10, HALF, HALF])
  const column = Math.floor((center[0] + WINDOW) / 0.4)
  const row = Math.floor((center[1] + WINDOW) / 0.4)
  const cell = row * HALF + column
  heatmap.data[channel * HALF * HALF + cell] = heat
  const yaw = yawOf(rotation)
  // The axis along the object is known up to half a turn, the direction says which half.
  const axis = Math.atan2(Math.sin(2 * yaw), Math.cos(2 * yaw)) / 2
  const values = [
    (center[0] + WINDOW) / 0.4 - column - 0.5,
    (center[1] + WINDOW) / 0.4 - row - 0.5,
    center[2] - 0.8,
    Math.log(extent[0] / 2),
    Math.log(extent[1]),
    Math.log(extent[2] / 1.6),
    Math.sin(2 * yaw),
    Math.cos(2 * yaw),
    Math.cos(yaw - axis) > 0 ? 3 : -3,
    Math.log(quality / (1 - quality)),
  ]
  values.forEach((value, at) => {
    box.data[at * HALF * HALF + cell] = value
  })
  return { heatmap, box }
}

const boxes = fc
  .tuple(evenly(-6, 6, 0.01), evenly(-6, 6, 0.01), evenly(0.3, 3, 0.01), evenly(-3.14, 3.14, 0.01))
  .map(
    ([x, y, z, yaw]): Cuboid => ({
      center: [x, y, z],
      extent: [4.2, 1.8, 1.5],
      rotation: fromYaw(yaw),
    }),
  )

/** How far apart two boxes are, each number at its worst. */
function offBetween(a: Cuboid, b: Cuboid): number {
  const far = (from: Vec3, to: Vec3): number =>
    Math.max(...from.map((value, axis) => Math.abs(value - to[axis]!)))
  return Math.max(
    far(a.center, b.center),
    far(a.extent, b.extent),
    Math.abs(angleBetween(yawOf(a.rotation), yawOf(b.rotation))),
  )
}

describe('the outputs of our detector', () => {
  const manifest = readManifest(JSON.stringify(ourManifest(CELLS)))

  it('give the box back that they were made of, above the ground it stands on', () => {
    fc.assert(
      fc.property(boxes, evenly(-3, 3, 0.1), (cuboid, ground) => {
        const outputs = ourOutputs(cuboid, { channel: 0, heat: 0.9, quality: 0.8 })
        const [found, ...others] = decodeOutputs(manifest, outputs, level(ground))
        expect(others).toEqual([])
        const [x, y, z] = cuboid.center
        const standing = { ...cuboid, center: [x, y, z + ground] as const }
        expect(offBetween(found?.cuboid ?? cuboid, standing)).toBeLessThan(1e-5)
      }),
    )
  })

  it('score a box by its heat and its quality', () => {
    const cuboid: Cuboid = { center: [1, 2, 0.8], extent: [4, 2, 1.5], rotation: fromYaw(0) }
    const outputs = ourOutputs(cuboid, { channel: 2, heat: 0.5, quality: 0.9 })
    const [found] = decodeOutputs(manifest, outputs, level(0))
    expect(found?.classAt).toBe(2)
    expect(found?.score).toBeCloseTo(0.5 ** 0.6 * 0.9 ** 0.4, 6)
  })

  it('are read down to the threshold of a class, or to the score asked for', () => {
    const cuboid: Cuboid = { center: [1, 2, 0.8], extent: [4, 2, 1.5], rotation: fromYaw(0) }
    const outputs = ourOutputs(cuboid, { channel: 0, heat: 0.25, quality: 0.3 })
    expect(decodeOutputs(manifest, outputs, level(0))).toHaveLength(0)
    const asked = { ...level(0), scoreFrom: 0.2 }
    expect(decodeOutputs(manifest, outputs, asked)).toHaveLength(1)
  })

  it('have one box where all they say is alike, and none where the ground is unknown', () => {
    const outputs = {
      heatmap: tensorOf([1, 4, HALF, HALF], 0.7),
      box: tensorOf([1, 10, HALF, HALF]),
    }
    expect(decodeOutputs(manifest, outputs, level(0))).toHaveLength(1)
    const unknown = { scoreFrom: null, groundAt: () => null }
    expect(decodeOutputs(manifest, outputs, unknown)).toEqual([])
  })

  it('are refused by name when one is missing, misshapen or no number', () => {
    const whole = ourOutputs(
      { center: [0, 0, 1], extent: [4, 2, 1], rotation: fromYaw(0) },
      { channel: 0, heat: 0.9, quality: 0.5 },
    )
    const refusal = (outputs: Tensors) => () => decodeOutputs(manifest, outputs, level(0))
    const { heatmap, box } = whole as { heatmap: Tensors[string]; box: Tensors[string] }
    expect(refusal({ heatmap })).toThrow(/found heatmap, expected box/)
    expect(refusal({ heatmap, box: tensorOf([1, 8, HALF, HALF]) })).toThrow(
      /output box: found 1 × 8 × 32 × 32, expected 1 × at least 9/,
    )
    expect(refusal({ heatmap: tensorOf([1, 4, HALF, HALF], Number.NaN), box })).toThrow(
      /output heatmap, value 0: found NaN, expected a number/,
    )
    const integers = { data: new Int32Array(4), dims: [1, 4] }
    expect(refusal({ heatmap: integers, box })).toThrow(/found whole numbers, expected float32/)
  })
})

describe('the outputs of CenterPoint as OpenPCDet exports it', () => {
  it('are boxes by logits, the yaw as cosine and sine, in the model’s own heights', () => {
    const manifest = readManifest(JSON.stringify(openPcdetCenterPoint()))
    const outputs: Record<string, ReturnType<typeof tensorOf>> = {}
    for (const [task, channels] of [1, 2].entries()) {
      outputs[`hm_${task}`] = tensorOf([1, channels, 16, 16], -8)
      outputs[`center_${task}`] = tensorOf([1, 2, 16, 16])
      outputs[`center_z_${task}`] = tensorOf([1, 1, 16, 16])
      outputs[`dim_${task}`] = tensorOf([1, 3, 16, 16])
      outputs[`rot_${task}`] = tensorOf([1, 2, 16, 16])
    }
    const cell = 3 * 16 + 5
    const put = (name: string, values: readonly number[], first = 0): void =>
      values.forEach((value, at) => {
        outputs[name]!.data[(first + at) * 256 + cell] = value
      })
    put('hm_1', [2], 1)
    put('center_1', [0.25, 0.75])
    put('center_z_1', [-0.9])
    put('dim_1', [1.8, 0.6, 1.7].map(Math.log))
    put('rot_1', [Math.cos(2.5), Math.sin(2.5)])
    const [found, ...others] = decodeOutputs(manifest, outputs, level(-1.73))
    expect(others).toEqual([])
    expect(manifest.classes[found?.classAt ?? 0]?.name).toBe('Cyclist')
    expect(found?.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
    const expected: Cuboid = {
      center: [5.25 * 0.32, 3.75 * 0.32 - 2.56, -0.9],
      extent: [1.8, 0.6, 1.7],
      rotation: fromYaw(2.5),
    }
    expect(offBetween(found?.cuboid ?? expected, expected)).toBeLessThan(1e-5)
  })
})

describe('the outputs of PointPillars', () => {
  const layouts = {
    'channels-last': openPcdetPointPillars(),
    'channels-first': mmdetPointPillars(),
  }

  it('are corrections of anchors, in either layout and any order of anchors', () => {
    for (const [layout, json] of Object.entries(layouts)) {
      const manifest = readManifest(JSON.stringify(json))
      if (manifest.head.kind !== 'anchors') throw new Error('PointPillars has anchors')
      fc.assert(
        fc.property(evenly(-3.1, 3.1, 0.02), fc.integer({ min: 0, max: 5 }), (yaw, anchorAt) => {
          const {
            scores,
            boxes: codes,
            directions,
          } = manifest.head.kind === 'anchors' ? manifest.head.outputs : never()
          const anchor = json.head.kind === 'anchors' ? json.head.anchors[anchorAt >> 1]! : never()
          const classAt = manifest.classes.findIndex(({ name }) => name === anchor.class)
          const [length, width, height] = anchor.extent
          const cell = 7 * 16 + 9
          const diagonal = Math.hypot(length, width)
          const half = Math.floor((yaw - Math.PI / 4) / Math.PI) % 2 === 0 ? 0 : 1
          const written = {
            [scores]: write([cell, 6 * 3, layout], new Map([[anchorAt * 3 + classAt, 1.5]]), -9),
            [codes]: write(
              [cell, 42, layout],
              new Map(
                [
                  0.1 / diagonal,
                  -0.2 / diagonal,
                  0.3 / height,
                  Math.log(1.1),
                  Math.log(0.9),
                  0,
                  wrapAngle(yaw - (anchorAt % 2) * (Math.PI / 2)) + Math.PI,
                ].map((value, at) => [anchorAt * 7 + at, value]),
              ),
            ),
            [directions ?? '']: write([cell, 12, layout], new Map([[anchorAt * 2 + half, 1]])),
          }
          const [found, ...others] = decodeOutputs(manifest, written, level(0))
          expect(others).toEqual([])
          expect(found?.classAt).toBe(classAt)
          const expected: Cuboid = {
            center: [
              (9 / 15) * 5.12 + 0.1,
              (7 / 15) * 5.12 - 2.56 - 0.2,
              anchor.bottom + height / 2 + 0.3,
            ],
            extent: [length * 1.1, width * 0.9, height],
            rotation: fromYaw(yaw),
          }
          expect(offBetween(found?.cuboid ?? expected, expected)).toBeLessThan(1e-5)
        }),
      )
    }
  })

  it('are refused when the values of a cell are not those of its anchors', () => {
    const manifest = readManifest(JSON.stringify(layouts['channels-first']))
    const outputs = { cls_score0: tensorOf([1, 6, 16, 16]) }
    expect(() => decodeOutputs(manifest, outputs, level(0))).toThrow(
      /output cls_score0: found 1 × 6 × 16 × 16, expected 1 × 18 × 16 × 16/,
    )
  })
})

function never(): never {
  throw new Error('PointPillars has anchors')
}

/** An output of 16 × 16 cells, `fill` but for the given values of one cell. */
function write(
  [cell, values, layout]: readonly [cell: number, values: number, layout: string],
  given: ReadonlyMap<number, number>,
  fill = 0,
) {
  const isLast = layout === 'channels-last'
  const tensor = tensorOf(isLast ? [1, 16, 16, values] : [1, values, 16, 16], fill)
  for (const [at, value] of given) {
    tensor.data[isLast ? cell * values + at : at * 256 + cell] = value
  }
  return tensor
}
