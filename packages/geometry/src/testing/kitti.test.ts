import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { pinholeFromProjection } from '../camera/intrinsics.ts'
import { project } from '../camera/project.ts'
import { projectedBounds } from '../camera/projectCuboid.ts'
import { type Cuboid, cornersOf, countPointsInCuboid, transformCuboid } from '../cuboid.ts'
import { compose, fromMatrix4, invert, transform } from '../pose.ts'
import { fromMatrix3 } from '../quat.ts'

const folder = sharedData('clips', 'kitti_drive0052')

type ExpectedBox = {
  readonly label_line: number
  readonly points_inside: number
  readonly corners_px?: readonly (readonly [number, number])[]
  readonly bbox2d_label: readonly [number, number, number, number]
}
type LabelledBox = { readonly name: string; readonly frame: string; readonly cuboid: Cuboid } & {
  readonly expected: ExpectedBox
}

function readText(...parts: readonly string[]): string {
  return readFileSync(join(folder ?? '', ...parts), 'utf8')
}

function readMatrix(name: string): readonly number[] {
  const lines = readText('calib_object_form.txt').split('\n')
  const line = lines.find((text) => text.startsWith(`${name}:`)) ?? ''
  return line.split(/\s+/).slice(1).filter(Boolean).map(Number)
}

/** KITTI's camera 2 and the lidar's place in it. */
function readCamera() {
  const size = { widthPx: 1242, heightPx: 375 }
  const { model, cameraFromRect } = pinholeFromProjection(readMatrix('P2'), size)
  return { model, cameraFromLidar: compose(cameraFromRect, readRectFromLidar()) }
}

function readRectFromLidar() {
  const r = readMatrix('R0_rect')
  const rows = [...r.slice(0, 3), 0, ...r.slice(3, 6), 0, ...r.slice(6, 9), 0]
  return compose(fromMatrix4(rows), fromMatrix4(readMatrix('Tr_velo_to_cam')))
}

function readPoints(frame: string): Float32Array {
  const bytes = readFileSync(join(folder ?? '', 'velodyne_points', 'data', `${frame}.bin`))
  return new Float32Array(new Uint8Array(bytes).buffer)
}

/** The label's box in lidar space, tilted as the camera it was labelled in is. */
function cuboidOfLabel(line: string): Cuboid {
  const [height, width, length, x, y, z, turn] = line.split(' ').slice(8).map(Number) as [
    ...[number, number, number],
    ...[number, number, number, number],
  ]
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return transformCuboid(invert(readRectFromLidar()), {
    center: [x, y - height / 2, z],
    extent: [length, width, height],
    rotation: fromMatrix3([cos, sin, 0, 0, 0, -1, -sin, cos, 0]),
  })
}

function labelledBoxes(): readonly LabelledBox[] {
  const { frames } = JSON.parse(readText('expected.json')) as {
    frames: Record<string, { label_file?: string; boxes?: readonly ExpectedBox[] }>
  }
  return Object.entries(frames).flatMap(([frame, { label_file, boxes }]) => {
    if (label_file === undefined || boxes === undefined) return []
    const lines = readText(label_file).split('\n')
    return boxes.map((expected) => ({
      name: `${frame} line ${expected.label_line}`,
      frame,
      cuboid: cuboidOfLabel(lines[expected.label_line] ?? ''),
      expected,
    }))
  })
}

describe.skipIf(folder === null)('the boxes of a real KITTI drive', () => {
  it('hold exactly as many points as an independent count found', () => {
    const boxes = labelledBoxes()
    const counted = boxes.map(({ name, frame, cuboid }) => [
      name,
      countPointsInCuboid(readPoints(frame), cuboid),
    ])
    expect(counted).toHaveLength(24)
    expect(counted).toEqual(boxes.map(({ name, expected }) => [name, expected.points_inside]))
  })

  it('have their corners within 0.01 px of where an independent projection put them', () => {
    const { model, cameraFromLidar } = readCamera()
    for (const { name, cuboid, expected } of labelledBoxes()) {
      const pixels = cornersOf(cuboid).map((c) => project(model, transform(cameraFromLidar, c)))
      // The corners are listed in another order; each has one place only.
      for (const [x, y] of expected.corners_px ?? []) {
        const offs = pixels.map((p) => (p ? Math.hypot(p[0] - x, p[1] - y) : Infinity))
        expect(Math.min(...offs), name).toBeLessThan(0.01)
      }
    }
  })

  it('lie in the image within 4 px of the 2D boxes people drew', () => {
    const { model, cameraFromLidar } = readCamera()
    for (const { name, cuboid, expected } of labelledBoxes()) {
      const bounds = projectedBounds(model, cameraFromLidar, cuboid)
      expect(bounds, name).not.toBeNull()
      if (bounds === null) continue
      const sides = [bounds.leftPx, bounds.topPx, bounds.rightPx, bounds.bottomPx]
      const offs = sides.map((side, index) => Math.abs(side - expected.bbox2d_label[index]!))
      expect(Math.max(...offs), name).toBeLessThan(4)
    }
  })
})
