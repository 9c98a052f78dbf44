import { describe, expect, it } from 'vitest'
import { vertexPlaces } from './vertexPlaces.ts'
import type { Line } from './windowLine.ts'

const straight = (from: number, to: number, y = 3): Line =>
  Array.from({ length: 11 }, (_, index) => [from + ((to - from) * index) / 10, y])

/** A quarter of a circle to the left. */
const bend = (radius: number): Line =>
  Array.from({ length: 31 }, (_, index) => {
    const angle = (index / 30) * (Math.PI / 2)
    return [radius * Math.sin(angle), radius * (1 - Math.cos(angle))]
  })

describe('vertexPlaces', () => {
  it('lie on the same lines wherever a lane is cut off', () => {
    const inner = (line: Line): readonly number[] =>
      vertexPlaces(line, false)
        .slice(1, -1)
        .map(({ x }) => Math.round(x * 1000) / 1000)
    expect(inner(straight(-38, 58))).toEqual([-33, -22, -11, 0, 11, 22, 33, 44, 55])
    expect(inner(straight(-29.7, 31.2))).toEqual([-22, -11, 0, 11, 22])
    expect(inner(straight(31.2, -29.7))).toEqual([22, 11, 0, -11, -22])
  })

  it('keep a short lane between two nodes in equal strides', () => {
    const places = vertexPlaces(straight(1, 21), true)
    expect(places.map(({ x }) => x)).toEqual([1, 11, 21])
  })

  it('follow a bend in strides of at most 40°', () => {
    const places = vertexPlaces(bend(10), true)
    expect(places.length).toBe(4)
    places.slice(1).forEach(({ heading }, index) => {
      expect(heading - places[index]!.heading).toBeLessThan((40 * Math.PI) / 180)
    })
  })

  it('are never farther apart than 15.6 m', () => {
    for (let degrees = 0; degrees < 180; degrees += 7) {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
      const places = vertexPlaces(
        straight(-24, 24, 0).map(([way]) => [way * cos, way * sin]),
        false,
      )
      places.slice(1).forEach(({ x, y }, index) => {
        const last = places[index]!
        expect(Math.hypot(x - last.x, y - last.y)).toBeLessThan(15.61)
      })
    }
  })
})
