import { add } from '@trueline/geometry'
import { bridgeChains } from './bridgeChains.ts'
import type { ClipTrack } from './clipTrack.ts'
import { cutFrayedEnds } from './cutFrayedEnds.ts'
import { followSightings } from './followSightings.ts'
import { type Chain, joinLinks } from './joinLinks.ts'
import { poseDrift } from './poseDrift.ts'
import { refineChain } from './refineChain.ts'
import { type DetectedFrame, sightingsOf } from './sighting.ts'
import type { TrackingOptions } from './trackingOptions.ts'
import { withoutDoubles } from './withoutDoubles.ts'
import { withoutStrays } from './withoutStrays.ts'

/**
 * The objects of a clip, from what was detected frame by frame: followed in the world from both ends,
 * each with one size, standing still or on a smooth path, its gaps filled. By first frame.
 *
 * Deterministic; time grows with the number of frames.
 */
export function trackClip(
  frames: readonly DetectedFrame[],
  options: TrackingOptions,
): readonly ClipTrack[] {
  const sightings = sightingsOf(frames, options.leastScore)
  const links = {
    forward: followSightings(sightings, 'forward', options),
    backward: followSightings(sightings, 'backward', options),
  }
  const chains = joinLinks(sightings, links, options.firstScore)
  const steady = withoutDrift(frames, chains)
  const steadyChains = inFrames(chains, steady, options)
  const firm = cutFrayedEnds(withoutStrays(steadyChains))
  const tracks = bridgeChains(firm, options.longestBridge).map((chain) =>
    refineChain(chain, steady, options),
  )
  return withoutDoubles(tracks).toSorted(byFirstFrame)
}

function byFirstFrame(a: ClipTrack, b: ClipTrack): number {
  return a.cuboids[0]!.frame - b.cuboids[0]!.frame || (a.id < b.id ? -1 : 1)
}

/** The frames, each ego pose where the objects that stand still say it was. */
function withoutDrift(
  frames: readonly DetectedFrame[],
  chains: readonly Chain[],
): readonly DetectedFrame[] {
  const drift = poseDrift(frames, chains)
  return frames.map(({ worldFromEgo, ...frame }, index) => {
    const translation = add(worldFromEgo.translation, drift[index]!)
    return { ...frame, worldFromEgo: { ...worldFromEgo, translation } }
  })
}

/** The same sights, seen from other poses. */
function inFrames(
  chains: readonly Chain[],
  frames: readonly DetectedFrame[],
  { leastScore }: TrackingOptions,
): readonly Chain[] {
  const byPlace = sightingsOf(frames, leastScore).map(
    (sightings) => new Map(sightings.map((sighting) => [sighting.place, sighting])),
  )
  return chains.map((chain) => chain.map(({ frame, place }) => byPlace[frame]!.get(place)!))
}
