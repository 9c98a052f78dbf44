import {
  type Camera,
  type Clip,
  type Frame,
  type Json,
  type Lidar,
  type SensorId,
  sensorId,
} from '@trueline/annotation'
import {
  compose,
  IDENTITY_POSE,
  invert,
  type Pose,
  subtract,
  type Vec3,
  ZERO,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ImportedSweep, ReadOptions } from '../codec.ts'
import { openEntries } from '../entries/readEntries.ts'
import { below, isObject, type JsonPlace } from '../jsonAt.ts'
import { egoFromMap } from '../mapSpace.ts'
import { moved } from '../moveSweep.ts'
import { readAnySweep } from '../pointclouds/readSweep.ts'
import { CLOUD } from '../pointclouds/series.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { END_OF_LIST } from '../skeleton.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { attributesSeen, sourceOntology } from '../sourceOntology.ts'
import { lettersOf } from '../text.ts'
import { partAt, withPart } from './jsonPath.ts'
import type { DialectCamera, LabelDialect, LabelList } from './labelDialect.ts'
import { labelTexts as say } from './labelTexts.ts'

/** Enough of a file to see what it is. */
const HEAD_BYTES = 4096
/** How many files are looked into for one of a dialect. */
const LOOKED_AT = 24
const LIDAR = sensorId('lidar')

/** The files of a dialect, by their first bytes. */
export async function labelFiles(
  tree: FileTree,
  dialect: LabelDialect,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const found: string[] = []
  const byNumber = new Intl.Collator('en', { numeric: true })
  const candidates = tree.files
    .map(({ path }) => path)
    .filter((path) => (dialect.container?.ending ?? /\.json$/i).test(path))
    .toSorted(byNumber.compare)
  // Who only asks whether there is one does not look through a folder of thousands.
  const looked = Number.isFinite(most) ? candidates.slice(0, LOOKED_AT) : candidates
  for (const path of looked) {
    if (found.length >= most) break
    const head = await tree.read(path, { offset: 0, bytes: HEAD_BYTES })
    if (dialect.isOne(lettersOf(head), path)) found.push(path)
  }
  return found
}

/** A frame's list, and the document it stands in. */
type Found = LabelList & {
  readonly document: number
  readonly place: JsonPlace
  readonly value: Json | undefined
}

/** The boxes of a dialect's files. @throws {BadInputError} when there are none. */
export async function readLabels(
  tree: FileTree,
  { dialect, options }: { readonly dialect: LabelDialect; readonly options: ReadOptions },
): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const files = await labelFiles(tree, dialect)
  const documents: { readonly file: string; readonly value: Json }[] = []
  const found: Found[] = []
  for (const file of files) {
    const bytes = await tree.read(file)
    const alone = await parsed(bytes, file, { dialect, report })
    if (alone === undefined) continue
    const value = await dialect.completed(tree, alone, file)
    tryOr(report, () => {
      const top = { file, pointer: '' }
      const lists = dialect.framesOf(value, top)
      const document = documents.length
      documents.push({ file, value })
      for (const list of lists) {
        const place = below(top, ...list.path)
        found.push({ ...list, document, place, value: partAt(value, list.path) })
      }
    })
  }
  if (found.length === 0) {
    const [bad] = report.refused
    const expected = say.ofFormat({ title: dialect.title })
    throw new BadInputError(bad ?? { file: '', place: WHOLE, found: say.none, expected })
  }
  return clipOf(tree, { dialect, options, report, documents, found })
}

/** A file's document; `undefined` where it is none, which is then in the report. */
async function parsed(
  bytes: Uint8Array,
  file: string,
  { dialect, report }: { readonly dialect: LabelDialect; readonly report: OpenReport },
): Promise<Json | undefined> {
  try {
    return await (dialect.container?.parse ?? parseSourceJson)(bytes, file)
  } catch (error) {
    refuse(report, error)
    return undefined
  }
}

type Reading = {
  readonly dialect: LabelDialect
  readonly options: ReadOptions
  readonly report: OpenReport
  readonly documents: readonly { readonly file: string; readonly value: Json }[]
  readonly found: readonly Found[]
}

