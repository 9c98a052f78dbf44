import { BadInputError } from '../badInputError.ts'
import type { Cloud, CloudColumn } from '../clouds/cloud.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { dracoTexts as say } from './dracoTexts.ts'

/** Data types of attributes that are integers: DT_INT8 to DT_UINT64. */
const INTEGERS = [1, 2, 3, 4, 5, 6, 7, 8]

/** Whether bytes begin as a Draco file does. */
export function isDraco(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 5)) === 'DRACO'
}

/**
 * The points of a Draco file, a mesh's vertices too; a generic attribute is called by its `name`.
 *
 * A new decoder each time: a broken file leaves it broken.
 *
 * @throws {BadInputError} when it is none.
 */
export async function readDraco(bytes: Uint8Array, file: string): Promise<Cloud> {
  try {
    return await decode(bytes)
  } catch (error) {
    const found = saidBy(error, say.broken)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.draco })
  }
}

async function decode(bytes: Uint8Array): Promise<Cloud> {
  const { default: createDecoderModule } = await import('draco3d/draco_decoder_nodejs.js')
  const draco = await createDecoderModule({})
  const decoder = new draco.Decoder()
  const buffer = new draco.DecoderBuffer()
  buffer.Init(bytes, bytes.length)
  const isMesh = decoder.GetEncodedGeometryType(buffer) === draco.TRIANGULAR_MESH
  const geometry = isMesh ? new draco.Mesh() : new draco.PointCloud()
  const status = isMesh
    ? decoder.DecodeBufferToMesh(buffer, geometry)
    : decoder.DecodeBufferToPointCloud(buffer, geometry)
  if (!status.ok()) throw new Error(status.error_msg())
  const rows = geometry.num_points()
  const querier = new draco.MetadataQuerier()
  const columns: CloudColumn[] = []
  for (let index = 0; index < geometry.num_attributes(); index++) {
    const attribute = decoder.GetAttribute(geometry, index)
    const parts = attribute.num_components()
    const target = draco._malloc(rows * parts * 4)
    const bytesOut = rows * parts * 4
    const isThere = decoder.GetAttributeDataArrayForAllPoints(
      ...[geometry, attribute, draco.DT_FLOAT32, bytesOut, target],
    )
    if (!isThere) continue
    const values = draco.HEAPF32.slice(target / 4, target / 4 + rows * parts)
    draco._free(target)
    const told = querier.GetStringEntry(decoder.GetAttributeMetadata(geometry, index), 'name')
    const names = namesOf(draco, { type: attribute.attribute_type(), told, index })
    for (let part = 0; part < parts; part++) {
      columns.push({
        name: names[part] ?? `${names[0] ?? 'attribute'} ${part}`,
        isInteger: INTEGERS.includes(attribute.data_type()),
        read: () => Float64Array.from({ length: rows }, (_, row) => values[row * parts + part]!),
      })
    }
  }
  return { rows, columns, notices: [] }
}

function namesOf(
  { POSITION, COLOR }: { readonly POSITION: number; readonly COLOR: number },
  { type, told, index }: { readonly type: number; readonly told: string; readonly index: number },
): readonly string[] {
  if (type === POSITION) return ['x', 'y', 'z']
  if (type === COLOR) return ['red', 'green', 'blue', 'alpha']
  return [told === '' ? `attribute ${index}` : told]
}
