import {
  type Annotations,
  applyPatch,
  cuboidOf,
  placeCuboid,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import {
  type CheckedClip,
  checkClip,
  DEFAULT_SETTINGS,
  doubtOf,
  NO_EVIDENCE,
  recheck,
} from '@trueline/consistency'
import { transformCuboid } from '@trueline/geometry'
import { type Figure, quantile } from './figure.ts'
import { type Road, roadOfTracks } from './roadOfTracks.ts'

const FRAMES = 200
/** The first is the clip that is asked for; the others say how it grows. */
const TRACKS = [100, 200, 400, 800] as const
/** Time may grow by so much more than tracks do. */
const LINEAR = 1.25
const EDITS = 30
/** The worker's code is compiled by then, as it is from the first minute of work on. */
const WARM_UPS = 40

type Times = {
  readonly tracks: number
  /** Milliseconds of processor time, for others may use it too: every box put into the world once, */
  readonly floor: number
  /** all checks and doubts of everything, */
  readonly full: number
  /** and of an edit of one box, in the middle and the slowest in twenty. */
  readonly edit: number
  readonly slowest: number
}

/** All checks and doubts of a clip of 200 frames, at once and after an edit, at four sizes. */
export function checkFigures(): Promise<readonly Figure[]> {
  const all = TRACKS.map(timesOf)
  const first = all[0]!
  const figures: readonly Figure[] = [
    {
      ...{ name: `checks and doubt, ${FRAMES} frames × ${first.tracks} tracks`, value: first.full },
      ...{ unit: 'ms', against: floorOf(first), wanted: '<= 1000 ms', isMet: first.full <= 1000 },
    },
    {
      ...{ name: 'the same, after an edit of one box', value: first.edit, unit: 'ms' },
      ...{ against: floorOf(first), wanted: '<= 16 ms', isMet: first.edit <= 16 },
    },
    {
      ...{ name: 'the same, the slowest in twenty', value: first.slowest, unit: 'ms' },
      ...{ against: floorOf(first), wanted: '', isMet: null },
    },
    ...all.slice(1).flatMap((times) => growthFigures(times, first)),
  ]
  return Promise.resolve(figures)
}

function floorOf({ floor }: Times): Figure['against'] {
  return { name: 'boxes put into the world', value: floor }
}

function growthFigures(times: Times, first: Times): readonly Figure[] {
  const more = times.tracks / first.tracks
  return [
    {
      name: `checks and doubt, ${times.tracks} tracks`,
      value: times.full,
      unit: 'ms',
      against: { name: `${first.tracks} tracks`, value: first.full },
      wanted: `<= ${more * LINEAR}x`,
      isMet: times.full <= first.full * more * LINEAR,
    },
    {
      ...{ name: `after an edit, ${times.tracks} tracks`, value: times.edit, unit: 'ms' },
      against: { name: `${first.tracks} tracks`, value: first.edit },
      ...{ wanted: '<= 16 ms', isMet: times.edit <= 16 },
    },
  ]
}

function timesOf(tracks: number): Times {
  const road = roadOfTracks({ tracks, frames: FRAMES })
  const least = (work: () => unknown): number => Math.min(...[1, 2, 3, 4, 5].map(() => cost(work)))
  const floor = least(() => inWorld(road))
  const full = least(() => doubtOf(checkedOf(road), null))
  const times = editTimes(road)
  return { tracks, floor, full, edit: quantile(times, 0.5), slowest: quantile(times, 0.95) }
}

/** Milliseconds that the processor was at some work. */
function cost(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function checkedOf({ clip, annotations, clusters }: Road): CheckedClip {
  const told = { settings: DEFAULT_SETTINGS, evidence: NO_EVIDENCE, clusters }
  return checkClip({ clip, annotations, ...told })
}

/** Every box of a road put into the world: what nobody can check motion without. */
function inWorld({ clip, annotations }: Road): number {
  let sum = 0
  for (const { id } of tracksOf(annotations)) {
    for (const [frame, { worldFromEgo }] of clip.frames.entries()) {
      const cuboid = cuboidOf(annotations, id, frame)
      if (cuboid !== undefined && worldFromEgo !== null)
        sum += transformCuboid(worldFromEgo, cuboid).center[0]
    }
  }
  return sum
}

/** Milliseconds until an edit of one box is checked and doubted, edit by edit. */
function editTimes(road: Road): readonly number[] {
  let checked = checkedOf(road)
  let doubt = doubtOf(checked, null)
  const times: number[] = []
  for (let edit = -WARM_UPS; edit < EDITS; edit++) {
    const annotations = moved({ ...road, annotations: checked.annotations }, Math.abs(edit))
    const time = cost(() => {
      checked = recheck(checked, { annotations, evidence: NO_EVIDENCE, studied: [] })
      doubt = doubtOf(checked, doubt)
    })
    if (edit >= 0) times.push(time)
  }
  return times
}

/** The labels once somebody moved one box of the tenth track by three decimeters. */
function moved({ clip, annotations }: Road, frame: number): Annotations {
  const id = trackId('car-10')
  const cuboid = cuboidOf(annotations, id, frame)!
  const [x, y, z] = cuboid.center
  const { extent, rotation } = cuboid
  const shape = { center: [x, y + 0.3, z] as const, extent, rotation }
  const place = { trackId: id, frame, cuboid: shape, pointCount: null }
  return applyPatch(annotations, placeCuboid(annotations, place, clip.frames))
}
