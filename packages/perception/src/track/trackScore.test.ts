import { describe, expect, it } from 'vitest'
import { type Surety, suretiesOf } from '../testing/surety.ts'
import { NO_TROUBLE, parked, STREET, seenStreet } from '../testing/traffic.ts'
import { trackClip } from './trackClip.ts'
import { TRACKING_DEFAULTS } from './trackingOptions.ts'

const BINS = 5

describe('trackScore', () => {
  it('is the share of real objects among tracks of that score, on streets it was not fitted to', () => {
    const sureties = suretiesIn([20, 50])
    expect(sureties.length).toBeGreaterThan(300)
    expect(wrongOf(sureties)).toBeLessThan(0.04)
  })

  it('is about that in short clips too, where nothing can be found often', () => {
    for (const frameCount of [2, 3, 8]) {
      const sureties = suretiesIn([frameCount])
      expect(sureties.length).toBeGreaterThan(75)
      expect(wrongOf(sureties)).toBeLessThan(0.15)
    }
  })

  it('is the score of the detection in a clip of one frame', () => {
    const { frames } = seenStreet([parked('one', 10, 3)], 1, NO_TROUBLE)
    const [track] = trackClip(frames, TRACKING_DEFAULTS)
    expect(track?.score).toBeCloseTo(frames[0]!.detections[0]!.score, 9)
  })
})

/** What tracks say of themselves on made streets of so many frames, more and less of which was missed. */
function suretiesIn(frameCounts: readonly number[]): readonly Surety[] {
  return [0.1, 0.2, 0.3, 0.4].flatMap((missed, index) =>
    frameCounts.flatMap((frameCount) => {
      const trouble = { ...NO_TROUBLE, missed, strays: 2, bushes: 12, seed: 300 + index }
      const street = seenStreet(STREET, frameCount, trouble)
      return suretiesOf(street, trackClip(street.frames, TRACKING_DEFAULTS))
    }),
  )
}

/** How far what is said is off the share that is real, over tracks as sure as one another. */
function wrongOf(sureties: readonly Surety[]): number {
  const errors = Array.from({ length: BINS }, (_, bin) => {
    const inside = sureties.filter(({ score }) => Math.floor(score * BINS) === bin)
    const said = inside.reduce((sum, { score }) => sum + score, 0)
    return Math.abs(said - inside.filter(({ isReal }) => isReal).length)
  })
  return errors.reduce((sum, error) => sum + error, 0) / sureties.length
}
