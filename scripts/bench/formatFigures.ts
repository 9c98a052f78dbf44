import type { AnnotationRecord, Clip } from '@trueline/annotation'
import { cuboidId, trackId } from '@trueline/annotation'
import { readKittiBin, readNuscenesBin, readPcd, writeKittiBin, writePcd } from '@trueline/formats'
import { PCDLoader } from 'three/examples/jsm/loaders/PCDLoader.js'
import { filesOf } from '../../packages/formats/src/testing/exportSource.ts'
import { memoryTree } from '../../packages/formats/src/testing/memoryTree.ts'
import { LABEL_CODECS, labelsOf, referenceClip } from '../../packages/formats/src/testing/pairs.ts'
import { type Figure, timeEach } from './figure.ts'
import { ringOfPoints } from './ringOfPoints.ts'

const FRAMES = 25
const BOXES_A_FRAME = 200
const BOXES_A_SECOND = 50_000
const POINTS = 500_000
const MB_A_SECOND = 150
/** Calls that are timed, more until they took so long, after others that are not: code is compiled by then. */
const CALLS = { least: 3, most: 7, enoughMs: 300, warmMs: 500 }

/** Boxes a second of each codec, and sweeps beside what a browser's usual reader takes for them. */
export async function formatFigures(): Promise<readonly Figure[]> {
  return [...(await cloudFigures()), ...(await labelFigures())]
}

async function cloudFigures(): Promise<readonly Figure[]> {
  const sweep = { points: ringOfPoints(POINTS), ring: null, timeOffset: null }
  const pcd = writePcd(sweep)
  const bin = writeKittiBin(sweep)
  // Rows of five: what a row of four has, and a ring.
  const wide = new Float32Array(POINTS * 5)
  for (let row = 0; row < POINTS; row++) {
    wide.set(sweep.points.subarray(row * 4, row * 4 + 4), row * 5)
    wide[row * 5 + 4] = row % 32
  }
  const rows = new Uint8Array(wide.buffer)
  const loader = new PCDLoader()
  const three = () => loader.parse(pcd.slice().buffer)
  const copied = (bytes: Uint8Array) => () => new Float32Array(bytes.slice().buffer)
  return [
    await cloudFigure('a binary PCD', pcd, {
      read: () => readPcd(pcd.slice(), 'a.pcd'),
      peer: { name: 'three’s PCDLoader', read: three },
    }),
    await cloudFigure('a KITTI sweep', bin, {
      read: () => readKittiBin(bin.slice(), 'a.bin'),
      peer: { name: 'copied', read: copied(bin) },
    }),
    await cloudFigure('a nuScenes sweep', rows, {
      read: () => readNuscenesBin(rows.slice(), 'a.bin'),
      peer: { name: 'copied', read: copied(rows) },
    }),
  ]
}

async function cloudFigure(
  name: string,
  bytes: Uint8Array,
  {
    read,
    peer,
  }: {
    readonly read: () => unknown
    readonly peer: { readonly name: string; readonly read: () => unknown }
  },
): Promise<Figure> {
  const speed = async (work: () => unknown): Promise<number> =>
    bytes.length / 1000 / (await quickest(work))
  const value = await speed(read)
  return {
    name: `reading ${name}`,
    value,
    unit: 'MB/s',
    against: { name: peer.name, value: await speed(peer.read) },
    wanted: `>= ${MB_A_SECOND} MB/s`,
    isMet: value >= MB_A_SECOND,
  }
}

async function labelFigures(): Promise<readonly Figure[]> {
  const { clip, records } = await manyBoxes()
  const none = () => Promise.resolve(null)
  const figures: Figure[] = []
  for (const codec of LABEL_CODECS) {
    const source = { clip, records, readSweep: none, readImage: none }
    const write = () => filesOf(codec.write!(source, { withSensors: false }))
    const files = await write()
    const tree = memoryTree(files)
    const read = () => codec.read(tree, { name: 'x', onto: clip })
    const boxes = (await read()).records.filter(({ kind }) => kind === 'cuboid').length
    if (boxes === 0) continue
    const floor = floorOf(files)
    const figure = async (
      name: string,
      work: () => unknown,
      bare: Floor['read'] | null,
    ): Promise<Figure> => {
      const value = (boxes / (await quickest(work))) * 1000
      return {
        ...{ name, value, unit: 'boxes/s' },
        against: bare && { name: bare.name, value: (boxes / (await quickest(bare.work))) * 1000 },
        wanted: `>= ${BOXES_A_SECOND}`,
        isMet: value >= BOXES_A_SECOND,
      }
    }
    figures.push(await figure(`reading labels of ${codec.id}`, read, floor?.read ?? null))
    figures.push(await figure(`writing labels of ${codec.id}`, write, floor?.write ?? null))
  }
  return figures
}

/** Milliseconds of the quickest of some calls: what others do on the machine only adds. */
async function quickest(work: () => unknown): Promise<number> {
  for (let spent = 0; spent < CALLS.warmMs; ) {
    const [time = 0] = await timeEach(work, { runs: 1, warmUps: 0 })
    spent += time
  }
  const times: number[] = []
  for (let spent = 0; times.length < CALLS.most; ) {
    if (times.length >= CALLS.least && spent > CALLS.enoughMs) break
    const [time = 0] = await timeEach(work, { runs: 1, warmUps: 0 })
    spent += time
    times.push(time)
  }
  return Math.min(...times)
}

type Files = Readonly<Record<string, Uint8Array>>

type Bare = { readonly name: string; readonly work: () => unknown }
type Floor = { readonly read: Bare; readonly write: Bare }

/** What the engine alone takes for some files of JSON; `null` where one is none. */
function floorOf(files: Files): Floor | null {
  if (!Object.keys(files).every((path) => path.endsWith('.json'))) return null
  const parsed = (): readonly unknown[] =>
    Object.values(files).map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown)
  const values = parsed()
  const print = () => values.map((one) => new TextEncoder().encode(JSON.stringify(one)))
  return {
    read: { name: 'JSON.parse', work: parsed },
    write: { name: 'JSON.stringify', work: print },
  }
}

/** A clip of many frames with as many boxes each, without sensors' files. */
async function manyBoxes(): Promise<{
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
}> {
  const reference = await referenceClip()
  const codec = LABEL_CODECS.find(({ id }) => id === 'nuscenes-tracking')!
  const found = await labelsOf(codec, reference)
  const cuboid = found.find((one) => one.kind === 'cuboid')!
  const track = found.find((one) => one.kind === 'track')!
  const frames = Array.from({ length: FRAMES }, (_, frame) => ({
    ...reference.frames[0]!,
    name: String(frame).padStart(6, '0'),
    timeUs: 1_700_000_000_000_000 + frame * 100_000,
  }))
  const tracks = Array.from({ length: BOXES_A_FRAME }, (_, number) => {
    const id = trackId(`track-${number}`)
    return { ...track, id, number, category: 'car', extras: {} }
  })
  const cuboids = frames.flatMap((_, frame) =>
    tracks.map(({ id }, index) => ({
      ...cuboid,
      ...{
        id: cuboidId(id, frame),
        trackId: id,
        frame,
        extras: {},
        attributes: {},
        pointCount: 10,
      },
      center: [5 + (index % 20) * 3, (index / 20) * 3 - 15, 0.5 + frame / 1000] as const,
    })),
  )
  return { clip: { ...reference, frames }, records: [...tracks, ...cuboids] }
}
