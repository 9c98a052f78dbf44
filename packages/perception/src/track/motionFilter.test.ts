import { wrapAngle } from '@trueline/geometry'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  axisDifference,
  deviationsFrom,
  firstMotion,
  type MotionState,
  predictMotion,
  updateMotion,
} from './motionFilter.ts'
import { motionModelOf } from './motionModel.ts'

const CAR = motionModelOf('car')

function moving(speed: number, turn: number): MotionState {
  const { covariance } = firstMotion({ x: 0, y: 0, heading: 0 }, CAR)
  return { mean: Float64Array.of(3, -2, 0.4, speed, turn), covariance }
}

/** What a filter believes after it saw a circle or a line for two seconds. */
function followed(speed: number, turn: number, isFlipped: (step: number) => boolean): MotionState {
  const placeAt = (time: number) => {
    const state = predictMotion(moving(speed, turn), time, CAR)
    return { x: state.mean[0]!, y: state.mean[1]!, heading: state.mean[2]! }
  }
  let state = firstMotion(placeAt(0), CAR)
  for (let step = 1; step <= 20; step++) {
    const place = placeAt(step / 10)
    const heading = wrapAngle(place.heading + (isFlipped(step) ? Math.PI : 0))
    state = updateMotion(predictMotion(state, 0.1, CAR), { ...place, heading }, CAR)
  }
  return state
}

describe('predictMotion', () => {
  it('gets as far in two steps as in one', () => {
    fc.assert(
      fc.property(evenly(-20, 20, 0.5), evenly(-1, 1, 0.05), (speed, turn) => {
        const once = predictMotion(moving(speed, turn), 1, CAR)
        const twice = predictMotion(predictMotion(moving(speed, turn), 0.4, CAR), 0.6, CAR)
        for (const index of [0, 1, 3, 4])
          expect(twice.mean[index]).toBeCloseTo(once.mean[index]!, 9)
        expect(axisDifference(twice.mean[2]!, once.mean[2]!)).toBeCloseTo(0, 9)
      }),
    )
  })

  it('is less and less sure of the place', () => {
    const [soon, late] = [0.2, 1].map((time) => predictMotion(moving(5, 0), time, CAR))
    const far = { x: 20, y: 5 }
    expect(deviationsFrom(late!, far, CAR)).toBeLessThan(deviationsFrom(soon!, far, CAR))
  })
})

describe('updateMotion', () => {
  it('learns speed and turn rate from places', () => {
    const { mean } = followed(8, 0.5, () => false)
    expect(mean[3]).toBeCloseTo(8, 0)
    expect(mean[4]).toBeCloseTo(0.5, 0)
  })

  it('does not mind headings seen the wrong way round', () => {
    const straight = followed(8, 0.3, () => false)
    const flipped = followed(8, 0.3, (step) => step % 3 === 0)
    for (const [index, value] of flipped.mean.entries()) {
      expect(value).toBeCloseTo(straight.mean[index]!, 6)
    }
  })
})
