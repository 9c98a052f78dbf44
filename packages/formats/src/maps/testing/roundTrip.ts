import type { AnnotationRecord, FixedRecord, Lane, Link, MapElement } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import type { Codec, ExportSource, ImportedClip, Loss } from '../../codec.ts'
import { exportSourceOf, filesOf } from '../../testing/exportSource.ts'
import { memoryTree } from '../../testing/memoryTree.ts'

/** Fixed records by kind. */
export function fixedIn(records: readonly AnnotationRecord[]) {
  return {
    lanes: records.filter((one): one is Lane => one.kind === 'lane'),
    elements: records.filter((one): one is MapElement => one.kind === 'mapElement'),
    links: records.filter((one): one is Link => one.kind === 'link'),
  }
}

/** How many there are of each, links and elements by their kind. */
export function countsOf(records: readonly AnnotationRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const record of records) {
    const kind =
      record.kind === 'link'
        ? record.linkKind
        : record.kind === 'mapElement'
          ? record.elementKind
          : record.kind
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** A source that knows nothing of the format its clip came from. */
export function strangerOf(imported: ImportedClip): ExportSource {
  const { clip, records, ...rest } = exportSourceOf(imported)
  const { geodetic, ...others } = clip.extras
  return {
    ...rest,
    clip: {
      ...clip,
      format: 'none',
      extras: geodetic === undefined || others === null ? {} : { geodetic },
    },
    records: records.map((one) => ('extras' in one ? { ...one, extras: {} } : one)),
  }
}

/** What a codec reads back of what it writes, and what it said would be lost. */
export async function throughMap(
  codec: Codec,
  source: ExportSource,
  onto: ExportSource['clip'] | null = null,
): Promise<{ readonly imported: ImportedClip; readonly losses: readonly Loss[] }> {
  const exported = codec.write!(source, { withSensors: false })
  const tree = memoryTree(await filesOf(exported))
  return {
    imported: await codec.read(tree, { name: 'x', onto }),
    losses: exported.losses,
  }
}

/** The lines of a record. */
export function linesOfRecord(record: FixedRecord): readonly Polyline[] {
  if (record.kind === 'lane') return [record.centerLine]
  if (record.kind === 'link') return []
  return record.shape.kind === 'box' ? [[record.shape.cuboid.center]] : [record.shape.points]
}

/** Ids of the records that are not the same in both, whatever the order of records and keys. */
export function otherRecords(
  before: readonly AnnotationRecord[],
  after: readonly AnnotationRecord[],
): readonly string[] {
  const [a, b] = [before, after].map(
    (records) => new Map(records.map((one) => [one.id, textOf(one)])),
  )
  const ids = new Set([...a!.keys(), ...b!.keys()])
  return [...ids].filter((id) => a!.get(id) !== b!.get(id))
}

function textOf(record: AnnotationRecord): string {
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : value,
  )
}
