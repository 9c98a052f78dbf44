import type { MapElement, MapElementKind } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { createRoadsideFinder, mergeSweeps } from '@trueline/perception'
import { groundOf } from '@trueline/pointcloud'
import { LIDAR_NAMES, type LidarName, simulateClip } from '@trueline/simulator'

/**
 * How many of the poles, signs and traffic lights of simulated streets are found, and how much of what
 * is found is there: `node --import tsx scripts/roadsideFigures.ts [LIDAR,… [SEED,…]]`.
 */

/** What stands farther from the drive need not be found; finds of it count as right all the same. */
const WITHIN = 25
/** So near to one, in meters, a find is of it. */
const FINDS = 0.6
const FRAMES = 40
const STRIDE = 2
const KINDS = ['pole', 'trafficSign', 'trafficLight'] as const satisfies readonly MapElementKind[]

type Figures = { right: number; wrong: number; missed: number }

const [lidars = 'hdl64,os64,hdl32,pandar64', seeds = '101,102,103,104,105,106,107,108'] =
  process.argv.slice(2)
for (const name of lidars.split(',')) {
  const lidar = LIDAR_NAMES.find((one) => one === name)
  if (lidar === undefined)
    throw new RangeError(`Expected one of ${LIDAR_NAMES.join()}, got ${name}`)
  const figures = new Map(KINDS.map((kind) => [kind, { right: 0, wrong: 0, missed: 0 }]))
  for (const seed of seeds.split(',')) await measure(lidar, Number(seed), figures)
  for (const [kind, { right, wrong, missed }] of figures) {
    const percent = (part: number, all: number) =>
      all === 0 ? 'none' : `${part} of ${all} (${Math.round((100 * part) / all)} %)`
    console.info(
      `${name} ${kind}: right ${percent(right, right + wrong)}, found ${percent(right, right + missed)}`,
    )
  }
}

async function measure(
  sensor: LidarName,
  seed: number,
  figures: ReadonlyMap<MapElementKind, Figures>,
): Promise<void> {
  const { clip, fixtures, truth } = simulateClip({
    ...{ seed, frames: FRAMES, sensor, camerasPerFrame: 0 },
  })
  const finder = createRoadsideFinder()
  const drive = clip.frames.flatMap(({ worldFromEgo }) => worldFromEgo ?? [])
  for (let frame = 0; frame < FRAMES; frame += STRIDE) {
    const { sweeps, worldFromEgo } = clip.frames[frame]!
    const { sweep } = await sweeps[0]!.read()
    const egoFromSweep = clip.sensors[0]!.egoFromSensor
    const { points } = mergeSweeps([{ points: sweep.points, egoFromSweep, age: 0 }])
    const boxes = truth.flatMap((one) =>
      one.kind === 'cuboid' && one.frame === frame ? [one] : [],
    )
    finder.add({ points, ground: groundOf(points), boxes }, worldFromEgo!)
  }
  const found = finder.found('found')
  for (const [kind, sum] of figures) {
    const left = new Set(fixtures.flatMap((one) => cuboidOf(one, kind)))
    for (const record of found) {
      if (record.kind !== 'mapElement') continue
      for (const cuboid of cuboidOf(record, kind)) {
        const met = [...left].find((one) => apart(one, cuboid, kind) < FINDS)
        if (met !== undefined) left.delete(met)
        sum[met === undefined ? 'wrong' : 'right']++
      }
    }
    const isNear = ({ center: [x, y] }: Cuboid): boolean =>
      drive.some(({ translation }) => Math.hypot(translation[0] - x, translation[1] - y) < WITHIN)
    sum.missed += [...left].filter(isNear).length
  }
}

function cuboidOf({ elementKind, shape }: MapElement, kind: MapElementKind): readonly Cuboid[] {
  return elementKind === kind && shape.kind === 'box' ? [shape.cuboid] : []
}

/** Meters between two things of a kind; poles are compared by where they stand. */
function apart(a: Cuboid, b: Cuboid, kind: MapElementKind): number {
  const [x, y, z] = a.center
  return Math.hypot(x - b.center[0], y - b.center[1], kind === 'pole' ? 0 : z - b.center[2])
}
