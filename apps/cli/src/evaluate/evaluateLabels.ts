import type { AnnotationRecord, Clip, CuboidRecord, Lidar } from '@trueline/annotation'
import {
  cameraRegionOf,
  EVERYWHERE,
  type Evaluation,
  evaluate,
  evaluateLanes,
  type LabelledRegion,
  type LaneEvaluation,
  labelledFramesOf,
  labelledRegionOf,
  laneGraphOf,
  type Reach,
} from '@trueline/evaluation'
import { countPointsInCuboid, invert, transformCuboid, ZERO } from '@trueline/geometry'
import { badInput } from '../badInput.ts'
import type { LabelledClip } from '../clips/labelledClip.ts'
import type { Progress } from '../progress.ts'

/** How to compare. */
export type EvaluationRequest = {
  readonly minPoints: number
  readonly maxRange: number
  readonly minScore: number | null
  readonly iou: number | null
  /** `auto`, `all` or `camera:NAME`. */
  readonly region: string
  /**
   * Indices; `null`: those that the reference has a label in and, where points are asked for, whose
   * points somebody counted or can.
   */
  readonly frames: readonly number[] | null
}

/** A comparison, and where it was made. */
export type EvaluatedLabels = {
  /** `all` or `camera:NAME`. */
  readonly region: string
  /** Reference cuboids whose points could not be counted: they count neither way. */
  readonly uncounted: number
  readonly evaluation: Evaluation
  /** The roads compared; `null` where neither set tells of any. */
  readonly lanes: LaneEvaluation | null
}

/**
 * How well predictions agree with a reference. Sweeps are read, one at a time, only where points must
 * be counted.
 *
 * @throws {BadInputError} when the region is none of the clip's.
 */
export async function evaluateLabels(
  sets: { readonly reference: LabelledClip; readonly prediction: LabelledClip },
  request: EvaluationRequest,
  progress: Progress,
): Promise<EvaluatedLabels> {
  const { reference, prediction } = sets
  const region = regionOf(reference, request.region)
  const isCounted = request.minPoints > 0
  const asked = request.frames ?? labelledFramesOf(reference.records)
  const records = isCounted
    ? await withPointCounts(reference, new Set(asked), progress)
    : reference.records
  const frames =
    isCounted && request.frames === null ? countedFrames(reference, records, asked) : asked
  const compared = new Set(frames)
  const uncounted = records.filter((record) => {
    return record.kind === 'cuboid' && record.pointCount === null && compared.has(record.frame)
  })
  progress.at('comparing', 0, 0)
  return {
    region: region.kind === 'all' ? 'all' : `camera:${region.name}`,
    uncounted: isCounted ? uncounted.length : 0,
    evaluation: evaluate(
      { reference: records, prediction: prediction.records, frames },
      { ...request, region },
    ),
    lanes: lanesEvaluated(sets, request),
  }
}

function lanesEvaluated(
  {
    reference,
    prediction,
  }: { readonly reference: LabelledClip; readonly prediction: LabelledClip },
  { minScore, maxRange, frames }: EvaluationRequest,
): LaneEvaluation | null {
  const isSure = (record: AnnotationRecord): boolean =>
    !('score' in record) || minScore === null || (record.score ?? minScore) >= minScore
  const graphs = {
    reference: laneGraphOf(reference.records),
    prediction: laneGraphOf(prediction.records.filter(isSure)),
  }
  const isTold = ({ lanes, boundaries }: typeof graphs.reference): boolean =>
    lanes.length + boundaries.length > 0
  if (!isTold(graphs.reference) && !isTold(graphs.prediction)) return null
  return evaluateLanes(graphs, reachOf(reference.clip, { maxRange, frames }))
}

/** All within range of where the ego was in the frames asked for. */
function reachOf(
  clip: Clip,
  { maxRange, frames }: Pick<EvaluationRequest, 'maxRange' | 'frames'>,
): Reach {
  const driven = frames === null ? clip.frames : frames.flatMap((frame) => clip.frames[frame] ?? [])
  const path = driven.map(({ worldFromEgo }) => worldFromEgo?.translation ?? ZERO)
  return { path: path.length === 0 ? [ZERO] : path, range: maxRange }
}

/**
 * The region that is named.
 *
 * @param told `auto`, `all` or `camera:NAME`.
 * @throws {BadInputError} when the clip has none of that name.
 */
export function regionOf(
  { clip, records }: Pick<LabelledClip, 'clip' | 'records'>,
  told: string,
): LabelledRegion {
  if (told === 'auto') return labelledRegionOf(clip, records)
  if (told === 'all') return EVERYWHERE
  const name = told.replace(/^camera:/, '')
  const cameras = clip.sensors.filter((sensor) => sensor.modality === 'camera')
  const camera = cameras.find(({ id }) => id === name)
  const region = camera && cameraRegionOf(camera)
  if (region) return region
  const names = cameras.flatMap(({ id, model }) => (model === null ? [] : [`camera:${id}`]))
  const expected = ['auto', 'all', ...names].join(', ')
  throw badInput({ file: clip.name, place: '--region', found: told, expected })
}

/**
 * Those of the frames whose points can be counted; of a clip without any sweep, those whose points
 * somebody counted. An excerpt may have labels of far more frames than it has sweeps of.
 */
function countedFrames(
  { clip }: LabelledClip,
  records: readonly AnnotationRecord[],
  frames: readonly number[],
): readonly number[] {
  const withSweeps = frames.filter((frame) => clip.frames[frame]?.sweeps.length)
  if (withSweeps.length > 0) return withSweeps
  const counted = new Set(
    records.flatMap((record) =>
      record.kind === 'cuboid' && record.pointCount !== null ? [record.frame] : [],
    ),
  )
  return frames.filter((frame) => counted.has(frame))
}

/** The records, cuboids of these frames with the points inside them where nobody counted yet. */
export async function withPointCounts(
  { clip, records, readPoints }: LabelledClip,
  frames: ReadonlySet<number>,
  progress: Progress,
): Promise<readonly AnnotationRecord[]> {
  const lidars = clip.sensors.filter((sensor): sensor is Lidar => sensor.modality === 'lidar')
  const uncounted = new Map<number, CuboidRecord[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid' || record.pointCount !== null || !frames.has(record.frame))
      continue
    uncounted.set(record.frame, [...(uncounted.get(record.frame) ?? []), record])
  }
  const counted = new Map<string, number>()
  let done = 0
  for (const [frame, cuboids] of uncounted) {
    for (const { id, egoFromSensor } of lidars) {
      const sweep = await readPoints(frame, id)
      if (sweep === null) continue
      const sensorFromEgo = invert(egoFromSensor)
      for (const cuboid of cuboids) {
        const inside = countPointsInCuboid(sweep.points, transformCuboid(sensorFromEgo, cuboid))
        counted.set(cuboid.id, (counted.get(cuboid.id) ?? 0) + inside)
      }
    }
    done += 1
    progress.at('counting points', done, uncounted.size)
  }
  return records.map((record) => {
    const pointCount = counted.get(record.id)
    return pointCount === undefined || record.kind !== 'cuboid' ? record : { ...record, pointCount }
  })
}
