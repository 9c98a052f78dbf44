import type { ModelManifest } from '../manifest/manifest.ts'
import type { Tensors } from '../session/session.ts'
import { decodeAnchors } from './anchors.ts'
import { decodeCenters } from './centers.ts'
import type { DecodeView, InputGrid, ModelBox } from './modelBox.ts'
import { withoutOverlaps } from './nms.ts'
import { requireFinite } from './output.ts'

/** How outputs are read. */
export type DecodeOptions = Pick<DecodeView, 'scoreFrom' | 'groundAt'>

/**
 * The objects that a network's outputs show, best first, in the space of the points it was shown.
 *
 * @throws {ModelError} when an output is missing, has another shape, or holds what is no number.
 */
export function decodeOutputs(
  manifest: ModelManifest,
  outputs: Tensors,
  options: DecodeOptions,
): readonly ModelBox[] {
  const { head, classes, nms } = manifest
  requireFinite(outputs)
  const view = { outputs, classes, grid: gridOf(manifest), ...options }
  const boxes = head.kind === 'centers' ? decodeCenters(head, view) : decodeAnchors(head, view)
  return withoutOverlaps(boxes, classes, nms)
}

/** Where the cells of a manifest's input lie. */
export function gridOf({ input }: ModelManifest): InputGrid {
  if (input.recipe === 'raster') {
    const { minX, minY, cell, columns, rows } = input
    return { minX, minY, cellX: cell, cellY: cell, columns, rows }
  }
  const [minX, minY, , maxX, maxY] = input.range
  const [cellX, cellY] = input.pillar
  return {
    ...{ minX, minY, cellX, cellY },
    columns: Math.round((maxX - minX) / cellX),
    rows: Math.round((maxY - minY) / cellY),
  }
}
