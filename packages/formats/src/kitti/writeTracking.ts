import {
  type CuboidRecord,
  type FrameRecord,
  isFrameRecord,
  type Track,
} from '@trueline/annotation'
import type { Exported, ExportSource, Loss, OutputFile } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { type ExportSpace, exportSpaceAt } from './exportSpace.ts'
import { isBadLine, type KittiLabel, parseLabel, printRest, wordOf } from './kittiLabel.ts'
import { kittiTexts } from './kittiTexts.ts'
import { changedCategories, leaningIn } from './labelLosses.ts'
import { isSameBox, isUnchanged, keptLineOf, labelOfBox, labelOfCuboid } from './printRecord.ts'

/** The codec's id, and its key in extras. */
export const KITTI_TRACKING = 'kitti-tracking'

/** More than this outside the image is tracking's 2, largely. */
const LARGELY = 0.5

/**
 * A KITTI tracking label file of the clip, rows by frame; an unchanged row as it was read.
 *
 * Objects have their track's number.
 */
export function writeTracking(source: ExportSource): Exported {
  async function* files(): AsyncGenerator<OutputFile> {
    const text = rowsOf(source)
      .map((row) => `${row}\n`)
      .join('')
    yield { path: pathOf(source), bytes: new TextEncoder().encode(text) }
  }
  return { files: files(), losses: lossesOf(source) }
}

function pathOf({ clip }: ExportSource): string {
  // Put there by the reader.
  const kept = clip.extras[KITTI_TRACKING] as { readonly labels?: readonly string[] } | undefined
  return kept?.labels?.length === 1 ? (kept.labels[0] ?? '') : 'label_02/0000.txt'
}

function rowsOf({ clip, records }: ExportSource): readonly string[] {
  const tracks = new Map(
    records.flatMap((one) => (one.kind === 'track' ? [[one.id, one] as const] : [])),
  )
  const isNumbered = clip.frames.every(({ name }) => /^\d+$/.test(name))
  const spaces = clip.frames.map((_, frame) => exportSpaceAt(clip, frame))
  return records
    .flatMap((record) => {
      if (!isFrameRecord(record) || (record.kind === 'box2d' && record.trackId !== null)) return []
      const space = spaces[record.frame] ?? exportSpaceAt(clip, record.frame)
      const number = isNumbered ? Number(clip.frames[record.frame]?.name) : record.frame
      const track = record.trackId === null ? undefined : tracks.get(record.trackId)
      const kept = keptLineOf(record, KITTI_TRACKING)
      const head = [String(number), String(track?.number ?? -1)]
      const text = keptText(record, { head, track, space })
      const row = text ?? `${head.join(' ')} ${columnsOf(record, track, space)}`
      return [{ number, line: kept?.line ?? Number.POSITIVE_INFINITY, row }]
    })
    .toSorted((a, b) => a.number - b.number || (a.line === b.line ? 0 : a.line - b.line))
    .map(({ row }) => row)
}

type Setting = {
  readonly head: readonly string[]
  readonly track: Track | undefined
  readonly space: ExportSpace
}

/** The row a record was read from, where it still says the same. */
function keptText(record: FrameRecord, { head, track, space }: Setting): string | null {
  const kept = keptLineOf(record, KITTI_TRACKING)
  if (kept === null) return null
  const [frame, number, ...columns] = kept.text.split(/\s+/)
  const label = parseLabel(columns)
  if (isBadLine(label) || Number(frame) !== Number(head[0])) return null
  if (record.kind === 'box2d') return isSameBox(record, label) ? kept.text : null
  const cuboid = { ...record, category: track?.category ?? 'Misc' }
  return number === head[1] && isUnchanged(cuboid, label, space) ? kept.text : null
}

function columnsOf(record: FrameRecord, track: Track | undefined, space: ExportSpace): string {
  const label: KittiLabel =
    record.kind === 'box2d'
      ? labelOfBox(record)
      : labelOfCuboid(record, track?.category ?? 'Misc', space)
  return `${wordOf(label.type)} ${levelOf(label)} ${printRest(label)}`
}

/** Truncation in tracking's levels: 0 none, 1 partly, 2 largely or not seen; -1 for regions. */
function levelOf({ box, truncated }: KittiLabel): number {
  if (box === null) return -1
  if (truncated < 0) return 2
  return truncated < 0.005 ? 0 : truncated > LARGELY ? 2 : 1
}

function lossesOf({ clip, records }: ExportSource): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  // What is cut off by the image is worked out anew for a box from elsewhere.
  const hasOthers = (cuboid: CuboidRecord): boolean => {
    const known =
      keptLineOf(cuboid, KITTI_TRACKING) === null ? ['occluded'] : ['occluded', 'truncated']
    return Object.keys(cuboid.attributes).some((id) => !known.includes(id))
  }
  const fresh = cuboids.filter((cuboid) => keptLineOf(cuboid, KITTI_TRACKING) === null)
  const losses: readonly Loss[] = [
    changedCategories(records),
    {
      record: 'cuboid',
      field: lossFields.pitchAndRoll,
      count: leaningIn(clip, fresh).length,
      why: kittiTexts.yawOnly,
    },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: cuboids.filter(hasOthers).length,
      why: kittiTexts.twoAttributes,
    },
    {
      record: 'frame',
      field: lossFields.timeAndPose,
      count: clip.frames.filter((one) => one.timeUs !== null || one.worldFromEgo !== null).length,
      why: kittiTexts.labelsOnly,
    },
  ]
  return losses.filter(({ count }) => count > 0)
}
