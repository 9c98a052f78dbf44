import { type Cuboid, invert, transformCuboid } from '@trueline/geometry'
import { anchored } from './anchored.ts'
import type { ClipTrack, TrackedCuboid } from './clipTrack.ts'
import { isStill } from './isStill.ts'
import type { Chain } from './joinLinks.ts'
import { movingPath } from './movingPath.ts'
import type { DetectedFrame, Sighting } from './sighting.ts'
import { stillCuboid } from './stillCuboid.ts'
import { trackExtent } from './trackExtent.ts'
import type { TrackingOptions } from './trackingOptions.ts'
import { trackScore } from './trackScore.ts'

/** A gap is filled up to this share of the frames the object was seen in: more where it stands still. */
const FIRM = 0.75
const FIRM_STILL = 1

/** The track of a chain: one size, one pose or one smooth path, gaps filled. */
export function refineChain(
  chain: Chain,
  frames: readonly DetectedFrame[],
  options: TrackingOptions,
): ClipTrack {
  const extent = trackExtent(chain)
  const seen = chain.map((sighting) => anchored(sighting, extent))
  const isStatic = isStill(chain, seen)
  const start = chain[0]!.frame
  const times = frames.slice(start, chain.at(-1)!.frame + 1).map(({ time }) => time)
  const path = isStatic === false ? movingPath(chain, seen, times) : null
  const still = path === null ? stillCuboid(chain, seen) : null
  const score = trackScore(chain, { span: times.length, clip: frames.length })
  const sightAt = new Map(chain.map((sighting) => [sighting.frame, sighting]))
  const isFillable = fillableFrames(
    chain,
    isStatic === false
      ? { seconds: options.longestFill, share: FIRM }
      : { seconds: options.longestStillFill, share: FIRM_STILL },
  )
  const cuboids = times.flatMap((_, index): readonly TrackedCuboid[] => {
    const frame = start + index
    const sighting = sightAt.get(frame)
    if (sighting === undefined && !isFillable(frame)) return []
    const inWorld: Cuboid = path?.[index] ?? still!
    const cuboid = transformCuboid(invert(frames[frame]!.worldFromEgo), inWorld)
    const why = {
      framesSeen: chain.length,
      pointCount: sighting?.pointCount ?? null,
      score: sighting?.score ?? score,
      isFilled: sighting === undefined,
    }
    return [{ frame, cuboid, why }]
  })
  return { id: idOf(chain), category: categoryOf(chain), extent, isStatic, score, cuboids }
}

/** Whether a frame lies in a gap short enough, in seconds and for what was seen of the object. */
function fillableFrames(
  chain: Chain,
  longest: { readonly seconds: number; readonly share: number },
): (frame: number) => boolean {
  const filled = new Set<number>()
  for (const [index, after] of chain.entries()) {
    const before = chain[index - 1]
    if (before === undefined || after.time - before.time > longest.seconds) continue
    if (after.frame - before.frame - 1 > chain.length * longest.share) continue
    for (let frame = before.frame + 1; frame < after.frame; frame++) filled.add(frame)
  }
  return (frame) => filled.has(frame)
}

/** The id of a chain: of its best detection. */
export function idOf(chain: Chain): string {
  const best = chain.reduce((one, other) => (other.score > one.score ? other : one))
  return `${best.frame}-${best.place}`
}

/** The category with the highest sum of scores. */
function categoryOf(chain: Chain): string {
  const votes = new Map<string, number>()
  const vote = ({ category, score }: Sighting): void => {
    votes.set(category, (votes.get(category) ?? 0) + score)
  }
  for (const sighting of chain) vote(sighting)
  return [...votes].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]
}
