import { bevIou, type Cuboid, fromYaw, type Vec3, yawOf } from '@trueline/geometry'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Detection } from '../detection.ts'
import { joinFragments } from './joinFragments.ts'

/** Places along the lorry's own axes, in a space where it stands somewhere, turned. */
type Stand = { readonly x: number; readonly y: number; readonly yaw: number }
const HERE: Stand = { x: 0, y: 0, yaw: 0 }

function at({ x, y, yaw }: Stand, along: number, across: number): readonly [number, number] {
  return [
    x + along * Math.cos(yaw) - across * Math.sin(yaw),
    y + along * Math.sin(yaw) + across * Math.cos(yaw),
  ]
}

type Part = { readonly along: number; readonly extent: Vec3; readonly turn?: number }

function boxOf({ along, extent, turn = 0 }: Part, stand: Stand): Cuboid {
  const [x, y] = at(stand, along, 0)
  return { center: [x, y, extent[2] / 2], extent, rotation: fromYaw(stand.yaw + turn) }
}

const REAR: Part = { along: -3.4, extent: [7.2, 2.3, 3.1], turn: Math.PI + 0.05 }
const FRONT: Part = { along: 4.3, extent: [5.7, 2.1, 2.3], turn: -0.05 }

function found(part: Part, category: string, score: number): Detection {
  return { cuboid: boxOf(part, HERE), category, score }
}

const fragments = (stand = HERE): readonly Detection[] => [
  { cuboid: boxOf(REAR, stand), category: 'truck', score: 0.67 },
  { cuboid: boxOf(FRONT, stand), category: 'car', score: 0.65 },
]

/** Points of one side, from one place along it to another. */
function sideOf(stretches: readonly (readonly [number, number])[], stand = HERE): Float32Array {
  const rows: number[] = []
  for (const [from, to] of stretches) {
    for (let along = from; along <= to; along += 0.1) {
      const [x, y] = at(stand, along, -1.1)
      rows.push(x, y, 1.2, 0.5)
    }
  }
  return Float32Array.from(rows)
}

const LORRY = [[-7, 7.1]] as const

describe('fragments of a long vehicle', () => {
  it('are one box with its score and category, wherever the lorry stands and however it is turned', () => {
    const stands = fc.record({
      x: evenly(-40, 40, 0.1),
      y: evenly(-40, 40, 0.1),
      yaw: evenly(-3, 3, 0.01),
    })
    fc.assert(
      fc.property(stands, (stand) => {
        const joined = joinFragments(fragments(stand), sideOf(LORRY, stand))
        expect(joined).toHaveLength(1)
        expect(joined[0]).toMatchObject({ category: 'truck', score: 0.67 })
        const lorry = boxOf({ along: 0.07, extent: [14.15, 2.3, 3.1] }, stand)
        expect(bevIou(joined[0]!.cuboid, lorry)).toBeGreaterThan(0.95)
        // It looks where the surer fragment looks.
        expect(Math.cos(yawOf(joined[0]!.cuboid.rotation) - stand.yaw)).toBeLessThan(-0.99)
      }),
    )
  })

  it('take what stands in the joined box with them, and leave what stands beside it', () => {
    const inside = found({ along: 0.7, extent: [0.8, 0.7, 1.7] }, 'cyclist', 0.5)
    const beside: Detection = {
      ...inside,
      cuboid: { ...inside.cuboid, center: [0.7, 2.5, 0.85] },
    }
    const joined = joinFragments([...fragments(), inside, beside], sideOf(LORRY))
    expect(joined.map(({ category }) => category)).toEqual(['truck', 'cyclist'])
    expect(joined[1]).toBe(beside)
  })

  it('can be three', () => {
    const parts = [
      found({ along: -5, extent: [5, 2.4, 3] }, 'bus', 0.6),
      found({ along: 0.5, extent: [5, 2.4, 3] }, 'car', 0.5),
      found({ along: 6, extent: [5, 2.4, 3] }, 'car', 0.4),
    ]
    const joined = joinFragments(parts, sideOf([[-7.5, 8.5]]))
    expect(joined).toHaveLength(1)
    expect(joined[0]!.cuboid.extent[0]).toBeCloseTo(16, 6)
  })
})

describe('two vehicles stay two', () => {
  it.each<[string, readonly Detection[], Float32Array]>([
    [
      'that queue with nothing between them',
      fragments(),
      sideOf([
        [-7, 0.1],
        [1.6, 7.1],
      ]),
    ],
    [
      'of which neither is long',
      fragments().map((one) => ({ ...one, category: 'car' })),
      sideOf(LORRY),
    ],
    [
      'of which one is hardly there',
      [fragments()[0]!, { ...fragments()[1]!, score: 0.2 }],
      sideOf(LORRY),
    ],
    [
      'of which one turns off',
      [fragments()[0]!, found({ ...FRONT, turn: 0.4 }, 'car', 0.65)],
      sideOf(LORRY),
    ],
    [
      'longer together than any vehicle',
      [
        found({ along: -8, extent: [12, 2.5, 3] }, 'truck', 0.7),
        found({ along: 5, extent: [12, 2.5, 3] }, 'truck', 0.6),
      ],
      sideOf([[-14, 11]]),
    ],
    [
      'that stand beside one another',
      [
        found(REAR, 'truck', 0.67),
        { ...fragments()[1]!, cuboid: { ...fragments()[1]!.cuboid, center: [4.3, 3.5, 1.1] } },
      ],
      sideOf(LORRY),
    ],
  ])('%s', (_, detections, points) => {
    expect(joinFragments(detections, points)).toEqual(detections)
  })
})
