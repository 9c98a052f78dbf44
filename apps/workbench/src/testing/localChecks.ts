import { blobId, type Clip, sensorId } from '@trueline/annotation'
import { IDENTITY_POSE } from '@trueline/geometry'
import { packSweep, type TurnTimes } from '@trueline/pointcloud'
import { type CheckService, createCheckService } from '../workers/check.service.ts'
import type { CheckConnection } from '../workers/check.ts'
import type { FramesService } from '../workers/frames.service.ts'
import { testClip } from './testStore.ts'

/** A clip every frame of which has these points: N × 4 rows, seen when they say; and what reads them. */
export function clipWithPoints(
  frames: number,
  points: Float32Array,
  turnTimesUs?: TurnTimes,
): { readonly clip: Clip; readonly reader: Pick<FramesService, 'read'> } {
  const { bytes, sections, pointCount } = packSweep({ points, ring: null, timeOffset: null })
  const lidar = sensorId('lidar')
  const range = { blob: blobId('pack'), offset: 0, bytes: bytes.length }
  const timed = turnTimesUs === undefined ? {} : { turnTimesUs }
  const sweep = { sensorId: lidar, range, pointCount, sections, ...timed }
  const bare = testClip(frames, {
    sensors: [{ modality: 'lidar', id: lidar, egoFromSensor: IDENTITY_POSE, extras: {} }],
  })
  return {
    clip: { ...bare, frames: bare.frames.map((frame) => ({ ...frame, sweeps: [sweep] })) },
    reader: { read: async ({ ranges }) => ranges.map(() => bytes) },
  }
}

/** The checks in this thread, answering like a worker: later, and with copies. */
export function connectLocalChecks(
  reader: Pick<FramesService, 'read'>,
): CheckConnection & { readonly asked: readonly (keyof CheckService)[] } {
  const service = createCheckService(reader)
  const asked: (keyof CheckService)[] = []
  const remote =
    <Args extends readonly unknown[], Answer>(
      name: keyof CheckService,
      method: (...args: Args) => Answer,
    ) =>
    async (...args: Args): Promise<Awaited<Answer>> => {
      asked.push(name)
      await Promise.resolve()
      return structuredClone(await method(...structuredClone(args)))
    }
  return {
    asked,
    open: remote('open', service.open),
    take: remote('take', service.take),
    check: remote('check', service.check),
    study: remote('study', service.study),
    propose: remote('propose', service.propose),
    mend: remote('mend', service.mend),
    dispose: () => undefined,
  }
}
