import type { ClipTrack } from './clipTrack.ts'
import { followSightings } from './followSightings.ts'
import { joinLinks } from './joinLinks.ts'
import { idOf } from './refineChain.ts'
import { type DetectedFrame, sightingsOf } from './sighting.ts'
import { trackExtent } from './trackExtent.ts'
import type { TrackingOptions } from './trackingOptions.ts'
import { trackScore } from './trackScore.ts'

/**
 * The objects of a clip as following them forward gives them, every box as it was detected: what
 * `trackClip` is measured against.
 */
export function trackForward(
  frames: readonly DetectedFrame[],
  options: TrackingOptions,
): readonly ClipTrack[] {
  const sightings = sightingsOf(frames, options.leastScore)
  const forward = followSightings(sightings, 'forward', options)
  return joinLinks(sightings, { forward, backward: [] }, options.firstScore).map((chain) => ({
    id: idOf(chain),
    category: chain[0]!.category,
    extent: trackExtent(chain),
    isStatic: null,
    score: trackScore(chain, {
      span: chain.at(-1)!.frame - chain[0]!.frame + 1,
      clip: frames.length,
    }),
    cuboids: chain.map(({ frame, place, score, pointCount }) => ({
      frame,
      cuboid: frames[frame]!.detections[place]!.cuboid,
      why: { framesSeen: chain.length, pointCount, score, isFilled: false },
    })),
  }))
}
