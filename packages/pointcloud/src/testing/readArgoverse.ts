import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompressionType, compressionRegistry, type Table, tableFromIPC } from 'apache-arrow'
import { compress, decompress } from 'lz4js'
import type { LabelledFrame } from './labelledFrame.ts'

compressionRegistry.set(CompressionType.LZ4_FRAME, {
  encode: (data) => compress(data),
  decode: (data) => decompress(data),
})

/** The sweeps of an Argoverse 2 log with the boxes of their moment, in ego space. */
export function readArgoverse(log: string): readonly LabelledFrame[] {
  const labels = readTable(join(log, 'annotations.feather'))
  const stamps = bigints(labels, 'timestamp_ns')
  return readdirSync(join(log, 'sensors', 'lidar')).map((file) => {
    const stamp = BigInt(file.replace('.feather', ''))
    const rows = [...stamps.keys()].filter((row) => stamps[row] === stamp)
    return {
      name: `argoverse ${stamp}`,
      points: pointsOf(readTable(join(log, 'sensors', 'lidar', file))),
      boxes: rows.map((row) => boxAt(labels, row)),
    }
  })
}

/** For each point of the log's first sweep, whether it was labelled as ground; `null` where nobody did. */
export function readIsGround(log: string): readonly boolean[] | null {
  const path = join(log, 'flow_labels.feather')
  if (!existsSync(path)) return null
  const table = readTable(path)
  const name = table.schema.names.find((column) => String(column).startsWith('is_ground'))
  return [...(table.getChild(String(name)) ?? [])].map(Boolean)
}

function readTable(path: string): Table {
  return tableFromIPC(new Uint8Array(readFileSync(path)))
}

function numbers(table: Table, name: string): readonly number[] {
  return [...(table.getChild(name) ?? [])].map(Number)
}

function bigints(table: Table, name: string): readonly bigint[] {
  return [...(table.getChild(name) ?? [])].map(BigInt)
}

function pointsOf(table: Table): Float32Array {
  const columns = ['x', 'y', 'z', 'intensity'].map((name) => numbers(table, name))
  const points = new Float32Array(table.numRows * 4)
  columns.forEach((values, column) => {
    values.forEach((value, row) => {
      points[row * 4 + column] = column === 3 ? value / 255 : value
    })
  })
  return points
}

function boxAt(labels: Table, row: number): LabelledFrame['boxes'][number] {
  const value = (name: string): number => Number(labels.getChild(name)?.get(row))
  return {
    category: String(labels.getChild('category')?.get(row)),
    cuboid: {
      center: [value('tx_m'), value('ty_m'), value('tz_m')],
      extent: [value('length_m'), value('width_m'), value('height_m')],
      rotation: [value('qx'), value('qy'), value('qz'), value('qw')],
    },
    pointsInside: value('num_interior_pts'),
  }
}
