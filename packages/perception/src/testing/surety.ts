import type { ClipTrack } from '../track/clipTrack.ts'
import { away } from './trackJudge.ts'
import type { Street } from './traffic.ts'

/** How sure a track said it was, and whether it is an object. */
export type Surety = { readonly score: number; readonly isReal: boolean }

/** What the tracks of a street said of themselves: one is real where most of its sights are of an object. */
export function suretiesOf(street: Street, tracks: readonly ClipTrack[]): readonly Surety[] {
  const truths = [...street.truth.values()]
  return tracks.map(({ score, cuboids }) => {
    const seen = cuboids.filter(({ why }) => !why.isFilled)
    const real = seen.filter(({ frame, cuboid }) =>
      truths.some((truth) => away(cuboid, truth[frame]!) < 1),
    )
    return { score, isReal: real.length * 2 > seen.length }
  })
}
