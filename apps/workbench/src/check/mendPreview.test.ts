import { cuboid, track } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { summaryOf } from './mendPreview.ts'

const car = track('car').id
const van = track('van').id
const change = (before: ReturnType<typeof cuboid> | null, after: typeof before) => ({
  recordId: (before ?? after)!.id,
  before,
  after,
})

it('a mend is summed up by boxes that change, come, go, or pass to another track', () => {
  const moved = [0, 1, 2].map((frame) =>
    change(cuboid(car, frame), cuboid(car, frame, { center: [frame + 0.1 * (frame + 1), 0, 0] })),
  )
  const turned = change(
    cuboid(car, 3),
    cuboid(car, 3, { rotation: [0, 0, 1, 0], extent: [4, 2, 1.7] }),
  )
  const passed = [change(cuboid(car, 4), null), change(null, cuboid(van, 4))]
  const gone = change(cuboid(car, 5), cuboid(car, 5, { state: 'rejected' }))
  const come = change(null, cuboid(van, 6))
  const summary = summaryOf([...moved, turned, ...passed, gone, come])
  expect(summary).toMatchObject({ changed: 4, added: 1, removed: 1, reassigned: 1 })
  expect(summary.moved.median).toBeCloseTo(0.2, 9)
  expect(summary.moved.most).toBeCloseTo(0.3, 9)
  expect(summary.mostTurnedDeg).toBeCloseTo(180, 6)
  expect(summary.mostResized).toBeCloseTo(0.2, 9)
})
