import { describe, expect, it } from 'vitest'
import { pickCorner, pickLine, pickLines, pickPiece } from './pickLine.ts'

/** Ten pixels a meter, seen from above; what is below the ground is behind the viewer. */
const pixelOf = ([x, y, z]: readonly [number, number, number]) =>
  z < 0 ? null : ([x * 10, y * 10] as const)

const along = {
  name: 'along',
  points: [
    [0, 0, 0],
    [10, 0, 0],
  ] as const,
}
const across = {
  name: 'across',
  points: [
    [5, 1, 0],
    [5, 9, 0],
    [5, 20, -1],
  ] as const,
}

describe('the pointer over lines', () => {
  it('means the nearest of those within reach', () => {
    expect(pickLine([along, across], pixelOf, [40, 5])).toBe(along)
    expect(pickLine([along, across], pixelOf, [52, 8])).toBe(across)
    expect(pickLine([along, across], pixelOf, [20, 9])).toBeNull()
  })

  it('names all within reach, the nearest first and of equals the one drawn last', () => {
    const upon = { ...along, name: 'upon' }
    expect(pickLines([along, upon, across], pixelOf, [49, 5])).toEqual([upon, along, across])
    expect(pickLines([along, upon, across], pixelOf, [20, 9])).toEqual([])
  })

  it('means no piece that leads behind the viewer', () => {
    expect(pickLine([across], pixelOf, [50, 150])).toBeNull()
  })

  it('means the piece it is at, by the point before it', () => {
    const bent = [...along.points, [10, 9, 0] as const]
    expect(pickPiece(bent, pixelOf, [40, 3])).toBe(0)
    expect(pickPiece(bent, pixelOf, [97, 60])).toBe(1)
    expect(pickPiece(bent, pixelOf, [60, 60])).toBeNull()
  })

  it('means the corner it is at', () => {
    expect(pickCorner(across.points, pixelOf, [53, 88])).toBe(1)
    expect(pickCorner(across.points, pixelOf, [50, 50])).toBeNull()
  })
})
