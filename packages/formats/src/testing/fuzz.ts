import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import { writeKittiBin } from '../bin/writeBin.ts'
import type { Codec } from '../codec.ts'
import { CODECS } from '../codecs.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { frameMessage, tfRecord } from '../waymo/segments/testing/segmentFile.ts'
import { smallFrame } from '../waymo/segments/testing/smallFrame.ts'
import { diskTree } from './diskTree.ts'
import { filesOf } from './exportSource.ts'
import { type FoxgloveSaid, foxgloveMcap } from './foxgloveRecording.ts'
import { memoryTree } from './memoryTree.ts'
import { mutantOf, randomOf } from './mutants.ts'
import { fixtureOf, labelsOf, referenceClip } from './pairs.ts'
import { bagOf, mcapOf, sayCloud, sayImage, sayTransform } from './rosRecording.ts'

/** The files of a source by path. */
export type Files = Readonly<Record<string, Uint8Array>>

/** Something a codec did that it must not, and what made it. */
export type Fault = {
  readonly input: number
  readonly file: string
  readonly what: 'unnamed error' | 'slow' | 'memory'
  readonly detail: string
}

const AB3DMOT = new TextEncoder().encode(
  '0,2,10.5,20,30,40,0.9,1.5,1.6,4.2,1,1.6,20,0.1,0.05\n3,1,1,2,3,4,-0.5,1.7,0.6,0.8,2,1.5,10,0,0.2\n',
)

const sources = fileURLToPath(new URL('..', import.meta.url))

/** Further files of a codec that are read in other ways than its fixture. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  openlabel: ['openlabel/testdata/lanes.json'],
  'openlane-v2': ['openlaneV2/testdata/prediction.json'],
}

/** What makes a file of a seed, where the seed is what lies under a checksum. */
const SEALS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'waymo-segment': tfRecord,
}

/** Longer than this is a hang. */
const LONGEST_MS = 2000
/** Of the file, and what any reading may take besides. */
const MEMORY = { times: 10, free: 96 * 1024 * 1024 }

/** Sources that a codec reads, to be broken: own files, and real ones where they stand beside the project. */
export async function seedsOf(codec: Codec): Promise<readonly Files[]> {
  if (codec.id === 'pointclouds') return cloudSeeds()
  if (codec.id === 'ros') return await recordingSeeds()
  if (codec.id === 'waymo-segment') return [{ 'a.tfrecord': frameMessage(smallFrame()) }]
  const fixture = fixtureOf(codec)
  if (fixture !== null) {
    const more = (MORE[codec.id] ?? []).map((path) => join(sources, path))
    return await Promise.all([fixture, ...more].map(contentsOf))
  }
  // AB3DMOT's are detections of the tracking benchmark, read and never written.
  if (codec.write === null) return [{ '0000.txt': AB3DMOT }]
  const clip = await referenceClip()
  const records = await labelsOf(CODECS.find(({ id }) => id === 'openlabel')!, clip)
  const none = () => Promise.resolve(null)
  const source = { clip, records, readSweep: none, readImage: none }
  return [await filesOf(codec.write(source, { withSensors: true }))]
}

