import { PACK_ROW_BYTES } from '@trueline/pointcloud'
import {
  BufferGeometry,
  DynamicDrawUsage,
  Group,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Points,
  type RawShaderMaterial,
} from 'three'
import type { LoadedFrame, LoadedSweep } from '../workbench.ts'
import { setSection } from './toThree.ts'

/** Values of a packed row as int16. */
const ROW_VALUES = PACK_ROW_BYTES / 2

/** The points of one frame on the GPU. */
export type Cloud = {
  readonly object: Group
  /**
   * Puts a frame's packed rows on the GPU as they are, in buffers that are kept from frame to frame.
   *
   * @param budget The most points drawn: every n-th row is, so that they stay evenly spread.
   * @returns How many points are drawn.
   */
  readonly show: (frame: LoadedFrame, budget: number) => number
  readonly dispose: () => void
}

/** An empty cloud. */
export function createCloud(material: RawShaderMaterial): Cloud {
  const object = new Group()
  const blocks: Block[] = []
  return {
    object,
    show(frame, budget) {
      const stride = Math.max(1, Math.ceil(frame.pointCount / Math.max(1, budget)))
      let used = 0
      let drawn = 0
      for (const sweep of frame.sweeps) {
        let offset = 0
        for (const section of sweep.sweep.sections) {
          const block = blocks[used] ?? addBlock(blocks, object, material)
          used++
          const bytes = section.pointCount * PACK_ROW_BYTES
          fill(block, rowsOf(sweep, offset, bytes), stride)
          setSection(block.points.matrix, sweep.egoFromSensor, section)
          block.points.matrixWorldNeedsUpdate = true
          block.points.visible = true
          offset += bytes
          drawn += Math.ceil(section.pointCount / stride)
        }
      }
      for (const { points } of blocks.slice(used)) points.visible = false
      return drawn
    },
    dispose() {
      for (const { points } of blocks) points.geometry.dispose()
      object.clear()
    },
  }
}

/** Room on the GPU for the points of one section. */
type Block = { readonly points: Points<BufferGeometry, RawShaderMaterial>; stride: number }

function addBlock(blocks: Block[], object: Group, material: RawShaderMaterial): Block {
  const points = new Points(new BufferGeometry(), material)
  points.matrixAutoUpdate = false
  points.frustumCulled = false
  const block = { points, stride: 0 }
  blocks.push(block)
  object.add(points)
  return block
}

function fill(block: Block, rows: Int16Array, stride: number): void {
  const { geometry } = block.points
  const attribute = geometry.getAttribute('row') as InterleavedBufferAttribute | undefined
  let buffer = attribute?.data as InterleavedBuffer | undefined
  if (buffer === undefined || buffer.array.length < rows.length || block.stride !== stride) {
    geometry.dispose()
    const values = ROW_VALUES * stride
    // Sweeps come at nearly the same size; a little room spares a new buffer at each.
    const length = Math.ceil((rows.length * 1.15) / values) * values
    buffer = new InterleavedBuffer(new Int16Array(length), values)
    buffer.setUsage(DynamicDrawUsage)
    geometry.setAttribute('row', new InterleavedBufferAttribute(buffer, ROW_VALUES, 0, false))
    block.stride = stride
  }
  ;(buffer.array as Int16Array).set(rows)
  buffer.clearUpdateRanges()
  buffer.addUpdateRange(0, rows.length)
  buffer.needsUpdate = true
  geometry.setDrawRange(0, Math.ceil(rows.length / ROW_VALUES / stride))
}

function rowsOf({ bytes }: LoadedSweep, offset: number, length: number): Int16Array {
  return new Int16Array(bytes.buffer, bytes.byteOffset + offset, length / 2)
}
