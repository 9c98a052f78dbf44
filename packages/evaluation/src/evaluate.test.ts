import { type AnnotationRecord, box2dId, sensorId } from '@trueline/annotation'
import { fromEulerZYX } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EvaluationOptions, evaluate } from './evaluate.ts'
import { labelledFramesOf } from './judgedFrame.ts'
import { cameraRegionOf } from './labelledRegion.ts'
import { EVERYTHING, labels, type Said } from './testing/labels.ts'

function compared(
  reference: readonly AnnotationRecord[],
  prediction: readonly AnnotationRecord[],
  told: Partial<EvaluationOptions> = {},
) {
  const frames = labelledFramesOf(reference)
  return evaluate({ reference, prediction, frames }, { ...EVERYTHING, ...told })
}

/** A camera at the ego's origin that looks ahead, 90 degrees wide. */
const AHEAD = cameraRegionOf({
  modality: 'camera',
  id: sensorId('front'),
  egoFromSensor: {
    translation: [0, 0, 0],
    rotation: fromEulerZYX({ yaw: -Math.PI / 2, pitch: 0, roll: -Math.PI / 2 }),
  },
  model: {
    ...{ lens: 'pinhole', widthPx: 201, heightPx: 201 },
    ...{ focalPx: [100, 100], centerPx: [100, 100] },
  },
  extras: {},
})!

describe('evaluate', () => {
  it('finds all of what is said twice, with no error and no switch', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
    const said = fc.uniqueArray(place, { minLength: 1, selector: String }).map((places) =>
      places.flatMap(([x, y], index): readonly Said[] =>
        [0, 1].map((frame) => ({
          ...{ track: `${index}`, frame, at: [x * 8 + frame, y * 8], score: 0.5 },
          category: ['car', 'pedestrian', 'cyclist', 'bus'][index % 4]!,
        })),
      ),
    )
    fc.assert(
      fc.property(said, (list) => {
        const { classes, tracking } = compared(labels(list), labels(list))
        expect(classes.car).toMatchObject({ recall: 1, precision: 1, ap: 1, unmatched: 0 })
        expect(classes.car.errors).toMatchObject({ center: 0, yaw: 0, length: 0, flipped: 0 })
        expect(tracking).toMatchObject({ idSwitches: 0, fragmentations: 0 })
        expect(tracking.hota).toBeCloseTo(1, 9)
      }),
    )
  })

  it('gives an object to the surest prediction and calls the second one wrong', () => {
    const { classes } = compared(
      labels([{ track: 'a', frame: 0, at: [10, 0] }]),
      labels([
        { track: 'exact', frame: 0, at: [10, 0], score: 0.4 },
        { track: 'sure', frame: 0, at: [10.3, 0], score: 0.9 },
      ]),
    )
    expect(classes.car).toMatchObject({ objects: 1, finds: 1, unmatched: 1, ap: 1 })
    expect(classes.car.errors?.center).toBeCloseTo(0.3, 6)
  })

  it('takes a car that faces the other way for found, and says so', () => {
    const { classes } = compared(
      labels([{ track: 'a', frame: 0, at: [10, 0] }]),
      labels([{ track: 'b', frame: 0, at: [10, 0], yaw: Math.PI - 0.1 }]),
    )
    expect(classes.car.errors).toMatchObject({ flipped: 1 })
    expect(classes.car.errors?.yaw).toBeCloseTo(0.1, 6)
  })

  it('counts neither way what is too far, has too few points, or is in no group', () => {
    const far: Said = { track: 'far', frame: 0, at: [60, 0], points: 50 }
    const bare: Said = { track: 'bare', frame: 0, at: [10, 0], points: 3 }
    const odd: Said = { track: 'odd', frame: 0, at: [20, 0], category: 'Misc', points: 50 }
    const reference = labels([far, bare, odd])
    const prediction = labels([far, bare, { ...odd, category: 'car' }])
    const { classes } = compared(reference, prediction, { minPoints: 10 })
    expect(classes.car).toMatchObject({ objects: 0, unmatched: 0, recall: null })
  })

  it('calls a car wrong where a cone stands', () => {
    const { classes } = compared(
      labels([{ track: 'a', frame: 0, at: [10, 0], category: 'TRAFFIC_CONE' }]),
      labels([{ track: 'b', frame: 0, at: [10, 0] }]),
    )
    expect(classes.car).toMatchObject({ objects: 0, unmatched: 1 })
  })

  it('leaves rejected boxes out of both sets', () => {
    const rejected = labels([{ track: 'a', frame: 0, at: [10, 0], state: 'rejected' }])
    const { classes } = evaluate(
      { reference: rejected, prediction: rejected, frames: [0] },
      EVERYTHING,
    )
    expect(classes.car).toMatchObject({ objects: 0, unmatched: 0 })
  })

  it('judges only inside the region in which labels are complete', () => {
    const ahead: Said = { track: 'ahead', frame: 0, at: [20, 0] }
    const behind: Said = { track: 'behind', frame: 0, at: [-20, 0] }
    const reference = labels([ahead])
    expect(compared(reference, labels([behind])).classes.car.unmatched).toBe(1)
    const { classes } = compared(reference, labels([behind]), { region: AHEAD })
    expect(classes.car).toMatchObject({ objects: 1, finds: 0, unmatched: 0 })
  })

  it('lets a box lie where nobody cared to label', () => {
    const ahead: Said = { track: 'ahead', frame: 0, at: [20, 0] }
    const ignored: AnnotationRecord = {
      ...{ kind: 'box2d', id: box2dId('x'), trackId: null, category: 'DontCare', frame: 0 },
      ...{ sensorId: sensorId('front'), leftPx: 80, topPx: 80, rightPx: 120, bottomPx: 120 },
      ...{ attributes: {}, provenance: 'import', score: null, extras: {} },
    }
    const judge = (reference: readonly AnnotationRecord[]) =>
      evaluate(
        { reference, prediction: labels([ahead]), frames: [0] },
        { ...EVERYTHING, region: AHEAD },
      ).classes.car.unmatched
    expect(judge([])).toBe(1)
    expect(judge([ignored])).toBe(0)
    expect(judge([{ ...ignored, leftPx: 0, rightPx: 20 }])).toBe(1)
  })

  it('splits recall by where the object is', () => {
    const near: Said = { track: 'near', frame: 0, at: [0, 10] }
    const far: Said = { track: 'far', frame: 0, at: [0, 40] }
    const { classes } = compared(labels([near, far]), labels([near]))
    expect(classes.car.byRange.map(({ from, recall }) => [from, recall])).toEqual([
      [0, 1],
      [20, null],
      [35, 0],
    ])
  })

  it('gives the same whatever the order of the records', () => {
    const reference = labels([
      { track: 'a', frame: 0, at: [10, 0] },
      { track: 'b', frame: 0, at: [13, 0] },
    ])
    const prediction = labels([
      { track: 'c', frame: 0, at: [11.5, 0], score: 0.5, extent: [6, 2, 1.5] },
      { track: 'd', frame: 0, at: [12, 0], score: 0.5, extent: [6, 2, 1.5] },
    ])
    expect(compared(reference.toReversed(), prediction.toReversed())).toEqual(
      compared(reference, prediction),
    )
  })
})
