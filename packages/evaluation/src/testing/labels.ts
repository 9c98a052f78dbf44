import {
  type AnnotationRecord,
  type CuboidRecord,
  cuboidId,
  type Track,
  trackId,
} from '@trueline/annotation'
import { fromYaw, type Vec3 } from '@trueline/geometry'
import type { EvaluationOptions } from '../evaluate.ts'
import { EVERYWHERE } from '../labelledRegion.ts'

/** A label as a test says it: a track, a frame, a place on the ground. */
export type Said = {
  readonly track: string
  readonly frame: number
  readonly at: readonly [x: number, y: number]
  readonly category?: string
  readonly extent?: Vec3
  readonly yaw?: number
  readonly score?: number | null
  readonly points?: number | null
  readonly state?: CuboidRecord['state']
}

/** Everything counts, everywhere, to 50 m. */
export const EVERYTHING: EvaluationOptions = {
  region: EVERYWHERE,
  maxRange: 50,
  minPoints: 0,
  minScore: null,
  iou: null,
}

/** Records of what is said; a car of 4 × 2 × 1.5 m where nothing else is. */
export function labels(said: readonly Said[]): readonly AnnotationRecord[] {
  const tracks = new Map<string, Track>()
  const cuboids = said.map((one): CuboidRecord => {
    const id = trackId(one.track)
    const category = one.category ?? 'car'
    const number = tracks.get(id)?.number ?? tracks.size + 1
    tracks.set(id, {
      ...{ kind: 'track', id, category, number, attributes: {}, isStatic: null, extent: null },
      ...{ provenance: 'model', extras: {} },
    })
    return {
      ...{ kind: 'cuboid', id: cuboidId(id, one.frame), trackId: id, frame: one.frame },
      center: [one.at[0], one.at[1], 0],
      extent: one.extent ?? [4, 2, 1.5],
      rotation: fromYaw(one.yaw ?? 0),
      ...{ attributes: {}, provenance: 'model', state: one.state ?? 'proposed', proposal: null },
      ...{ score: one.score ?? null, pointCount: one.points ?? null, extras: {} },
    }
  })
  return [...tracks.values(), ...cuboids]
}
