import { defaultOntology, type Json, type MapElement, mapElementId } from '@trueline/annotation'
import {
  IDENTITY_POSE,
  type Polyline,
  type Pose,
  polylineLength,
  subtract,
  transform,
  ZERO,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { below, type JsonObject, listAt, objectAt } from '../jsonAt.ts'
import { importedElement } from '../maps/fixedRecords.ts'
import { withoutRepeats } from '../maps/lines.ts'
import { tellUnstable } from '../maps/unstableLines.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { type ImageFile, imageFileOf, imageFiles, lineInEgo } from './imageFile.ts'
import { lineOfCategory, OPENLANE, POSITIONS } from './names.ts'
import { openlaneTexts as say } from './openlaneTexts.ts'

/** A line as one image tells it. */
type Told = { readonly frame: number; readonly row: JsonObject; readonly line: Polyline }

/**
 * The lines of images, in the world by their cameras, as a clip of its own or for another.
 *
 * @throws {BadInputError} when there is no such file.
 */
export async function readOpenlane(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const images = await imagesOf(tree, report)
  if (images.length === 0) {
    const [bad] = report.refused
    const found = entryTexts.files({ count: tree.files.length })
    throw new BadInputError(bad ?? { file: '', place: WHOLE, found, expected: say.file })
  }
  const worldOrigin =
    images.find(({ worldFromEgo }) => worldFromEgo !== null)?.worldFromEgo?.translation ?? ZERO
  const posed = images.map((image) => {
    const { rotation, translation } = image.worldFromEgo ?? {
      ...IDENTITY_POSE,
      translation: worldOrigin,
    }
    return { image, worldFromEgo: { rotation, translation: subtract(translation, worldOrigin) } }
  })
  const records = linesOf(posed, report)
  const [{ image: first }] = posed as [(typeof posed)[number]]
  return {
    clip: {
      name: first.file.split('/').at(-2) ?? options.name,
      frames: options.onto === null ? posed.map((one) => frameOf(one, tree)) : [],
      sensors: [first.camera],
      ontology: defaultOntology,
      worldOrigin,
      format: OPENLANE,
      extras: { [OPENLANE]: {} },
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

type Posed = { readonly image: ImageFile; readonly worldFromEgo: Pose }

/** The images in order, one file each; without poses the first alone. */
async function imagesOf(tree: FileTree, report: OpenReport): Promise<readonly ImageFile[]> {
  const read: ImageFile[] = []
  for (const file of await imageFiles(tree)) {
    try {
      read.push(await imageFileOf(parseSourceJson(await tree.read(file), file), file, tree))
    } catch (error) {
      refuse(report, error)
    }
  }
  const rank = ({ isResult, isFlat }: ImageFile): number => (isFlat ? 2 : 0) + (isResult ? 1 : 0)
  const byName = new Map<string, ImageFile>()
  for (const image of read.toSorted((a, b) => rank(a) - rank(b))) {
    const there = byName.get(image.name)
    if (there === undefined) {
      byName.set(image.name, image)
      continue
    }
    const found = say.sameImage({ name: image.name, file: there.file })
    report.refused.push({ file: image.file, place: WHOLE, found, expected: say.oneEach })
  }
  const inOrder = [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const posed = inOrder.filter(({ worldFromEgo }) => worldFromEgo !== null)
  const kept = posed.length > 0 ? posed : inOrder.slice(0, 1)
  for (const { file } of inOrder.filter((one) => !kept.includes(one))) {
    report.refused.push({ file, place: WHOLE, found: say.noPoses, expected: say.pose })
  }
  const [flat] = kept.filter(({ isFlat }) => isFlat)
  if (flat !== undefined) report.notices.push({ file: flat.file, place: WHOLE, message: say.flat })
  return kept
}

function frameOf({ image, worldFromEgo }: Posed, tree: FileTree): ImportedFrame {
  const { file, name, root, camera, imagePath } = image
  const { lane_lines: _, ...rest } = root
  const kept: JsonObject = { file, root: rest, isResult: image.isResult, isFlat: image.isFlat }
  // Its name is the time in microseconds and two digits more.
  const timeUs = /^\d{18}$/.test(name) ? Number(name.slice(0, 16)) : null
  const calibration = { egoFromSensor: camera.egoFromSensor, model: camera.model }
  return {
    name,
    timeUs,
    worldFromEgo,
    sweeps: [],
    images:
      imagePath === null
        ? []
        : [{ sensorId: camera.id, file: imagePath, calibration, read: () => tree.read(imagePath) }],
    extras: { [OPENLANE]: kept },
  }
}

function linesOf(posed: readonly Posed[], report: OpenReport): readonly MapElement[] {
  const byTrack = new Map<string, Told[]>()
  for (const [frame, { image, worldFromEgo }] of posed.entries()) {
    const place = below({ file: image.file, pointer: '' }, 'lane_lines')
    const hasTracks = isTracked(image.root.lane_lines)
    for (const [index, value] of listAt(image.root.lane_lines, place).entries()) {
      const at = below(place, index)
      const told = tryOr(report, () => {
        const row = objectAt(value, at)
        const line = lineInEgo(row, image, at).map((point) => transform(worldFromEgo, point))
        return { frame, row, line }
      })
      if (told === null) continue
      const track = hasTracks
        ? plainText(told.row.track_id ?? told.row.trackid)
        : `${image.name}/${index}`
      byTrack.set(track, [...(byTrack.get(track) ?? []), told])
    }
  }
  tellUnstable(
    [...byTrack].map(([name, told]) => ({ name, lines: told.map(({ line }) => line) })),
    { report, file: posed[0]!.image.file },
  )
  return [...byTrack].flatMap(([track, told]) => elementOf(track, told))
}

/** Whether lines have ids of their own: results have none, or all the same. */
function isTracked(lines: Json | undefined): boolean {
  const ids = (lines as readonly JsonObject[]).map((row) =>
    plainText(row?.track_id ?? row?.trackid),
  )
  return !ids.includes('undefined') && new Set(ids).size === ids.length
}

function elementOf(track: string, told: readonly Told[]): readonly MapElement[] {
  const { row, line } = told.reduce((best, one) =>
    polylineLength(one.line) > polylineLength(best.line) ? one : best,
  )
  const points = withoutRepeats(line)
  if (points.length < 2) return []
  const category = typeof row.category === 'number' ? row.category : 0
  const position = POSITIONS[typeof row.attribute === 'number' ? row.attribute : 0]
  const rows = Object.fromEntries(told.map((one) => [String(one.frame), one.row]))
  const { elementKind, marks } = lineOfCategory(category)
  return [
    importedElement(
      mapElementId(`${OPENLANE}:line/${track}`),
      { elementKind, shape: { kind: 'line', points } },
      {
        marks,
        attributes: position === undefined || position === 'none' ? {} : { position },
        extras: { [OPENLANE]: { track, category, rows, line: points as unknown as Json } },
      },
    ),
  ]
}
