import type { AnnotationRecord, Clip } from '@trueline/annotation'
import type { ExportSource } from '@trueline/formats'

/** Proposals of what does not move as labels of their clip, ready to be written without its sensor data. */
export function fixedSource(clip: Clip, records: readonly AnnotationRecord[]): ExportSource {
  const frames = clip.frames.map((frame) => ({ ...frame, extras: {} }))
  const sensors = clip.sensors.map((sensor) => ({ ...sensor, extras: {} }))
  return {
    clip: { ...clip, frames, sensors, extras: {} },
    records,
    readSweep: () => Promise.resolve(null),
    readImage: () => Promise.resolve(null),
  }
}
