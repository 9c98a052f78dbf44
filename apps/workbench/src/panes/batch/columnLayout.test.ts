import { describe, expect, it } from 'vitest'
import { largestExtent, layOutColumn } from './columnLayout.ts'

const zooms = { top: 1, side: 1, rear: 1 }
const size = { width: 164, height: 800 }
const extent = [4.5, 1.9, 1.6] as const

describe('a column', () => {
  it('has its views one under the other, each with room for the largest box, and the picture under them', () => {
    const { rects, picture } = layOutColumn(size, zooms, { extent, hasPictures: true })
    expect(rects.map(({ view }) => view)).toEqual(['top', 'side', 'rear'])
    for (const [index, rect] of rects.entries()) {
      const before = rects[index - 1]
      expect(rect.top).toBe(before === undefined ? 0 : before.top + before.height)
    }
    const [top, side, rear] = rects
    expect(top!.pxPerMeter * extent[0]).toBeLessThan(top!.height)
    expect(side!.pxPerMeter * extent[0]).toBeLessThan(side!.width)
    expect(rear!.pxPerMeter * extent[2]).toBeLessThan(rear!.height)
    expect(picture.top + picture.size.height).toBe(size.height)
    expect(picture.size.height).toBeGreaterThan(100)
  })

  it('gives the picture’s room to the views where the clip has none, and zooms one view alone', () => {
    const bare = layOutColumn(size, zooms, { extent, hasPictures: false })
    expect(bare.picture.size.height).toBe(0)
    expect(bare.rects.reduce((sum, { height }) => sum + height, 0)).toBeGreaterThan(790)
    const near = layOutColumn(size, { ...zooms, rear: 2 }, { extent, hasPictures: false })
    expect(
      near.rects.map(({ pxPerMeter }, index) => pxPerMeter / bare.rects[index]!.pxPerMeter),
    ).toEqual([1, 1, 2])
  })

  it('has room for every box of the object', () => {
    const box = { center: [0, 0, 0], rotation: [0, 0, 0, 1] } as const
    const boxes = [
      { ...box, extent: [4, 2, 1] },
      { ...box, extent: [3, 2.5, 1.5] },
    ] as const
    expect(largestExtent(boxes)).toEqual([4, 2.5, 1.5])
    expect(largestExtent([])).toEqual([0.3, 0.3, 0.3])
  })
})
