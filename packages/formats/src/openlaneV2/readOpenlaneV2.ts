import {
  type AnnotationRecord,
  defaultOntology,
  type LaneId,
  type Link,
  mapElementId,
  verbatim,
} from '@trueline/annotation'
import { subtract, type Vec3, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { below, type JsonObject } from '../jsonAt.ts'
import { createSharedLines } from '../maps/sharedLines.ts'
import { tellMirrored } from '../maps/tellMirrored.ts'
import { type LineByFrames, tellUnstable } from '../maps/unstableLines.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { camerasOf, type Info, poseOfParts, readInfos, timeUsOf } from './infoFile.ts'
import { OPENLANE_V2 } from './names.ts'
import { openlaneV2Texts as say } from './openlaneV2Texts.ts'
import { elementKey, elementsOf } from './readElements.ts'
import { areaOf, laneKey, laneOf } from './readLanes.ts'
import { grouped, idsOf, listOfIds, type Placed, rowsOf } from './rows.ts'
import { linkAt, matrixAt, surest } from './topology.ts'

/**
 * The lanes, traffic elements and topology of frames, each lane once, as a clip of its own or for another.
 *
 * @throws {BadInputError} when there is no file of a frame.
 */
export async function readOpenlaneV2(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const infos = await readInfos(tree, report)
  if (infos.length === 0) {
    const [bad] = report.refused
    const found = entryTexts.files({ count: tree.files.length })
    throw new BadInputError(bad ?? { file: '', place: WHOLE, found, expected: say.info })
  }
  const { placed, worldOrigin } = await placeFrames(infos, { tree, report })
  const records = recordsOf(placed, report)
  tellMirrored(records, { file: infos[0]!.file, report })
  const frames = placed.map((one) => frameOf(one, tree))
  const [first] = placed
  const segment = first?.info.root.segment_id
  return {
    clip: {
      name: typeof segment === 'string' ? segment : options.name,
      frames: options.onto === null ? frames : [],
      sensors: first?.cameras.map(({ camera }) => camera) ?? [],
      ontology: defaultOntology,
      worldOrigin,
      format: OPENLANE_V2,
      extras: { [OPENLANE_V2]: { isSegments: infos.some(({ isSegments }) => isSegments) } },
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

async function placeFrames(
  infos: readonly Info[],
  { tree, report }: { readonly tree: FileTree; readonly report: OpenReport },
): Promise<{ readonly placed: readonly Placed[]; readonly worldOrigin: Vec3 }> {
  const posed = infos.map((info) => {
    const { root, file } = info
    const place = below({ file, pointer: '' }, 'pose')
    return {
      info,
      pose: root.pose === undefined ? null : tryOr(report, () => poseOfParts(root.pose, place)),
    }
  })
  const bare = posed.filter(({ info }) => info.root.pose === undefined)
  // A frame alone is a world of its own.
  if (bare.length > 0 && posed.length > 1) {
    const message = say.noPose({ count: bare.length })
    report.notices.push({ file: bare[0]?.info.file ?? '', place: verbatim('/pose'), message })
  }
  const worldOrigin = posed.find(({ pose }) => pose !== null)?.pose?.translation ?? ZERO
  const placed: Placed[] = []
  for (const { info, pose } of posed) {
    const { rotation = [0, 0, 0, 1] as const, translation = worldOrigin } = pose ?? {}
    const worldFromEgo = { rotation, translation: subtract(translation, worldOrigin) }
    placed.push({ info, worldFromEgo, cameras: await camerasOf(info, tree, report) })
  }
  return { placed, worldOrigin }
}

function frameOf({ info, worldFromEgo, cameras }: Placed, tree: FileTree): ImportedFrame {
  const { annotation: _, ...rest } = info.root
  const kept: JsonObject = {
    file: info.file,
    root: rest,
    topology: Object.fromEntries(
      Object.entries(info.annotation).filter(([key]) => key.startsWith('topology')),
    ),
    lanes: idsOf(info.annotation[info.isSegments ? 'lane_segment' : 'lane_centerline']),
    elements: idsOf(info.annotation.traffic_element),
  }
  return {
    name: info.moment,
    timeUs: timeUsOf(info.moment),
    worldFromEgo,
    sweeps: [],
    images: cameras.flatMap(({ camera, imagePath }) =>
      imagePath === null
        ? []
        : [
            {
              sensorId: camera.id,
              file: imagePath,
              calibration: null,
              read: () => tree.read(imagePath),
            },
          ],
    ),
    extras: { [OPENLANE_V2]: kept },
  }
}

function recordsOf(placed: readonly Placed[], report: OpenReport): readonly AnnotationRecord[] {
  const lines = createSharedLines((number) => mapElementId(`${OPENLANE_V2}:line/${number}`))
  const segments = rowsOf(placed, 'lane_segment', report)
  const centers = rowsOf(placed, 'lane_centerline', report)
  const byFrames: LineByFrames[] = []
  const lanes = [...grouped(segments), ...grouped(centers)].flatMap(([id, rows]) => {
    const lane = laneOf(id, rows, { placed, lines, report, byFrames })
    return lane === null ? [] : [lane]
  })
  const [first] = placed
  if (first !== undefined) tellUnstable(byFrames, { report, file: first.info.file })
  const areas = [...grouped(rowsOf(placed, 'area', report))].flatMap(
    ([id, rows]) => areaOf(id, rows, { placed, report }) ?? [],
  )
  const elements = elementsOf(grouped(rowsOf(placed, 'traffic_element', report)), {
    placed,
    report,
  })
  const laneById = new Map<string, LaneId>(lanes.map((one) => [one.id, one.id]))
  const elementById = new Map(elements.map((one) => [one.id as string, one.id]))
  const links = placed.flatMap(({ info }) => {
    const { annotation, annotationPlace, isSegments } = info
    const laneIds = listOfIds(annotation[isSegments ? 'lane_segment' : 'lane_centerline']).map(
      (id) => laneById.get(laneKey(id)),
    )
    const seenIds = listOfIds(annotation.traffic_element).map((id) =>
      elementById.get(elementKey(id)),
    )
    const between = (
      key: string,
      to: readonly (Link['to'] | undefined)[],
      kind: 'successor' | 'controls',
    ) => {
      const place = below(annotationPlace, key)
      if (annotation[key] === undefined) return []
      const matrix =
        tryOr(report, () => matrixAt(annotation[key], place, [laneIds.length, to.length])) ?? []
      return matrix.flatMap((row, i) =>
        row.flatMap((value, j) => linkAt(value, { lane: laneIds[i], other: to[j], kind })),
      )
    }
    return [
      ...between(isSegments ? 'topology_lsls' : 'topology_lclc', laneIds, 'successor'),
      ...between(isSegments ? 'topology_lste' : 'topology_lcte', seenIds, 'controls'),
    ]
  })
  return [...lines.elements(), ...areas, ...elements, ...lanes, ...surest(links)]
}
