import {
  type CameraModel,
  type Cuboid,
  fromMatrix4,
  IDENTITY_POSE,
  type Pose,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { cameraLook } from './cameraLook.ts'

const MODEL: CameraModel = {
  lens: 'pinhole',
  widthPx: 640,
  heightPx: 480,
  focalPx: [400, 400],
  centerPx: [320, 240],
}

/** 1.5 m above the ego's origin, looking ahead: x right, y down, z forward. */
const EGO_FROM_CAMERA: Pose = fromMatrix4([0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 1.5])

/** Half as large as the model's: yellow left of the middle, blue right of it. */
function picture(boxes: readonly Cuboid[]): Parameters<typeof cameraLook>[0] {
  const pixels = new Uint8ClampedArray(4 * 320 * 240)
  for (let at = 0; at < 320 * 240; at++) {
    pixels.set(at % 320 < 160 ? [200, 200, 0, 255] : [0, 0, 200, 255], 4 * at)
  }
  return {
    model: MODEL,
    egoFromCamera: EGO_FROM_CAMERA,
    worldFromEgo: IDENTITY_POSE,
    pixels,
    widthPx: 320,
    heightPx: 240,
    boxes,
  }
}

function sightOf(boxes: readonly Cuboid[], place: readonly [number, number, number]) {
  const sight = { clearness: 0, luminance: 0, color: 0 }
  cameraLook(picture(boxes)).see(place, sight)
  return sight
}

describe('cameraLook', () => {
  it('sees the ground where the lens has it, yellow above and blue below the neutral color', () => {
    const left = sightOf([], [10, 2, 0])
    expect(left.color).toBe(228)
    expect(left.luminance).toBeCloseTo(0.886 * 200, 3)
    expect(sightOf([], [10, -2, 0]).color).toBe(28)
  })

  it('is less clear farther away, and sees neither behind it nor beyond its reach', () => {
    expect(sightOf([], [8, 1, 0]).clearness).toBeGreaterThan(sightOf([], [20, 1, 0]).clearness)
    expect(sightOf([], [-8, 1, 0]).clearness).toBe(0)
    expect(sightOf([], [40, 1, 0]).clearness).toBe(0)
  })

  it('does not see what a box hides, but what lies before it', () => {
    const box = { center: [12, 0, 0.8], extent: [4, 2, 1.6], rotation: [0, 0, 0, 1] } as const
    expect(sightOf([box], [20, 0.5, 0]).clearness).toBe(0)
    expect(sightOf([box], [7, 0.5, 0]).clearness).toBeGreaterThan(0)
    expect(sightOf([box], [20, 8, 0]).clearness).toBeGreaterThan(0)
  })
})
