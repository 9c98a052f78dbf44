import {
  type Annotations,
  annotationsOf,
  applyPatch,
  createTrack,
  deleteTrack,
  type Edit,
  type Patch,
  patchId,
  placeCuboid,
  setCategory,
  trackId,
} from '@trueline/annotation'
import { fromYaw } from '@trueline/geometry'
import { expect, it } from 'vitest'
import { parkedCars, recordsOf, streetClip } from '../testing/street.ts'
import { type CorrectedClip, correctionsOf } from './corrections.ts'
import { failuresOf } from './failures.ts'

const CLIP = { ...streetClip(4), name: 'street' }

/** A clip on which a person did one thing after the other. */
function worked(...commands: readonly ((annotations: Annotations) => Patch)[]): CorrectedClip {
  let annotations = annotationsOf(recordsOf(CLIP, parkedCars(4)))
  const entries = commands.map((command, index) => {
    const patch = command(annotations)
    annotations = applyPatch(annotations, patch)
    const edit: Edit = {
      ...{ patchId: patchId(`${index}`), command: 'edit', kind: 'edit', of: null },
      ...{ madeAtUs: 1e6 * index, patch },
    }
    return { author: 'an', edit }
  })
  return { clip: CLIP, annotations, entries }
}

const of = (name: string) => trackId(name)
const box = (x: number) => ({
  ...{ center: [x, -4, 1] as const, extent: [4, 2, 1.5] as const, rotation: fromYaw(0) },
})

it('tells of each label what it came as, what a person did to it, who and when', () => {
  const first = recordsOf(CLIP, parkedCars(1))[1]!
  if (first.kind !== 'cuboid') throw new Error('Expected a cuboid')
  const clip = worked(
    (now) =>
      placeCuboid(
        now,
        {
          ...{ trackId: of('car0'), frame: 0, pointCount: null },
          cuboid: { ...first, center: [first.center[0] + 0.5, first.center[1], first.center[2]] },
        },
        CLIP.frames,
      ),
    (now) => deleteTrack(now, { trackId: of('car1'), fromFrame: null }),
    (now) => setCategory(now, { trackId: of('car2'), category: 'van' }),
  )
  const corrections = correctionsOf(clip)
  expect(corrections).toHaveLength(16)
  const at = (name: string, frame: number) =>
    corrections.find((one) => one.trackId === of(name) && one.frame === frame)!
  expect(at('car0', 0)).toMatchObject({
    change: 'nudged',
    by: 'an',
    atUs: 0,
  })
  expect(at('car0', 0).moved!.along).toBeCloseTo(0.5, 9)
  expect(at('car0', 0).moved!.width).toBe(0)
  expect(at('car1', 2)).toMatchObject({ change: 'deleted', label: null, moved: null, by: 'an' })
  expect(at('car1', 2).proposal).not.toBeNull()
  expect(at('car2', 1)).toMatchObject({ category: 'van', proposedCategory: 'car', by: null })
  expect(at('car3', 1)).toMatchObject({ change: 'waiting', proposedCategory: 'car' })
})

it('shows where a model fails, by what is known of each object', () => {
  const clip = worked(
    (now) => deleteTrack(now, { trackId: of('car1'), fromFrame: null }),
    (now) =>
      createTrack(now, {
        ...{ trackId: of('new'), category: 'pedestrian', frame: 1 },
        ...{ cuboid: box(70), pointCount: 3 },
      }),
  )
  const report = failuresOf(correctionsOf(clip), null)
  expect(report.total.fates).toMatchObject({ deleted: 4, added: 1, waiting: 12 })
  expect(report.total.falseRate!.estimate).toBe(1)
  expect(report.by.category.map(({ name }) => name)).toEqual(['car', 'pedestrian'])
  expect(report.by.category[1]!.missedRate!.estimate).toBe(1)
  expect(report.by.range.map(({ name }) => name)).toEqual(['0–20 m', '20–40 m', '60 m +'])
  expect(report.by.points.map(({ name }) => name)).toEqual(['1 – 5', '20 – 100'])
  expect(report.by.score.map(({ name }) => name)).toEqual(['≥ 0.8'])
  expect(report.by.occlusion).toEqual([])
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})
