import type { AnnotationRecord, Clip } from '@trueline/annotation'
import type { ExportSource } from '@trueline/formats'

/**
 * A clip with these labels alone, ready to be written without its sensor data: what its source said of its own
 * labels does not belong to them.
 */
export function labelsAlone(clip: Clip, records: readonly AnnotationRecord[]): ExportSource {
  const frames = clip.frames.map((frame) => ({ ...frame, extras: {} }))
  const sensors = clip.sensors.map((sensor) => ({ ...sensor, extras: {} }))
  return {
    clip: { ...clip, frames, sensors, extras: {} },
    records,
    readSweep: () => Promise.resolve(null),
    readImage: () => Promise.resolve(null),
  }
}
