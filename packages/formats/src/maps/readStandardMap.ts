import {
  type AnnotationRecord,
  type Clip,
  type Message,
  standardMapLines,
} from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { Codec, FileTree, Refusal } from '../codec.ts'
import { geojson } from '../geojson/geojson.ts'
import { lanelet2 } from '../lanelet2/lanelet2.ts'
import { opendrive } from '../opendrive/opendrive.ts'
import { WHOLE } from '../sharedTexts.ts'
import { fixedOnto } from './fixedOnto.ts'
import { mapTexts } from './mapTexts.ts'
import { AROUND_DRIVE, linesAround } from './standardMap.ts'

/** What a map of roads tells around a drive. */
export type StandardMap = {
  /** Middles of roads, at the height of the drive; in the clip's world. */
  readonly roads: readonly Polyline[]
  /** What the reader noticed, how it was laid on the clip among it. */
  readonly notices: readonly Message[]
  /** What of the file was left out. */
  readonly refused: readonly Refusal[]
}

const MAP_CODECS: readonly Codec[] = [geojson, lanelet2, opendrive]

/**
 * The middles of roads around a clip's drive that a map tells: its roads, or where it has lanes alone
 * those that are driven on.
 *
 * @throws {BadInputError} when the files hold no such map, or none around the drive.
 */
export async function readStandardMap(
  tree: FileTree,
  { onto, name }: { readonly onto: Clip; readonly name: string },
): Promise<StandardMap> {
  const codec = await codecOf(tree)
  const expected = mapTexts.standardMap
  const [{ path: file } = { path: name }] = tree.files
  if (codec === null)
    throw new BadInputError({ file, place: WHOLE, found: mapTexts.none, expected })
  const { clip, records, report } = await codec.read(tree, { name, onto })
  const { worldOrigin } = clip
  let made = 0
  const placed = fixedOnto(onto, { records, worldOrigin, file }, () => `road-${made++}`)
  const [away] = placed.refused
  if (away !== undefined) throw new BadInputError(away)
  const lines = middlesOf(placed.added)
  if (lines.length === 0) {
    throw new BadInputError({ file, place: WHOLE, found: mapTexts.noRoads, expected })
  }
  const roads = linesAround(lines, driveOf(onto))
  if (roads.length === 0) {
    const found = mapTexts.roadsAway({ count: lines.length, meters: AROUND_DRIVE })
    throw new BadInputError({ file, place: WHOLE, found, expected })
  }
  return { roads, notices: report.notices.map(({ message }) => message), refused: report.refused }
}

async function codecOf(tree: FileTree): Promise<Codec | null> {
  const sniffs = await Promise.all(
    MAP_CODECS.map(async (codec) => ({ codec, ...(await codec.sniff(tree)) })),
  )
  const [best] = sniffs.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score)
  return best?.codec ?? null
}

function middlesOf(records: readonly AnnotationRecord[]): readonly Polyline[] {
  const roads = standardMapLines(records)
  if (roads.length > 0) return roads
  return records.flatMap((record) =>
    record.kind === 'lane' && (record.laneKind === 'driving' || record.laneKind === 'bus')
      ? [record.centerLine]
      : [],
  )
}

function driveOf({ frames }: Clip): readonly Vec3[] {
  return frames.flatMap(({ worldFromEgo }) =>
    worldFromEgo === null ? [] : [worldFromEgo.translation],
  )
}
