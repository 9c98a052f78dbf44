import { type Cuboid, conjugate, cornersOf, rotate, subtract, type Vec3 } from '@trueline/geometry'
import { cuboids, evenly } from '@trueline/geometry/testing'
import type { Face } from '@trueline/pointcloud'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dragFace, SHORTEST_SIDE, slideFace } from './dragFace.ts'
import { ALL_FACES, FACE_DIRECTION } from './faces.ts'

const faces = fc.constantFrom(...ALL_FACES)
const step = evenly(-3, 3, 0.05)
const ways = fc.tuple(step, step, step)

describe('dragging a face', () => {
  it('leaves the five other faces where they are, as far as the pointer goes', () => {
    fc.assert(
      fc.property(cuboids(), faces, ways, (cuboid, face, way) => {
        const dragged = dragFace(cuboid, [face], way)
        for (const other of ALL_FACES) {
          const { axis, sign } = FACE_DIRECTION[face]
          const room = cuboid.extent[axis] - SHORTEST_SIDE
          const expected = other === face ? Math.max(-room, sign * way[axis]) : 0
          expect(faceMoved(cuboid, dragged, other)).toBeCloseTo(expected, 9)
        }
      }),
    )
  })

  it('goes back where it came from by the opposite way', () => {
    fc.assert(
      fc.property(cuboids(), faces, ways, (cuboid, face, way) => {
        const outwards: Vec3 = [Math.abs(way[0]), Math.abs(way[1]), Math.abs(way[2])]
        const { axis, sign } = FACE_DIRECTION[face]
        const there: [number, number, number] = [0, 0, 0]
        there[axis] = sign * outwards[axis]
        const back = dragFace(
          dragFace(cuboid, [face], there),
          [face],
          [-there[0], -there[1], -there[2]],
        )
        expectSame(back, cuboid)
      }),
    )
  })

  it('never makes a side shorter than 5 cm', () => {
    const thin: Cuboid = { center: [1, 2, 3], extent: [4, 2, 1.5], rotation: [0, 0, 0, 1] }
    const { extent, center } = dragFace(thin, ['front'], [-100, 0, 0])
    expect(extent[0]).toBe(SHORTEST_SIDE)
    expect(center[0] - extent[0] / 2).toBeCloseTo(-1, 12)
  })

  it('moves both faces of a corner, each along its own axis', () => {
    const box: Cuboid = { center: [0, 0, 0], extent: [4, 2, 1], rotation: [0, 0, 0, 1] }
    const { center, extent } = dragFace(box, ['front', 'left'], [0.5, 0.25, 9])
    expect(extent).toEqual([4.5, 2.25, 1])
    expect(center).toEqual([0.25, 0.125, 0])
  })
})

describe('sliding by a face', () => {
  it('keeps the size and moves along the axis of that face alone', () => {
    fc.assert(
      fc.property(cuboids(), faces, ways, (cuboid, face, way) => {
        const slid = slideFace(cuboid, [face], way)
        expect(slid.extent).toEqual(cuboid.extent)
        const moved = rotate(conjugate(cuboid.rotation), subtract(slid.center, cuboid.center))
        const { axis } = FACE_DIRECTION[face]
        moved.forEach((value, at) => {
          expect(value).toBeCloseTo(at === axis ? way[axis] : 0, 9)
        })
      }),
    )
  })
})

/** How far outwards a face of a box went, on the box's own axes. */
function faceMoved(before: Cuboid, after: Cuboid, face: Face): number {
  const { axis, sign } = FACE_DIRECTION[face]
  const shift = rotate(conjugate(before.rotation), subtract(after.center, before.center))[axis]
  return sign * shift + (after.extent[axis] - before.extent[axis]) / 2
}

function expectSame(a: Cuboid, b: Cuboid): void {
  const corners = cornersOf(b)
  cornersOf(a).forEach((corner, index) => {
    corner.forEach((value, axis) => {
      expect(value).toBeCloseTo(corners[index]![axis]!, 9)
    })
  })
}