async function clipOf(tree: FileTree, reading: Reading): Promise<ImportedClip> {
  const { dialect, options, report, documents, found } = reading
  const { onto } = options
  const spaces = await spacesOf(tree, reading)
  const contexts = documents.map(({ value }) => dialect.contextOf(value))
  const formats = documents.map(({ value }, index) =>
    dialect.format(value, contexts[index] ?? null),
  )
  const first = formats[0]!
  const readers = { codec: dialect.id, decode: first.decode, encode: first.encode }
  let current = first
  const entries = openEntries({ ...readers, decode: (one, at) => current.decode(one, at) }, report)
  const sweeps = sweepFiles(tree)
  const cameras = onto === null ? await camerasOf(tree, reading) : []
  const cameraById = new Map<SensorId, Camera>()
  for (const { camera } of cameras.flat()) {
    if (!cameraById.has(camera.id)) cameraById.set(camera.id, camera)
  }
  const skeletons = documents.map(({ value }) => value)
  const frames = found.map((list, frame): ImportedFrame => {
    current = formats[list.document] ?? first
    const items = tryOr(report, () => dialect.list.read(list.value, list.place))
    const egoFromSource = spaces.egoFromSource(frame)
    const left = items?.map((item, index) =>
      entries.take(item, { frame, place: below(list.place, index), egoFromSource }),
    )
    if (left && list.value !== undefined)
      skeletons[list.document] = withPart(skeletons[list.document], list.path, null)
    const kept = {
      document: list.document,
      path: list.path,
      items: left ? [...left, END_OF_LIST] : null,
      before: dialect.list.write([], list.value),
    }
    const own = spaces.frames[frame]
    const file = sweeps.get(list.name)
    return {
      name: own?.name ?? list.name,
      timeUs: own?.timeUs ?? list.timeUs,
      worldFromEgo: own?.worldFromEgo ?? null,
      sweeps:
        file === undefined || onto !== null
          ? []
          : [
              {
                sensorId: LIDAR,
                file,
                read: async () => sweepIn(tree, file, { dialect, spaces, frame }),
              },
            ],
      images: (cameras[list.document] ?? []).flatMap(({ camera, imageOf }) => {
        const image = imageOf(list.name)
        if (image === null) return []
        const read = () => tree.read(image)
        const { id, egoFromSensor, model } = camera
        // A camera whose calibration is told by frame stands as the first frame has it.
        const isOwn = JSON.stringify(camera) !== JSON.stringify(cameraById.get(id))
        const calibration = isOwn ? { egoFromSensor, model } : null
        return [{ sensorId: id, file: image, calibration, read }]
      }),
      extras: { [dialect.id]: kept },
    }
  })
  const { tracks, cuboids } = entries.records()
  const attributes = cuboids.map((cuboid) => cuboid.attributes)
  const lidar: Lidar = {
    modality: 'lidar',
    id: LIDAR,
    egoFromSensor: dialect.lidarFromSource,
    extras: {},
  }
  return {
    clip: {
      name: options.name,
      frames,
      sensors: onto?.sensors ?? [lidar, ...cameraById.values()],
      ontology: sourceOntology(
        tracks.map(({ category }) => category),
        attributesSeen('cuboid', attributes),
      ),
      worldOrigin: spaces.origin,
      format: dialect.id,
      extras: {
        [dialect.id]: documents.map(({ file }, index) => ({
          file,
          context: contexts[index] ?? null,
          value: skeletons[index] ?? null,
        })),
      },
    },
    records: [...tracks, ...cuboids],
    report: { ...report, suggestions: [] },
  }
}

/** The cameras of each document. */
async function camerasOf(
  tree: FileTree,
  { dialect, report, documents }: Reading,
): Promise<readonly (readonly DialectCamera[])[]> {
  const cameras: (readonly DialectCamera[])[] = []
  for (const { file, value } of documents) {
    cameras.push(await dialect.camerasIn(tree, value, { place: { file, pointer: '' }, report }))
  }
  return cameras
}

/** A frame's sweep in its lidar's space: beside boxes in the map's space it is in that too. */
async function sweepIn(
  tree: FileTree,
  file: string,
  {
    dialect,
    spaces,
    frame,
  }: { readonly dialect: LabelDialect; readonly spaces: Spaces; readonly frame: number },
): ReturnType<ImportedSweep['read']> {
  const isMap = dialect.space === 'map'
  const found = await readAnySweep(await tree.read(file), file, isMap ? spaces.origin : ZERO)
  const pose = isMap ? (spaces.frames[frame]?.worldFromEgo ?? null) : null
  if (pose === null) return found
  const lidarFromWorld = invert(compose(pose, dialect.lidarFromSource))
  return { ...found, sweep: moved(found.sweep, lidarFromWorld) }
}

