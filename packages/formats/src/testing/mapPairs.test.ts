import { type AnnotationRecord, isFixedRecord, type RecordId } from '@trueline/annotation'
import { nearestOnPolyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { Codec, ExportSource, Loss } from '../codec.ts'
import { isPlaced, placedLines, placesOf } from '../maps/testing/places.ts'
import { ROAD_CAMERA, roadSource, seenRoadSource } from '../maps/testing/road.ts'
import { countsOf, fixedIn, throughMap } from '../maps/testing/roundTrip.ts'
import { exportSourceOf } from './exportSource.ts'
import { MAP_CODECS } from './pairs.ts'

function lostOf(losses: readonly Loss[], record: string, field: string): number {
  return losses
    .filter((one) => one.record === record && one.field.en === field)
    .reduce((sum, { count }) => sum + count, 0)
}

const KINDS = ['lane', 'mapElement', 'link'] as const
const countOf = (records: readonly AnnotationRecord[], kind: string): number =>
  records.filter((one) => one.kind === kind).length

/** What came back otherwise and no loss names. */
function undeclaredOf(
  before: readonly AnnotationRecord[],
  after: readonly AnnotationRecord[],
  losses: readonly Loss[],
): readonly string[] {
  const told: string[] = []
  for (const kind of KINDS) {
    const missing = countOf(before, kind) - countOf(after, kind)
    const lost = lostOf(losses, kind, 'all of it')
    const again = kind === 'link' ? lostOf(losses, kind, 'no link') : 0
    // Where each lane has edges of its own there are more than before.
    const isShared = kind === 'mapElement' && lostOf(losses, kind, 'sharing') > 0
    if (isShared ? missing > lost : missing !== lost - again)
      told.push(`${kind}: ${missing} missing, ${lost} told`)
  }
  const isTold = (field: string, record = 'lane'): boolean => lostOf(losses, record, field) > 0
  const fields: readonly (readonly [name: string, read: (record: AnnotationRecord) => unknown])[] =
    [
      ['kind', (one) => (one.kind === 'lane' ? one.laneKind : null)],
      ['turn', (one) => (one.kind === 'lane' ? one.turn : null)],
      ['speed limit', (one) => (one.kind === 'lane' ? (one.speedLimit?.toFixed(3) ?? null) : null)],
      ['both directions', (one) => (one.kind === 'lane' ? one.direction : null)],
      ['in a junction', (one) => (one.kind === 'lane' ? one.isInJunction : null)],
      [
        'attributes',
        (one) =>
          one.kind === 'lane'
            ? JSON.stringify(
                Object.entries(one.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)),
              )
            : null,
      ],
      ['state', (one) => (one.kind === 'lane' ? one.state : null)],
      ['score', (one) => (one.kind === 'lane' ? one.score : null)],
    ]
  for (const [field, read] of fields) {
    if (isTold(field) || isTold('all of it')) continue
    const values = (records: readonly AnnotationRecord[]): string =>
      records
        .filter(({ kind }) => kind === 'lane')
        .map((one) => JSON.stringify(read(one)))
        .toSorted()
        .join()
    if (values(before) !== values(after))
      told.push(`${field}: ${values(before)} became ${values(after)}`)
  }
  return told
}

/** Meters from the farthest point of lanes to the nearest of others. */
function lanesApart(
  before: ExportSource,
  after: Pick<ExportSource, 'records'> & { readonly clip: Parameters<typeof placesOf>[0]['clip'] },
): number {
  const isOnEarth = isPlaced(before) && isPlaced(after)
  const there = placedLines({ ...after, records: fixedIn(after.records).lanes }, isOnEarth)
  const here = placesOf({ ...before, records: fixedIn(before.records).lanes }, isOnEarth)
  return Math.max(
    0,
    ...here.map((point) =>
      Math.min(...there.map((line) => nearestOnPolyline(line, point).distance)),
    ),
  )
}

/** A map of Argoverse 2 is none without a log: it is laid on a clip. */
function ontoOf({ id }: Codec, { clip }: ExportSource) {
  return id === 'argoverse2' ? clip : null
}

async function through(codec: Codec, records: readonly AnnotationRecord[]) {
  const source = seenRoadSource(records)
  return { source, ...(await throughMap(codec, source, ontoOf(codec, source))) }
}

describe('a road taken from one format to another', () => {
  it.each(MAP_CODECS)('by $id loses nothing that is not said', async (from) => {
    const first = await through(from, roadSource().records)
    const { records } = first.imported
    const before = first.source.records.filter(isFixedRecord)
    expect(undeclaredOf(before, records, first.losses)).toEqual([])
    const known = new Set<RecordId>(records.map(({ id }) => id))
    expect(
      fixedIn(records).links.filter((link) => !known.has(link.from) || !known.has(link.to)),
    ).toEqual([])
    for (const to of MAP_CODECS) {
      const given = exportSourceOf(
        { ...first.imported, clip: { ...first.imported.clip, sensors: [ROAD_CAMERA] } },
        records.filter(isFixedRecord),
      )
      const source = { ...given, clip: { ...given.clip, format: 'none' } }
      const { imported, losses } = await throughMap(to, source, ontoOf(to, source)).catch(() => ({
        imported: null,
        losses: [] as readonly Loss[],
      }))
      // A file without a line is known by nothing.
      if (imported === null) continue
      expect(
        undeclaredOf(source.records, imported.records, losses),
        `${to.id}: ${JSON.stringify(countsOf(source.records))}`,
      ).toEqual([])
      const isMoved = ['centre line', 'boundaries'].some((one) => lostOf(losses, 'lane', one) > 0)
      if (!isMoved && countOf(imported.records, 'lane') === countOf(source.records, 'lane')) {
        expect(lanesApart(source, imported), to.id).toBeLessThan(0.01)
      }
    }
  })
})
