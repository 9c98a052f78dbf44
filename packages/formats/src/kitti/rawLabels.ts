import { IDENTITY_POSE, invert, transformCuboid } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedFrame, Notice, Refusal } from '../codec.ts'
import { isObject } from '../jsonAt.ts'
import { refusalOf } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { type KittiCalibration, rectFromLidarOf } from './calibration.ts'
import { cuboidOfKitti } from './kittiBox.ts'
import { kittiTexts } from './kittiTexts.ts'
import { type LabelFile, readLabelFile } from './labelFile.ts'
import type { PlacedLabel } from './labelRecords.ts'
import { linkBySize } from './linkLabels.ts'
import { matchingName, stemOf } from './paths.ts'
import { placeLabelFiles } from './placeLabels.ts'
import type { RawLayout } from './rawLayout.ts'

/** The labels of a drive's `label_2`. */
export type RawLabels = {
  readonly labels: readonly PlacedLabel[]
  /** The frame of each file that has one, by file. */
  readonly places: ReadonlyMap<string, number>
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
}

/** What a drive's labels are placed by. */
export type Drive = {
  readonly layout: RawLayout
  readonly frames: readonly ImportedFrame[]
  readonly calibration: KittiCalibration | null
}

/**
 * The labels in a drive's `label_2`, linked into tracks.
 *
 * A file belongs to the frame of its name; else to the one `label_map.json` says; else to the one
 * whose points its boxes hold.
 */
export async function readRawLabels(tree: FileTree, drive: Drive): Promise<RawLabels> {
  const { layout, frames, calibration } = drive
  const names = frames.map(({ name }) => name)
  const refused: Refusal[] = []
  const files = await Promise.all(layout.labels.map((file) => readLabelFile(tree, file)))
  for (const file of files) refused.push(...file.refused)
  const map = await readLabelMap(tree, layout, refused)
  const places = new Map<string, number>()
  const strays: LabelFile[] = []
  for (const file of files) {
    const stem = stemOf(file.file)
    const name = matchingName(names, map.get(stem) ?? stem)
    if (name !== null) places.set(file.file, names.indexOf(name))
    else if (file.labels.length > 0 || file.refused.length === 0) strays.push(file)
  }
  const egoFromRect = calibration ? invert(rectFromLidarOf(calibration)) : IDENTITY_POSE
  const taken = new Set(places.values())
  const candidates = frames.flatMap((frame, index) => {
    const sweep = frame.sweeps[0]
    return sweep && !taken.has(index) ? [{ name: frame.name, sweep }] : []
  })
  const found = await placeLabelFiles(
    strays.map(({ file, labels }) => ({
      file,
      cuboids: labels.flatMap(({ label }) =>
        label.box && calibration ? [transformCuboid(egoFromRect, cuboidOfKitti(label.box))] : [],
      ),
    })),
    candidates,
  )
  for (const [file, at] of found.places) {
    places.set(file, names.indexOf(candidates[at]?.name ?? ''))
  }
  const labels = files.flatMap(({ file, labels: lines }): readonly PlacedLabel[] => {
    const frame = places.get(file)
    if (frame === undefined) return []
    return lines.map((line) => {
      const id = `${file}:${line.line}`
      return { ...line, frame, id, track: id }
    })
  })
  const linked = linkBySize(labels)
  return {
    labels: linked.labels,
    places,
    refused: [...refused, ...found.refused],
    notices: [...found.notices, ...linked.notices],
  }
}

/** Frame names by label file name: `{ "001206": "0000000021" }`, numbers as well. */
async function readLabelMap(
  tree: FileTree,
  layout: RawLayout,
  refused: Refusal[],
): Promise<ReadonlyMap<string, string>> {
  const file = layout.labelMap
  if (file === null) return new Map()
  try {
    const json = parseSourceJson(await tree.read(file), file)
    if (isObject(json)) {
      return new Map(
        Object.entries(json).flatMap(([stem, name]) =>
          typeof name === 'string' || typeof name === 'number' ? [[stemOf(stem), `${name}`]] : [],
        ),
      )
    }
    const expected = kittiTexts.labelMap
    throw new BadInputError({ file, place: WHOLE, found: kittiTexts.otherValue, expected })
  } catch (error) {
    refused.push(refusalOf(error, file))
    return new Map()
  }
}
