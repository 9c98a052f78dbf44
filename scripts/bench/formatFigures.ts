import type { AnnotationRecord, Clip } from '@trueline/annotation'
import { cuboidId, trackId } from '@trueline/annotation'
import { readKittiBin, readNuscenesBin, readPcd, writeKittiBin, writePcd } from '@trueline/formats'
import { PCDLoader } from 'three/examples/jsm/loaders/PCDLoader.js'
import { filesOf } from '../../packages/formats/src/testing/exportSource.ts'
import { memoryTree } from '../../packages/formats/src/testing/memoryTree.ts'
import { LABEL_CODECS, labelsOf, referenceClip } from '../../packages/formats/src/testing/pairs.ts'
import { type Figure, quantile, timeEach } from './figure.ts'
import { ringOfPoints } from './ringOfPoints.ts'

const FRAMES = 100
const BOXES_A_FRAME = 200
const BOXES_A_SECOND = 50_000
const POINTS = 500_000
const MB_A_SECOND = 150
const RUNS = { runs: 5, warmUps: 2 }

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
    bytes.length / 1000 / quantile(await timeEach(work, RUNS), 0.5)
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
    const files = await filesOf(codec.write!(source, { withSensors: false }))
    const tree = memoryTree(files)
    let boxes = 0
    const read = async () => {
      const found = await codec.read(tree, { name: 'x', onto: clip })
      boxes = found.records.filter(({ kind }) => kind === 'cuboid').length
    }
    const time = boxes === 0 ? await firstTime(read) : 0
    if (boxes === 0) continue
    const median = time > 2000 ? time : quantile(await timeEach(read, RUNS), 0.5)
    const value = (boxes / median) * 1000
    figures.push({
      name: `labels of ${codec.id}`,
      value,
      unit: 'boxes/s',
      against: null,
      wanted: `>= ${BOXES_A_SECOND}`,
      isMet: value >= BOXES_A_SECOND,
    })
  }
  return figures
}

async function firstTime(read: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await read()
  return performance.now() - start
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
