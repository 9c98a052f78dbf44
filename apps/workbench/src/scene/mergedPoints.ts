import type { Pose } from '@trueline/geometry'
import { PACK_ROW_BYTES } from '@trueline/pointcloud'
import {
  BufferGeometry,
  Group,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Points,
  type RawShaderMaterial,
} from 'three'
import type { MergedCloud } from '../workers/merge.service.ts'
import { setSection } from './toThree.ts'

/** The points of many frames, on the GPU once and moved with the ego. */
export type MergedPoints = {
  readonly object: Group
  /** Takes a cloud in world space; `null` drops the one that is there. */
  readonly show: (merged: MergedCloud | null) => void
  /** Says where the world stands in the ego space of the frame shown; `null`: nobody knows. */
  readonly place: (egoFromWorld: Pose | null) => void
  readonly dispose: () => void
}

const ROW_VALUES = PACK_ROW_BYTES / 2

/** No merged cloud. */
export function createMergedPoints(material: RawShaderMaterial): MergedPoints {
  const object = new Group()
  let shown: MergedCloud | null = null
  let blocks: readonly Points[] = []

  function drop(): void {
    for (const { geometry } of blocks) geometry.dispose()
    object.clear()
    blocks = []
    shown = null
  }

  return {
    object,
    show(merged) {
      drop()
      if (merged === null) return
      shown = merged
      let offset = merged.bytes.byteOffset
      blocks = merged.sections.map(({ pointCount }) => {
        const rows = new Int16Array(merged.bytes.buffer, offset, pointCount * ROW_VALUES)
        offset += pointCount * PACK_ROW_BYTES
        const points = new Points(geometryOf(rows), material)
        points.matrixAutoUpdate = false
        points.frustumCulled = false
        object.add(points)
        return points
      })
    },
    place(egoFromWorld) {
      object.visible = egoFromWorld !== null
      if (egoFromWorld === null) return
      for (const [index, section] of shown?.sections.entries() ?? []) {
        const points = blocks[index]!
        setSection(points.matrix, egoFromWorld, section)
        points.matrixWorldNeedsUpdate = true
      }
    },
    dispose: drop,
  }
}

function geometryOf(rows: Int16Array): BufferGeometry {
  const geometry = new BufferGeometry()
  const buffer = new InterleavedBuffer(rows, ROW_VALUES)
  geometry.setAttribute('row', new InterleavedBufferAttribute(buffer, ROW_VALUES, 0, false))
  geometry.setDrawRange(0, rows.length / ROW_VALUES)
  return geometry
}
