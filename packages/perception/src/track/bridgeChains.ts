import type { Chain } from './joinLinks.ts'
import { medianOf } from './median.ts'
import { motionOf } from './motionOf.ts'
import type { Sighting } from './sighting.ts'

/** Sights from which the motion at an end of a chain is read. */
const END = 8
/** Motion read from less time than this is noise. */
const SHORTEST = 0.3
/** How far off a bridge may land, and how much further for each second it is long. */
const OFF = 1
const OFF_A_SECOND = 1
/** Lengths further apart than this ratio are not of one object. */
const SIZE_RATIO = 1.6

type Bridge = { readonly before: Chain; readonly after: Chain; readonly cost: number }

/**
 * The chains, those put together of which one goes on where another ended: behind an occlusion longer
 * than a track is looked for. The shortest and straightest bridges are built first; what they join
 * makes a firmer end for the next.
 */
export function bridgeChains(chains: readonly Chain[], longestBridge: number): readonly Chain[] {
  const joined = bridgeOnce(chains, longestBridge)
  return joined.length < chains.length ? bridgeChains(joined, longestBridge) : joined
}

function bridgeOnce(chains: readonly Chain[], longestBridge: number): readonly Chain[] {
  const byStart = chains.toSorted((a, b) => a[0]!.time - b[0]!.time)
  const bridges = byStart.flatMap((before) => bridgesFrom(before, byStart, longestBridge))
  const afterOf = new Map<Chain, Chain>()
  const isContinued = new Set<Chain>()
  for (const { before, after } of bridges.toSorted((a, b) => a.cost - b.cost)) {
    if (afterOf.has(before) || isContinued.has(after)) continue
    afterOf.set(before, after)
    isContinued.add(after)
  }
  return chains.flatMap((chain) => {
    if (isContinued.has(chain)) return []
    const bridged = [...chain]
    for (let next = afterOf.get(chain); next !== undefined; next = afterOf.get(next)) {
      bridged.push(...next)
    }
    return [bridged]
  })
}

function bridgesFrom(
  before: Chain,
  byStart: readonly Chain[],
  longestBridge: number,
): readonly Bridge[] {
  const end = before.at(-1)!.time
  const bridges: Bridge[] = []
  for (let index = firstAfter(byStart, end); index < byStart.length; index++) {
    const after = byStart[index]!
    if (after[0]!.time > end + longestBridge) break
    const cost = bridgeCost(before, after)
    if (cost !== null) bridges.push({ before, after, cost })
  }
  return bridges
}

/** The first chain, of those in order of their start, that starts after a time. */
function firstAfter(byStart: readonly Chain[], time: number): number {
  let [low, high] = [0, byStart.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byStart[middle]![0]!.time > time) high = middle
    else low = middle + 1
  }
  return low
}

function bridgeCost(before: Chain, after: Chain): number | null {
  const [end, start] = [before.at(-1)!, after[0]!]
  // A long bridge needs two firm ends.
  if (start.frame - end.frame > before.length + after.length) return null
  if (end.model.kind !== start.model.kind || !isAlike(before, after)) return null
  const ends = [endOf(before.slice(-END), end), endOf(after.slice(0, END), start)] as const
  const known = ends.flatMap(({ motion }) => (motion === null ? [] : [motion]))
  const seconds = start.time - end.time
  const offAlong = (axis: 0 | 1): number => {
    const speed = known.reduce((sum, motion) => sum + motion[axis], 0) / Math.max(1, known.length)
    return ends[1].place[axis] - ends[0].place[axis] - speed * seconds
  }
  const off = Math.hypot(offAlong(0), offAlong(1)) / (OFF + OFF_A_SECOND * seconds)
  return off > 1 ? null : off + seconds
}

type End = {
  readonly place: readonly [x: number, y: number]
  /** `null` where too little was seen to tell. */
  readonly motion: readonly [x: number, y: number] | null
}

/** Where and how fast it was at an end, as most of the sights there have it: one stray moves nothing. */
function endOf(sightings: readonly Sighting[], at: Sighting): End {
  const motion = motionOf(sightings, SHORTEST)
  const along = (axis: 0 | 1): number =>
    medianOf(
      sightings.map(({ cuboid, time }) => {
        return cuboid.center[axis] + (motion?.[axis] ?? 0) * (at.time - time)
      }),
    )
  return { place: [along(0), along(1)], motion }
}

function isAlike(a: Chain, b: Chain): boolean {
  const lengthOf = (chain: Chain): number => medianOf(chain.map(({ cuboid }) => cuboid.extent[0]))
  const ratio = lengthOf(a) / lengthOf(b)
  return ratio < SIZE_RATIO && ratio > 1 / SIZE_RATIO
}
