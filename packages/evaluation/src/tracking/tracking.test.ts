import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuityOf } from './continuity.ts'
import { hotaOf } from './hota.ts'
import type { TrackedFrame } from './trackedFrame.ts'

/** A frame whose references are found exactly by the predictions of the same place. */
function frame(references: readonly string[], finders: readonly (string | null)[]): TrackedFrame {
  const predictions = finders.filter((finder) => finder !== null)
  return {
    references,
    predictions,
    similarity: references.map((_, row) =>
      predictions.map((prediction) => (prediction === finders[row] ? 1 : 0)),
    ),
  }
}

function frames(): fc.Arbitrary<readonly TrackedFrame[]> {
  const ids = (name: string) => fc.subarray([1, 2, 3].map((number) => `${name}${number}`))
  const one = fc.tuple(ids('r'), ids('p')).chain(([references, predictions]) =>
    fc
      .array(
        fc.array(fc.integer({ min: 0, max: 20 }), {
          minLength: predictions.length,
          maxLength: predictions.length,
        }),
        { minLength: references.length, maxLength: references.length },
      )
      // Unlike values, so that no two pairings are as good as one another.
      .map((rows) => rows.map((row, r) => row.map((value, c) => value / 20.7 + r / 571 + c / 907)))
      .map((similarity) => ({ references, predictions, similarity })),
  )
  return fc.array(one, { maxLength: 5 })
}

describe('hotaOf', () => {
  it('is 1 in all parts when every object is found by its own track', () => {
    const list = [frame(['a', 'b'], ['1', '2']), frame(['a', 'b'], ['1', '2'])]
    expect(hotaOf(list)).toEqual({ hota: 1, detA: 1, assA: 1 })
  })

  it('halves the association when two tracks share an object half and half', () => {
    const list = [0, 1, 2, 3].map((index) => frame(['a'], [index < 2 ? '1' : '2']))
    const { hota, detA, assA } = hotaOf(list)
    expect(detA).toBe(1)
    expect(assA).toBeCloseTo(0.5, 12)
    expect(hota).toBeCloseTo(Math.sqrt(0.5), 12)
  })

  it('loses detection and association with what is missed', () => {
    const { detA, assA } = hotaOf([frame(['a'], ['1']), frame(['a'], [null])])
    expect(detA).toBeCloseTo(0.5, 12)
    expect(assA).toBeCloseTo(0.5, 12)
  })

  it('counts a box only at the thresholds it is alike enough for', () => {
    const half: TrackedFrame = { references: ['a'], predictions: ['1'], similarity: [[0.5]] }
    // 0.05 to 0.5: ten of nineteen.
    expect(hotaOf([half]).detA).toBeCloseTo(10 / 19, 12)
  })

  it('is the same with references and predictions exchanged', () => {
    fc.assert(
      fc.property(frames(), (list) => {
        const exchanged = list.map(({ references, predictions, similarity }) => ({
          references: predictions,
          predictions: references,
          similarity: predictions.map((_, column) => similarity.map((row) => row[column]!)),
        }))
        const [one, other] = [hotaOf(list), hotaOf(exchanged)]
        expect(other.detA ?? -1).toBeCloseTo(one.detA ?? -1, 9)
        expect(other.assA ?? -1).toBeCloseTo(one.assA ?? -1, 9)
      }),
    )
  })

  it('is unknown where there is nothing', () => {
    expect(hotaOf([])).toEqual({ hota: null, detA: null, assA: null })
  })
})

describe('continuityOf', () => {
  it('counts a switch when another track takes an object over, at once or after a gap', () => {
    expect(
      continuityOf([
        frame(['a'], ['1']),
        frame(['a'], ['2']),
        frame(['a'], [null]),
        frame(['a'], ['1']),
      ]),
    ).toEqual({ objects: 1, idSwitches: 2, fragmentations: 1 })
  })

  it('counts no fragmentation for an object that is not there for a while', () => {
    const list = [frame(['a'], ['1']), frame([], []), frame(['a'], ['1'])]
    expect(continuityOf(list)).toEqual({ objects: 1, idSwitches: 0, fragmentations: 0 })
  })

  it('leaves an object to its finder while that one is good enough', () => {
    const drifting: TrackedFrame = {
      references: ['a'],
      predictions: ['1', '2'],
      similarity: [[0.6, 0.9]],
    }
    expect(continuityOf([frame(['a'], ['1']), drifting]).idSwitches).toBe(0)
  })
})
