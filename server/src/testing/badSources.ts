import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'

/** Files by path. */
export type Files = { readonly [path: string]: string | Uint8Array }

/** Writes files below a folder. */
export async function writeTree(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

/** A binary PCD of rows of x, y, z and intensity; its header may lie about how many. */
export function pcd(rows: readonly (readonly number[])[], declared = rows.length): Uint8Array {
  const header = [
    'VERSION 0.7',
    'FIELDS x y z intensity',
    'SIZE 4 4 4 4',
    'TYPE F F F F',
    'COUNT 1 1 1 1',
    `WIDTH ${declared}`,
    'HEIGHT 1',
    'VIEWPOINT 0 0 0 1 0 0 0',
    `POINTS ${declared}`,
    'DATA binary',
    '',
  ].join('\n')
  const body = new Float32Array(rows.flat())
  return Buffer.concat([Buffer.from(header), Buffer.from(body.buffer)])
}

/** Points in a row along x. */
export function points(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, n) => [n * 0.1, 1, 0.5, 100])
}

/** A SUSTechPOINTS box of an object. */
export function sustechBox(id: string, given: object = {}): object {
  return {
    obj_id: id,
    obj_type: 'Car',
    psr: {
      position: { x: 1, y: -10, z: 0 },
      scale: { x: 4, y: 2, z: 1.5 },
      rotation: { x: 0, y: 0, z: 0.3 },
    },
    ...given,
  }
}

/** A sound SUSTechPOINTS scene of two frames with a box in each, without cameras. */
export const SOUND_SCENE: Files = {
  'lidar/000000.pcd': pcd(points(50)),
  'lidar/000001.pcd': pcd(points(60)),
  'label/000000.json': JSON.stringify([sustechBox('7')]),
  'label/000001.json': JSON.stringify([sustechBox('7')]),
}

/** An entry of a zip that is put together by hand, so that it can lie. */
export type ZipEntry = {
  readonly name: string | Uint8Array
  readonly content: Uint8Array
  /** What its headers say it unfolds to, where that is not so. */
  readonly declaredBytes?: number
  /** A Unix mode: a link, for one. */
  readonly mode?: number
}

/** A zip archive (APPNOTE 6.3.10), every entry deflated. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, declaredBytes, mode = 0o100644 } of entries) {
    const bytes = typeof name === 'string' ? Buffer.from(name) : Buffer.from(name)
    const folded = deflateRawSync(content)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    // Names are marked as UTF-8 where they were given as text.
    shared.writeUInt16LE(typeof name === 'string' ? 0x800 : 0, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(folded.length, 14)
    shared.writeUInt32LE(declaredBytes ?? content.length, 18)
    shared.writeUInt16LE(bytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, bytes, folded])
    const central = Buffer.alloc(14)
    central.writeUInt32LE((mode << 16) >>> 0, 6)
    central.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), shared, central, bytes]),
    )
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
