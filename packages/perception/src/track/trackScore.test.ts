import { describe, expect, it } from 'vitest'
import { suretiesOf } from '../testing/surety.ts'
import { NO_TROUBLE, parked, STREET, seenStreet } from '../testing/traffic.ts'
import { trackClip } from './trackClip.ts'
import { TRACKING_DEFAULTS } from './trackingOptions.ts'

const BINS = 5

describe('trackScore', () => {
  it('is the share of real objects among tracks of that score, on streets it was not fitted to', () => {
    const sureties = [0.1, 0.2, 0.3, 0.4].flatMap((missed, index) =>
      [20, 50].flatMap((frameCount) => {
        const trouble = { ...NO_TROUBLE, missed, strays: 2, bushes: 12, seed: 300 + index }
        const street = seenStreet(STREET, frameCount, trouble)
        return suretiesOf(street, trackClip(street.frames, TRACKING_DEFAULTS))
      }),
    )
    const errors = Array.from({ length: BINS }, (_, bin) => {
      const inside = sureties.filter(({ score }) => Math.floor(score * BINS) === bin)
      const said = inside.reduce((sum, { score }) => sum + score, 0)
      return Math.abs(said - inside.filter(({ isReal }) => isReal).length)
    })
    const wrong = errors.reduce((sum, error) => sum + error, 0) / sureties.length
    expect(sureties.length).toBeGreaterThan(300)
    expect(wrong).toBeLessThan(0.04)
  })

  it('is the score of the detection in a clip of one frame', () => {
    const { frames } = seenStreet([parked('one', 10, 3)], 1, NO_TROUBLE)
    const [track] = trackClip(frames, TRACKING_DEFAULTS)
    expect(track?.score).toBeCloseTo(frames[0]!.detections[0]!.score, 9)
  })
})