/** Reads broken sources and tells what was done wrong, one input after the other. */
export async function* fuzz(
  codec: Codec,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<Fault | null> {
  const seeds = await seedsOf(codec)
  for (let input = from; input < to; input++) {
    const random = randomOf(input)
    const seed = seeds[input % seeds.length]!
    const paths = Object.keys(seed)
    const path = paths[Math.floor(random() * paths.length)]!
    const seal = SEALS[codec.id]
    const mutant = mutantOf(seed[path]!, random)
    // What has a checksum is broken before it is made, or after: else nothing but the checksum is tried.
    const files = { ...seed, [path]: mutant }
    if (seal) files[path] = input % 4 === 0 ? mutantOf(seal(seed[path]!), random) : seal(mutant)
    yield await faultOf(codec, { input, files, path })
  }
}

type Input = { readonly input: number; readonly files: Files; readonly path: string }

async function faultOf(codec: Codec, { input, files, path }: Input): Promise<Fault | null> {
  const size = Object.values(files).reduce((sum, { length }) => sum + length, 0)
  const fault = (what: Fault['what'], detail: string): Fault => ({
    input,
    file: path,
    what,
    detail,
  })
  const before = process.memoryUsage()
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  try {
    await readWhole(codec, files)
  } catch (error) {
    if (!(error instanceof BadInputError)) {
      return fault('unnamed error', error instanceof Error ? (error.stack ?? '') : String(error))
    }
    if (error.found.en === '' || error.expected.en === '')
      return fault('unnamed error', error.message)
  }
  // On a busy machine time passes for nothing, and other threads of this process compute.
  const { user, system } = process.cpuUsage(cpu)
  const time = Math.min(performance.now() - start, (user + system) / 1000)
  const after = process.memoryUsage()
  const grown = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed
  if (time > LONGEST_MS) return fault('slow', `${Math.round(time)} ms`)
  return grown > size * MEMORY.times + MEMORY.free ? fault('memory', `${grown} of ${size}`) : null
}

/** Reads all of a source that is read: what it is, its labels, a sweep and an image of each frame. */
async function readWhole(codec: Codec, files: Files): Promise<void> {
  const tree = memoryTree(files)
  await codec.sniff(tree)
  const { clip } = await codec.read(tree, { name: 'x', onto: null })
  for (const { sweeps, images } of clip.frames.slice(0, 3)) {
    for (const one of [...sweeps, ...images]) {
      try {
        await one.read()
      } catch (error) {
        if (!(error instanceof BadInputError)) throw error
      }
    }
  }
}

/** The files of a folder or a file, what tells of them left out. */
export async function contentsOf(path: string): Promise<Files> {
  const tree = diskTree(path)
  const contents = await Promise.all(
    tree.files.map(async (file) => [file.path, await tree.read(file.path)] as const),
  )
  return Object.fromEntries(contents.filter(([name]) => !name.endsWith('README.md')))
}

function cloudSeeds(): readonly Files[] {
  const clouds = fileURLToPath(new URL('../clouds/testdata', import.meta.url))
  const pickles = fileURLToPath(new URL('../pickle/testdata', import.meta.url))
  const read = (...parts: readonly string[]): Uint8Array =>
    new Uint8Array(readFileSync(join(...parts)))
  const own = [
    ...['binary_big_endian.ply', 'global.las', 'structured.npy', 'cloud.npz', 'xyzi.npy'],
  ].map((name) => [name, read(clouds, name)] as const)
  const points = Float32Array.from({ length: 400 }, (_, at) => Math.sin(at))
  const sweep = { points, ring: null, timeOffset: null }
  const text = `x,y,z,intensity\n${Array.from({ length: 50 }, (_, at) => `${at},1.5,-2,0.25`).join('\n')}`
  const ply = `ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nend_header\n1 2 3\n4 5 6\n7 8 9\n`
  const formats = sharedData('formats')
  const real =
    formats === null
      ? []
      : [
          'las/extrabytes.laz',
          'draco/bunny.drc',
          'pcd/pypcd4/binary_compressed.pcd',
          'pcd/pypcd4/ascii.pcd',
        ]
  return [
    ...own,
    ['1.pcd', writePcd(sweep)] as const,
    ['1.bin', writeKittiBin(sweep)] as const,
    ['1.csv', new TextEncoder().encode(text)] as const,
    ['1.ply', new TextEncoder().encode(ply)] as const,
    [
      '1.feather',
      read(fileURLToPath(new URL('../argoverse2/testdata/annotations.feather', import.meta.url))),
    ] as const,
    ['1.npz', read(pickles, 'lidar.pkl.gz')] as const,
    ...real.map((name) => [name.replaceAll('/', '_'), read(formats!, name)] as const),
  ].map(([name, bytes]) => ({ [name]: bytes }))
}

async function recordingSeeds(): Promise<readonly Files[]> {
  const ns = 1_700_000_000_000_000_000n
  const pose = { translation: [1, 2, 3], rotation: [0, 0, 0, 1] } as const
  const points = [
    [1, 2, 3, 4, 5],
    [2, 3, 4, 5, 6],
  ]
  const said = [0n, 100_000_000n].flatMap((later) => [
    sayTransform('/tf', ns + later, { parent: 'map', child: 'lidar', pose }),
    sayCloud('/points', ns + later, { frameId: 'lidar', points }),
    sayImage('/image', ns + later, { frameId: 'camera', bgr: [1, 2, 3] }),
  ])
  const value = { frame_id: 'lidar', point_stride: 12, data: new Uint8Array(48).fill(63) }
  const fields = ['x', 'y', 'z'].map((name, at) => ({ name, offset: at * 4, type: 7 }))
  const foxglove = [0n, 100_000_000n].map((later): FoxgloveSaid => {
    return {
      topic: '/lidar',
      type: 'foxglove.PointCloud',
      ns: ns + later,
      value: { ...value, fields },
    }
  })
  return [
    { 'a.mcap': await mcapOf(said) },
    { 'a.bag': bagOf(said) },
    { 'a.mcap': await foxgloveMcap(foxglove, 'protobuf') },
    { 'a.mcap': await foxgloveMcap(foxglove, 'json') },
  ]
}
