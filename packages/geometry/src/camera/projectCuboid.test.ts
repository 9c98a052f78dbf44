import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cuboid, cornersOf } from '../cuboid.ts'
import { IDENTITY_POSE } from '../pose.ts'
import { cuboids, rotations } from '../testing/arbitraries.ts'
import { mix } from '../vec3.ts'
import type { CameraModel, Pixel } from './camera.ts'
import { project } from './project.ts'
import { projectCuboidEdges, projectedBounds } from './projectCuboid.ts'

const size = {
  widthPx: 1000,
  heightPx: 800,
  focalPx: [500, 500],
  centerPx: [499.5, 399.5],
} as const
const pinhole: CameraModel = { lens: 'pinhole', ...size }
const plumbBob: CameraModel = {
  lens: 'brownConrady',
  ...size,
  radial: [-0.3, 0.09, 0, 0, 0, 0],
  tangential: [0, 0],
}
const fisheye: CameraModel = { lens: 'kannalaBrandt', ...size, radial: [0.02, -0.01, 0.003, 0] }
const AHEAD: Cuboid = { center: [0, 0, 10], extent: [2, 2, 2], rotation: [0, 0, 0, 1] }

function distanceToLine(pixel: Pixel, line: readonly Pixel[]): number {
  return Math.min(
    ...line.slice(1).map((to, index) => {
      const from = line[index]!
      const way = [to[0] - from[0], to[1] - from[1]] as const
      const squared = way[0] ** 2 + way[1] ** 2
      const off = [pixel[0] - from[0], pixel[1] - from[1]] as const
      const ratio =
        squared === 0 ? 0 : Math.min(1, Math.max(0, (off[0] * way[0] + off[1] * way[1]) / squared))
      return Math.hypot(off[0] - way[0] * ratio, off[1] - way[1] * ratio)
    }),
  )
}

describe('projectCuboidEdges', () => {
  it('gives a straight line of two pixels an edge through a pinhole', () => {
    const edges = projectCuboidEdges(pinhole, IDENTITY_POSE, AHEAD)
    expect(edges.map(({ edge }) => edge)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    for (const { polyline } of edges) expect(polyline).toHaveLength(2)
  })

  it('gives at least sixteen pieces an edge where the lens bends', () => {
    for (const model of [plumbBob, fisheye]) {
      for (const { polyline } of projectCuboidEdges(model, IDENTITY_POSE, AHEAD)) {
        expect(polyline.length).toBeGreaterThanOrEqual(17)
      }
    }
  })

  it('gives nothing of a cuboid behind the camera', () => {
    const behind: Cuboid = { ...AHEAD, center: [0, 0, -10] }
    expect(projectCuboidEdges(pinhole, IDENTITY_POSE, behind)).toEqual([])
    expect(projectCuboidEdges(plumbBob, IDENTITY_POSE, behind)).toEqual([])
  })

  it('cuts a cuboid around the camera at the near plane, every pixel finite', () => {
    fc.assert(
      fc.property(rotations(), fc.constantFrom(pinhole, plumbBob, fisheye), (rotation, model) => {
        const around: Cuboid = { center: [0.1, 0.2, 0.1], extent: [5, 2, 2], rotation }
        for (const { polyline } of projectCuboidEdges(model, IDENTITY_POSE, around)) {
          expect(polyline.length).toBeGreaterThanOrEqual(2)
          for (const pixel of polyline) expect(pixel.every(Number.isFinite)).toBe(true)
        }
      }),
    )
  })

  it('keeps within a pixel of where the points of the edge are seen, through every lens', () => {
    fc.assert(
      fc.property(cuboids(), fc.constantFrom(pinhole, plumbBob, fisheye), (box, model) => {
        const placed: Cuboid = { ...box, center: [box.center[0], box.center[1], box.center[2] + 9] }
        const corners = cornersOf(placed)
        const [from, to] = [corners[0]!, corners[1]!]
        const lines = projectCuboidEdges(model, IDENTITY_POSE, placed)
          .filter(({ edge }) => edge === 0)
          .map(({ polyline }) => polyline)
        for (let step = 0; step <= 40; step++) {
          const point = mix(from, to, step / 40)
          if (model.lens !== 'kannalaBrandt' && point[2] < 0.1) continue
          const pixel = project(model, point)
          const isOnImage =
            pixel !== null && pixel[0] > 0 && pixel[0] < 1000 && pixel[1] > 0 && pixel[1] < 800
          if (!isOnImage) continue
          expect(Math.min(...lines.map((line) => distanceToLine(pixel, line)))).toBeLessThan(1)
        }
      }),
    )
  })
})

describe('projectedBounds', () => {
  it('is the box around the near face straight ahead', () => {
    const near = 500 / 9
    expect(projectedBounds(pinhole, IDENTITY_POSE, AHEAD)).toEqual({
      leftPx: expect.closeTo(499.5 - near, 9),
      topPx: expect.closeTo(399.5 - near, 9),
      rightPx: expect.closeTo(499.5 + near, 9),
      bottomPx: expect.closeTo(399.5 + near, 9),
    })
  })

  it('is cut at the image, and null off it', () => {
    const leaving: Cuboid = { ...AHEAD, center: [10, 0, 10] }
    expect(projectedBounds(pinhole, IDENTITY_POSE, leaving)?.rightPx).toBe(999.5)
    for (const model of [pinhole, plumbBob, fisheye]) {
      expect(projectedBounds(model, IDENTITY_POSE, { ...AHEAD, center: [0, -90, 10] })).toBeNull()
    }
    expect(projectedBounds(pinhole, IDENTITY_POSE, { ...AHEAD, center: [0, 0, -9] })).toBeNull()
  })

  it('is the part on the image, not the whole cut at its sides', () => {
    // A long box that leaves the image rising: its end off the image would give a higher top.
    const rising: Cuboid = {
      center: [0, 0, 10],
      extent: [60, 0.1, 0.1],
      rotation: [0, 0, Math.sin(-Math.PI / 8), Math.cos(-Math.PI / 8)],
    }
    const bounds = projectedBounds({ ...pinhole, widthPx: 600 }, IDENTITY_POSE, rising)
    expect(bounds?.topPx).toBeGreaterThan(250)
  })

  it('is the whole image of a camera inside a long tunnel', () => {
    const tunnel: Cuboid = { ...AHEAD, center: [0, 0, 0], extent: [1, 1, 50] }
    expect(projectedBounds(pinhole, IDENTITY_POSE, tunnel)).toEqual({
      leftPx: -0.5,
      topPx: -0.5,
      rightPx: 999.5,
      bottomPx: 799.5,
    })
  })
})
