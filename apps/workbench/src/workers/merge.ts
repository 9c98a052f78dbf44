import type { Clip } from '@trueline/annotation'
import type { MergeLimits } from '@trueline/pointcloud'
import { proxy, wrap } from 'comlink'
import type { MergedCloud, MergeService, Progress, SweepToMerge } from './merge.service.ts'

/** More frames than this add little but time: every n-th is taken. */
const MOST_FRAMES = 120
/** One point a cube of this side, in meters. */
const VOXEL = 0.08

/** A merge under way; giving it up ends its worker. */
export type RunningMerge = {
  readonly merged: Promise<MergedCloud>
  readonly stop: () => void
}

/** Begins to merge a clip's sweeps into one cloud in world space, in a worker of its own. */
export function startClipMerge(clip: Clip, mostPoints: number, progress: Progress): RunningMerge {
  return startMerge(sweepsToMerge(clip), { voxel: VOXEL, mostPoints }, progress)
}

/** Begins to merge sweeps into one cloud, in a worker of its own. */
export function startMerge(
  sweeps: readonly SweepToMerge[],
  limits: MergeLimits,
  progress: Progress,
): RunningMerge {
  const worker = new Worker(new URL('./merge.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<MergeService>(worker)
  const merged = remote.merge(sweeps, limits, proxy(progress))
  return {
    merged: merged.finally(() => worker.terminate()),
    stop: () => worker.terminate(),
  }
}

/** Whether a clip's frames say where the ego stood, without which nothing can be merged. */
export function canMerge(clip: Clip | null): boolean {
  return clip?.frames.some(({ worldFromEgo }) => worldFromEgo !== null) ?? false
}

/** The sweeps of the frames with a pose, evenly picked where there are many. */
function sweepsToMerge({ frames, sensors }: Clip): readonly SweepToMerge[] {
  return spread(frames.filter(({ worldFromEgo }) => worldFromEgo !== null)).flatMap(
    ({ sweeps, worldFromEgo }) =>
      sweeps.flatMap(({ range, pointCount, sections, sensorId }) => {
        const sensor = sensors.find(({ id }) => id === sensorId)
        if (sensor === undefined || worldFromEgo === null) return []
        const { egoFromSensor } = sensor
        const part = { range, pointCount, sections, egoFromSensor }
        return [{ ...part, targetFromEgo: worldFromEgo, within: null }]
      }),
  )
}

/** Every n-th, so that no more than `MOST_FRAMES` are left. */
export function spread<Item>(items: readonly Item[]): readonly Item[] {
  const step = Math.max(1, Math.ceil(items.length / MOST_FRAMES))
  return items.filter((_, index) => index % step === 0)
}
