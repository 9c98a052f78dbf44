import type { Box2d, CuboidRecord, Json } from '@trueline/annotation'
import {
  boundsOf,
  boundsOnImage,
  type Cuboid,
  type Pixel,
  projectCuboidEdges,
  transformCuboid,
} from '@trueline/geometry'
import { isSameCuboid } from '../sameCuboid.ts'
import type { ExportSpace } from './exportSpace.ts'
import { alphaOf, cuboidOfKitti, kittiOfCuboid } from './kittiBox.ts'
import type { KittiLabel } from './kittiLabel.ts'
import { attributesOf, occludedOf } from './labelAttributes.ts'

/** What a codec of this folder keeps of a label's line. */
export type KeptLine = { readonly text: string; readonly line: number; readonly id: string }

/** Far below what anyone can set by hand, far above what doubles lose. */
const SAME_PX = 1e-6

/** The line a record was read from; `null` where it is from elsewhere. */
export function keptLineOf(record: CuboidRecord | Box2d, codec: string): KeptLine | null {
  const kept: Json | undefined = record.extras[codec]
  // Put there by a codec of this folder; nobody else writes under its id.
  return kept === undefined ? null : (kept as KeptLine)
}

/** Whether a cuboid still says what the label it came from says. */
export function isUnchanged(
  cuboid: CuboidRecord & { readonly category: string },
  label: KittiLabel,
  space: ExportSpace,
): boolean {
  if (label.box === null || label.type !== cuboid.category || label.score !== cuboid.score) {
    return false
  }
  const before = cuboidOfKitti(label.box)
  return (
    isSameCuboid(before, transformCuboid(space.rectFromEgo, cuboid)) &&
    JSON.stringify(sorted(attributesOf(label))) === JSON.stringify(sorted(cuboid.attributes))
  )
}

/** Whether a 2D box still says what the label it came from says. */
export function isSameBox(box: Box2d, label: KittiLabel): boolean {
  const [left, top, right, bottom] = label.bounds
  return (
    box.category === label.type &&
    box.score === label.score &&
    Math.max(
      Math.abs(box.leftPx - left),
      Math.abs(box.topPx - top),
      Math.abs(box.rightPx - right),
      Math.abs(box.bottomPx - bottom),
    ) <= SAME_PX
  )
}

/** A 2D box as a label without a 3D box. */
export function labelOfBox(box: Box2d): KittiLabel {
  return {
    type: box.category,
    truncated: -1,
    occluded: -1,
    alpha: -10,
    bounds: [box.leftPx, box.topPx, box.rightPx, box.bottomPx],
    box: null,
    score: box.score,
  }
}

/**
 * A cuboid as a label, its 2D box, truncation and viewing angle worked out anew.
 *
 * One the camera cannot see has -1 for all of them but the angle.
 */
export function labelOfCuboid(
  cuboid: CuboidRecord,
  category: string,
  space: ExportSpace,
): KittiLabel {
  const box = kittiOfCuboid(transformCuboid(space.rectFromEgo, cuboid))
  const seen = space.camera && seenOf(cuboid, space.camera)
  return {
    type: category,
    truncated: seen?.truncated ?? -1,
    occluded: occludedOf(cuboid.attributes),
    alpha: alphaOf(box),
    bounds: seen?.bounds ?? [-1, -1, -1, -1],
    box,
    score: cuboid.score,
  }
}

function seenOf(cuboid: Cuboid, camera: NonNullable<ExportSpace['camera']>) {
  const { model, cameraFromEgo } = camera
  const pixels: Pixel[] = []
  for (const { polyline } of projectCuboidEdges(model, cameraFromEgo, cuboid)) {
    for (const pixel of polyline) pixels.push(pixel)
  }
  const bounds = boundsOnImage(model, pixels)
  if (bounds === null) return null
  const all = boundsOf(pixels)
  const whole = (all.rightPx - all.leftPx) * (all.bottomPx - all.topPx)
  const shown = (bounds.rightPx - bounds.leftPx) * (bounds.bottomPx - bounds.topPx)
  const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value))
  return {
    bounds: [
      within(bounds.leftPx, model.widthPx),
      within(bounds.topPx, model.heightPx),
      within(bounds.rightPx, model.widthPx),
      within(bounds.bottomPx, model.heightPx),
    ] as const,
    truncated: whole > 0 ? Math.min(1, Math.max(0, 1 - shown / whole)) : 0,
  }
}

function sorted(attributes: CuboidRecord['attributes']) {
  return Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