type Spaces = {
  readonly origin: Vec3
  readonly frames: readonly (Pick<Frame, 'name' | 'timeUs' | 'worldFromEgo'> | null)[]
  readonly egoFromSource: (frame: number) => Pose
}

/** Where the boxes of each frame are: on the clip they are for, by poses of their own, or alone. */
async function spacesOf(
  tree: FileTree,
  { dialect, options, found, report }: Reading,
): Promise<Spaces> {
  const { onto } = options
  if (onto !== null) return spacesOnto(onto, dialect, found)
  const { lidarFromSource } = dialect
  const poses = await dialect.posesIn(
    tree,
    found.map(({ name }) => name),
  )
  const own = found.map(({ mapFromLidar }, index) => mapFromLidar ?? poses[index] ?? null)
  const start = own.find((pose) => pose !== null)?.translation ?? null
  if (dialect.space === 'map' && start === null) {
    report.notices.push({ file: found[0]?.place.file ?? '', place: WHOLE, message: say.noPoses })
  }
  const origin = start ?? (dialect.space === 'map' ? firstPlace(found) : ZERO)
  const frames = found.map(({ name, timeUs }, index) => {
    const pose = own[index]
    const worldFromEgo = pose
      ? compose(
          { ...pose, translation: subtract(pose.translation, origin) },
          invert(lidarFromSource),
        )
      : null
    return { name, timeUs, worldFromEgo }
  })
  const egoFromSource = (frame: number): Pose =>
    dialect.space === 'map'
      ? egoFromMap(frames[frame]?.worldFromEgo ?? null, origin)
      : lidarFromSource
  return { origin, frames, egoFromSource }
}

function spacesOnto(onto: Clip, dialect: LabelDialect, found: readonly Found[]): Spaces {
  const indexByName = new Map(onto.frames.map(({ name }, index) => [name, index]))
  const areNamed = found.some(({ name }) => indexByName.has(name))
  const indexByTime = new Map(onto.frames.map(({ timeUs }, index) => [timeUs, index]))
  indexByTime.delete(null)
  const areTimed = found.some(({ timeUs }) => indexByTime.has(timeUs))
  const placeOf = (index: number): number | undefined => {
    if (areNamed) return indexByName.get(found[index]?.name ?? '')
    return areTimed ? indexByTime.get(found[index]?.timeUs ?? null) : index
  }
  const frameAt = (index: number): Frame | undefined => {
    const at = placeOf(index)
    return at === undefined ? undefined : onto.frames[at]
  }
  const lidar = onto.sensors.find(({ modality }) => modality === 'lidar')
  const isLidar = dialect.space === 'lidar'
  const egoFromLidar = isLidar ? (lidar?.egoFromSensor ?? IDENTITY_POSE) : IDENTITY_POSE
  return {
    origin: onto.worldOrigin,
    frames: found.map((_, index) => frameAt(index) ?? null),
    egoFromSource: (frame) =>
      dialect.space === 'map'
        ? egoFromMap(frameAt(frame)?.worldFromEgo ?? null, onto.worldOrigin)
        : compose(egoFromLidar, dialect.lidarFromSource),
  }
}

/** A place near the first box: the world begins there where no pose tells. */
function firstPlace(found: readonly Found[]): Vec3 {
  for (const { value } of found) {
    for (const item of Array.isArray(value) ? value : []) {
      const text = isObject(item) ? JSON.stringify(item) : ''
      const at =
        /"(?:position|three_d_bbox)":\{"(?:x|cx)":([^,]+),"(?:y|cy)":([^,]+),"(?:z|cz)":([^,}]+)/
      const [, x, y, z] = at.exec(text) ?? []
      const place = [Number(x), Number(y), Number(z)].map(Math.round)
      if (place.every(Number.isFinite)) return [place[0]!, place[1]!, place[2]!]
    }
  }
  return ZERO
}

/** Point clouds of a tree by their name without its ending. */
function sweepFiles(tree: FileTree): ReadonlyMap<string, string> {
  return new Map(
    tree.files.flatMap(({ path }) => {
      const isPickle = /(^|\/)lidar\/[^/]+\.pkl(\.gz)?$/i.test(path)
      if (!CLOUD.test(path) && !isPickle) return []
      const stem = path
        .slice(path.lastIndexOf('/') + 1)
        .replace(isPickle ? /\.pkl(\.gz)?$/i : CLOUD, '')
      return [[stem.replace(/\.pcd$/i, ''), path] as const]
    }),
  )
}
