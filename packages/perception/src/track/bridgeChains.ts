import { medianOf } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
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
  const spans = chains.map(spanOf).toSorted((a, b) => a.first.time - b.first.time)
  const bridges = spans.flatMap((before) => bridgesFrom(before, spans, longestBridge))
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

/** What is known of a chain where a bridge may begin or end. */
type Span = {
  readonly chain: Chain
  readonly first: Sighting
  readonly last: Sighting
  readonly start: End
  readonly end: End
  readonly length: number
}

type End = {
  readonly place: readonly [x: number, y: number]
  /** `null` where too little was seen to tell. */
  readonly motion: readonly [x: number, y: number] | null
}

function spanOf(chain: Chain): Span {
  const [first, last] = [chain[0]!, chain.at(-1)!]
  return {
    ...{ chain, first, last },
    start: endOf(chain.slice(0, END), first),
    end: endOf(chain.slice(-END), last),
    length: medianOf(chain.map(({ cuboid }) => cuboid.extent[0])),
  }
}

function bridgesFrom(
  before: Span,
  byStart: readonly Span[],
  longestBridge: number,
): readonly Bridge[] {
  const bridges: Bridge[] = []
  const { time } = before.last
  for (let index = firstAfter(byStart, time); index < byStart.length; index++) {
    const after = byStart[index]!
    if (after.first.time > time + longestBridge) break
    const cost = bridgeCost(before, after)
    if (cost !== null) bridges.push({ before: before.chain, after: after.chain, cost })
  }
  return bridges
}

/** The first chain, of those in order of their start, that starts after a time. */
function firstAfter(byStart: readonly Span[], time: number): number {
  let [low, high] = [0, byStart.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byStart[middle]!.first.time > time) high = middle
    else low = middle + 1
  }
  return low
}

function bridgeCost(before: Span, after: Span): number | null {
  const [last, next] = [before.last, after.first]
  // A long bridge needs two firm ends.
  if (next.frame - last.frame > before.chain.length + after.chain.length) return null
  if (last.model.kind !== next.model.kind) return null
  const ratio = before.length / after.length
  if (ratio > SIZE_RATIO || ratio < 1 / SIZE_RATIO) return null
  const motions = [before.end.motion, after.start.motion].filter((motion) => motion !== null)
  const seconds = next.time - last.time
  const offAlong = (axis: 0 | 1): number => {
    const speed = motions.reduce((sum, motion) => sum + motion[axis], 0)
    const mean = speed / Math.max(1, motions.length)
    return after.start.place[axis] - before.end.place[axis] - mean * seconds
  }
  const off = Math.hypot(offAlong(0), offAlong(1)) / (OFF + OFF_A_SECOND * seconds)
  return off > 1 ? null : off + seconds
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
