import { annotationsOf, applyPatch, cuboidsOf, tracksOf } from '@trueline/annotation'
import { invert, transformCuboid, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { checkClip } from '../checkClip.ts'
import { NO_EVIDENCE } from '../evidence.ts'
import { mendAll, mendFinding } from '../mends.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import { parked } from '../testing/cars.ts'
import { clipOf, framesWith, recordsOf } from '../testing/clips.ts'
import type { Clusters } from '../views/frameGaps.ts'

const FRAMES = framesWith(30)
const CLIP = clipOf(FRAMES)

/** Points of something that drives along x, which shows its rear alone until it is passed. */
const CLUSTERS: Clusters = new Map(
  FRAMES.map(({ worldFromEgo }, frame) => {
    const length = frame < 20 ? 1.2 : 4
    const center: Vec3 = [30 + frame + length / 2, 5, 0.8]
    const inWorld = { center, extent: [length, 1.8, 1.5] as const, rotation: [0, 0, 0, 1] as const }
    const cuboid = transformCuboid(invert(worldFromEgo!), inWorld)
    return [frame, [{ cuboid, category: 'car', pointCount: 90 }]] as const
  }),
)

describe('addObject', () => {
  const annotations = annotationsOf(recordsOf(FRAMES, [parked()]))
  const checked = checkClip({
    ...{ clip: CLIP, annotations, settings: DEFAULT_SETTINGS, evidence: NO_EVIDENCE },
    clusters: CLUSTERS,
  })
  const finding = checked.findings.find(({ check }) => check === 'E8')!

  it('puts boxes of one size around points that no box is around, by the side that is seen', () => {
    const after = applyPatch(annotations, mendFinding(finding, { checked, clip: CLIP }))
    const [track] = tracksOf(after).filter(({ provenance }) => provenance === 'refit')
    expect(track).toMatchObject({ category: 'car', number: 2, extent: [4, 1.8, 1.5] })
    const cuboids = cuboidsOf(after, track!.id)
    expect(cuboids).toHaveLength(30)
    for (const { center, extent, frame } of cuboids) {
      expect(extent).toEqual([4, 1.8, 1.5])
      expect(center[0] + 0.8 * frame).toBeCloseTo(32 + frame, 6)
    }
    expect(
      checkClip({ ...checked.context, clip: CLIP, annotations: after }).findings.filter(
        ({ check }) => check === 'E8',
      ),
    ).toEqual([])
  })

  it('leaves it to a person to say whether it is scenery', () => {
    expect(finding).toMatchObject({ isUnsure: true })
    expect(mendAll('addObject', { checked, clip: CLIP })).toEqual([])
  })
})
