import { type Camera, verbatim } from '@trueline/annotation'
import { add, compose, invert, type Pose, subtract } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { ImportedClip, ImportedFrame } from '../codec.ts'
import { type Correction, corrected, POSES, type PoseChange } from './correction.ts'
import { correctionTexts as say } from './correctionTexts.ts'

type SourceClip = ImportedClip['clip']

/**
 * The clip with mistakes taken back that a person saw. Boxes stay where they are in the vehicle's space.
 *
 * @throws {BadInputError} when a correction is of a camera that the clip lacks.
 */
export function applyCorrections(clip: SourceClip, corrections: readonly Correction[]): SourceClip {
  return corrections.reduce((before, { target, change }) => {
    if (target === POSES) return withPoses(before, change)
    const camera = before.sensors.find(
      (one): one is Camera => one.modality === 'camera' && one.id === target,
    )
    if (camera === undefined) {
      const names = before.sensors.flatMap(({ id, modality }) =>
        modality === 'camera' ? [id] : [],
      )
      throw new BadInputError({
        ...{ file: '', place: verbatim('') },
        found: say.noCamera({ name: target }),
        expected: say.cameras({ names: names.join(', ') }),
      })
    }
    return withCamera(before, camera, change)
  }, clip)
}

function withCamera(clip: SourceClip, camera: Camera, change: PoseChange): SourceClip {
  const given = camera.egoFromSensor
  const egoFromSensor = corrected(given, change)
  const sensorFromEgo = invert(given)
  return {
    ...clip,
    sensors: clip.sensors.map((one) => (one === camera ? { ...camera, egoFromSensor } : one)),
    frames: clip.frames.map((frame) => ({
      ...frame,
      images: frame.images.map((image) => {
        if (image.sensorId !== camera.id || image.calibration === null) return image
        // A camera that fired later stood elsewhere: as far from where it stands by itself as before.
        const moved = compose(image.calibration.egoFromSensor, sensorFromEgo)
        const calibration = { ...image.calibration, egoFromSensor: compose(moved, egoFromSensor) }
        return { ...image, calibration }
      }),
    })),
  }
}

function withPoses(clip: SourceClip, change: PoseChange): SourceClip {
  const poses = correctedPoses(clip, change)
  const worldOrigin = poses.find((pose) => pose !== null)?.translation ?? clip.worldOrigin
  const frames = clip.frames.map((frame, index): ImportedFrame => {
    const pose = poses[index] ?? null
    if (pose === null) return frame
    const worldFromEgo = { ...pose, translation: subtract(pose.translation, worldOrigin) }
    return { ...frame, worldFromEgo }
  })
  return { ...clip, frames, worldOrigin }
}

/** The poses of a clip's frames as they were meant, counted from where the source counts. */
export function correctedPoses(
  { frames, worldOrigin }: Pick<SourceClip, 'frames' | 'worldOrigin'>,
  change: PoseChange,
): readonly (Pose | null)[] {
  return frames.map(({ worldFromEgo: pose }) => {
    if (pose === null) return null
    return corrected({ ...pose, translation: add(pose.translation, worldOrigin) }, change)
  })
}
