import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsOf, parkedCars, type Said, streetClip } from '../testing/street.ts'
import { agreementOf } from './agreement.ts'
import { isRight, TOLERANCE } from './boxErrors.ts'
import { compareLabels } from './compareLabels.ts'
import { sharedFrames } from './sharedFrames.ts'

const CLIP = streetClip(10)

function compared(reference: readonly Said[], labels: readonly Said[], clip = CLIP) {
  const sets = { reference: labelsOf(CLIP, reference), labels: labelsOf(clip, labels) }
  return compareLabels({ ...sets, frames: sharedFrames(CLIP, clip) })
}

describe('compareLabels', () => {
  it('pairs what is the same object and tells what is off in the axes of the true one', () => {
    const turned = (at: readonly [number, number, number]): Said => ({ name: 'a', at: () => at })
    const { pairs, missed, extra } = compared(
      [turned([20, 5, Math.PI / 2])],
      [{ ...turned([20, 5.4, Math.PI / 2 + 0.1]), extent: [4.6, 1.8, 1.4] }],
    )
    expect(pairs).toHaveLength(10)
    expect([missed, extra]).toEqual([[], []])
    const { errors } = pairs[9]!
    expect(errors.along).toBeCloseTo(0.4, 9)
    expect(errors.across).toBeCloseTo(0, 9)
    expect(errors.length).toBeCloseTo(0.2, 9)
    expect(errors.height).toBeCloseTo(-0.1, 9)
    expect(errors.size).toBeCloseTo(0.2, 9)
    expect(errors.yaw).toBeCloseTo(0.1, 9)
    expect(isRight(errors, pairs[9]!.reference.inWorld, TOLERANCE)).toBe(false)
  })

  it('tells a wrong category as a pair, what is nowhere as missed, what is nothing as extra', () => {
    const cars = parkedCars(3)
    const { pairs, missed, extra } = compared(cars, [
      { ...cars[0]!, category: 'truck' },
      { ...cars[1]!, frames: [0, 1, 2] },
      cars[2]!,
      { name: 'ghost', at: () => [8, -6, 0] },
    ])
    expect(
      pairs.filter(({ reference, label }) => reference.category !== label.category),
    ).toHaveLength(10)
    expect(missed.map(({ trackId, frame }) => `${trackId}@${frame}`)).toEqual(
      [3, 4, 5, 6, 7, 8, 9].map((frame) => `car1@${frame}`),
    )
    expect(extra.map(({ trackId }) => trackId)).toEqual(Array(10).fill('ghost'))
  })

  it('counts a switch where another track goes on with an object, and none for a gap', () => {
    const car = parkedCars(1)[0]!
    const halves = [
      { ...car, name: 'first', frames: [0, 1, 2, 3] },
      { ...car, name: 'second', frames: [6, 7, 8, 9] },
    ]
    const { switches } = compared([car], halves)
    expect(switches).toEqual([{ reference: 'car0', frame: 6, from: 'first', to: 'second' }])
    expect(compared([car], [{ ...car, frames: [0, 1, 8, 9] }]).switches).toEqual([])
  })

  it('leaves an object to its track while that one can be of it, though another comes closer', () => {
    const car = parkedCars(1)[0]!
    const near: Said = { name: 'near', at: () => [1.5, 6, 0] }
    const late = { ...car, name: 'late', frames: [5, 6, 7, 8, 9] }
    expect(compared([car], [near, late]).switches).toEqual([])
  })

  it('does not move with the origin of either world', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500_000, max: 500_000 }), (shift) => {
        const moved = streetClip(10, [shift, -shift, 0])
        const there = parkedCars(4).map((one): Said => {
          return { ...one, at: (frame) => [one.at(frame)[0] - shift, one.at(frame)[1] + shift, 0] }
        })
        const { pairs } = compared(parkedCars(4), there, moved)
        expect(pairs).toHaveLength(40)
        for (const { errors } of pairs) expect(errors.center).toBeLessThan(1e-6)
      }),
      { numRuns: 20 },
    )
  })
})

describe('agreementOf', () => {
  it('is whole of equal labels, and the same whoever is named first', () => {
    const cars = parkedCars(6)
    const one = labelsOf(CLIP, cars)
    const other = labelsOf(CLIP, [
      ...cars.slice(1, 4),
      { ...cars[4]!, frames: [0, 1, 2, 3] },
      { ...cars[4]!, name: 'again', frames: [4, 5, 6, 7, 8, 9] },
      { ...cars[5]!, category: 'van', at: () => [40.3, 6, 0] },
    ])
    expect(agreementOf(one, one)).toMatchObject({
      ...{ paired: 60, onlyFirst: 0, onlySecond: 0, idSwitches: 0 },
      both: { estimate: 1 },
    })
    const [there, back] = [agreementOf(one, other), agreementOf(other, one)]
    expect(there).toMatchObject({ paired: 50, onlyFirst: 10, onlySecond: 0, idSwitches: 1 })
    expect(back).toMatchObject({ paired: 50, onlyFirst: 0, onlySecond: 10, idSwitches: 1 })
    expect(there.both.estimate).toBeCloseTo(5 / 6, 12)
    expect(there.sameCategory.estimate).toBeCloseTo(0.8, 12)
    expect(there.center!.max).toBeCloseTo(0.3, 9)
    expect(back.iou3d!.mean).toBeCloseTo(there.iou3d!.mean, 9)
  })

  it('finds the moments that two stretches share by their time', () => {
    const clip = streetClip(10)
    const later = {
      ...clip,
      frames: clip.frames.slice(6).map((frame) => ({ ...frame, name: 'x' })),
    }
    expect(sharedFrames(clip, later)).toEqual([
      { reference: 6, labels: 0 },
      { reference: 7, labels: 1 },
      { reference: 8, labels: 2 },
      { reference: 9, labels: 3 },
    ])
    const untimed = { frames: clip.frames.map((frame) => ({ ...frame, timeUs: null })) }
    expect(sharedFrames(untimed, { frames: untimed.frames.slice(9) })).toEqual([
      { reference: 9, labels: 0 },
    ])
  })
})
