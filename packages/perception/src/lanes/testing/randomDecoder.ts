import { LANE_NET, PATCH_CELLS, type WindowMaps } from '../net/layout.ts'
import { type DecoderWeights, readDecoderWeights } from '../net/weights.ts'

const { width } = LANE_NET
const SEEN = 4
const WAVES = 26

/** A decoder that nobody trained: its numbers are drawn by `random`, from 0 to 1. */
export function randomDecoder(random: () => number): DecoderWeights {
  const shapes: (readonly [name: string, count: number])[] = []
  const table = (name: string, rows: number, columns: number = width): void => {
    shapes.push([`${name}.weight`, rows * columns])
  }
  const layer = (name: string, rows: number, columns: number): void => {
    table(name, rows, columns)
    shapes.push([`${name}.bias`, rows])
  }
  table('begin', 2)
  table('step', LANE_NET.steps)
  table('kind', 5)
  layer('place', width, WAVES)
  layer('patch', width, PATCH_CELLS * LANE_NET.local.channels)
  layer('source', width, WAVES)
  for (let index = 0; index < LANE_NET.layers; index++) {
    for (const norm of ['norm1', 'norm2', 'norm3']) layer(`layers.${index}.${norm}`, width, 1)
    layer(`layers.${index}.own`, 3 * width, width)
    for (const name of ['own_out', 'query', 'window_out']) {
      layer(`layers.${index}.${name}`, width, width)
    }
    layer(`layers.${index}.wide`, 3 * width, width)
    layer(`layers.${index}.narrow`, width, 3 * width)
  }
  layer('norm', width, 1)
  layer('kind_out', 5, width)
  for (const name of ['fork_query', 'fork_key', 'merge_query', 'merge_key']) {
    layer(name, width, width)
  }
  shapes.push(['child_bias', 5], ['start_heat', 1], ['is_fork', width])
  layer('pair1', 16, SEEN + 1)
  layer('pair2', 1, 16)
  layer('start_query', LANE_NET.starts.channels - 1, width)
  layer('start1', width, width + LANE_NET.starts.channels - 1)
  layer('start2', SEEN, width)
  layer('ahead1', width, 3 * width)
  layer('ahead2', width, width)
  table('taken', width, PATCH_CELLS)
  layer('cell_out', PATCH_CELLS, width)
  layer('cell_query', LANE_NET.local.channels, width)
  table('cell', PATCH_CELLS)
  layer('detail', SEEN, width)
  layer('edge1', width, width + SEEN)
  layer('edge2', 18, width)
  return readDecoderWeights(fileOf(shapes, random), 'decoder.bin')
}

/** A `decoder.bin`: float16 whose exponents keep them within ±0.5. */
function fileOf(
  shapes: readonly (readonly [name: string, count: number])[],
  random: () => number,
): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(shapes))
  const count = shapes.reduce((sum, [, numbers]) => sum + numbers, 0)
  const bytes = new Uint8Array(8 + head.length + 2 * count)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('TLD1'))
  view.setUint32(4, head.length, true)
  bytes.set(head, 8)
  for (let at = 8 + head.length; at < bytes.length; at += 2) {
    const sign = random() < 0.5 ? 0x8000 : 0
    // 0x3000 is 1/8, 0x2000 is 1/128.
    view.setUint16(at, sign | (0x2000 + Math.floor(random() * 0x1000)), true)
  }
  return bytes
}

/** What an encoder might say of a window. */
export function randomMaps(random: () => number): WindowMaps {
  const map = (name: keyof WindowMaps): Float32Array => {
    const { channels, rows, columns } = LANE_NET[name]
    return Float32Array.from({ length: channels * rows * columns }, () => 4 * random() - 2)
  }
  return { dense: map('dense'), local: map('local'), starts: map('starts'), memory: map('memory') }
}
