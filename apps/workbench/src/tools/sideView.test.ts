import { poseOf, transform, type Vec3 } from '@trueline/geometry'
import { cuboids, evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  extentInView,
  localFromView,
  movedLocally,
  SIDE_VIEWS,
  viewAxes,
  viewFromEgo,
} from './sideView.ts'

const views = fc.constantFrom(...SIDE_VIEWS)
const place = fc.tuple(evenly(-5, 5, 0.1), evenly(-5, 5, 0.1))

/** On a box's own axes: x forward, y left, z up. */
const FORWARD: Vec3 = [1, 0, 0]
const RIGHT: Vec3 = [0, -1, 0]
const UP: Vec3 = [0, 0, 1]

describe('the side views', () => {
  it('have right on the right from above and from behind, and forward on the right from the side', () => {
    fc.assert(
      fc.property(cuboids(), (box) => {
        const seen = (view: 'top' | 'side' | 'rear', local: Vec3): readonly number[] =>
          viewFromEgo(view, poseOf(box), transform(poseOf(box), local)).map(
            (value) => Math.round(value * 1e9) / 1e9 + 0,
          )
        expect(seen('top', RIGHT)).toEqual([1, 0])
        expect(seen('top', FORWARD)).toEqual([0, 1])
        expect(seen('rear', RIGHT)).toEqual([1, 0])
        expect(seen('rear', UP)).toEqual([0, 1])
        expect(seen('side', FORWARD)).toEqual([1, 0])
        expect(seen('side', UP)).toEqual([0, 1])
      }),
    )
  })

  it('are no mirror images: right, up and towards the viewer make a right hand', () => {
    for (const view of SIDE_VIEWS) {
      const axis = ({ axis, sign }: { axis: number; sign: number }): Vec3 => [
        axis === 0 ? sign : 0,
        axis === 1 ? sign : 0,
        axis === 2 ? sign : 0,
      ]
      const { right, up, toViewer } = viewAxes(view)
      const [a, b] = [axis(right), axis(up)]
      const crossed = [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
      ]
      expect(crossed.map((value) => value + 0)).toEqual([...axis(toViewer)])
    }
  })

  it('move a box as far as the pointer went', () => {
    fc.assert(
      fc.property(cuboids(), views, place, (box, view, way) => {
        const moved = movedLocally(box, localFromView(view, way))
        const seen = viewFromEgo(view, poseOf(box), moved.center)
        expect(seen[0]).toBeCloseTo(way[0], 9)
        expect(seen[1]).toBeCloseTo(way[1], 9)
      }),
    )
  })

  it('show the sides that lie across and upwards', () => {
    const box = { center: [0, 0, 0], extent: [4, 2, 1], rotation: [0, 0, 0, 1] } as const
    expect(extentInView('top', box)).toEqual([2, 4])
    expect(extentInView('side', box)).toEqual([4, 1])
    expect(extentInView('rear', box)).toEqual([2, 1])
  })
})
