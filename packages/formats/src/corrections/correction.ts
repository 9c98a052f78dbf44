import { verbatim } from '@trueline/annotation'
import { compose, fromMatrix3, invert, type Pose, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { correctionTexts as say } from './correctionTexts.ts'

/** What a matrix may be instead of `egoFromSensor`: the same, its inverse, or one read by columns. */
const TURNS = ['given', 'inverse', 'transposed'] as const
/** What a camera's axes may be: x right and z ahead, x ahead and z up, or x right and y up. */
const AXES = ['optical', 'ahead', 'up'] as const

/** How a pose was meant where it was not meant as it was read. */
export type PoseChange = {
  readonly turn: (typeof TURNS)[number]
  readonly axes: (typeof AXES)[number]
}

/**
 * Those that are tried, the likelier of two that fit alike first; the pose as it is leads. Columns for rows
 * and other axes at once look like other axes alone, to points that lie alike on both sides.
 */
export const POSE_CHANGES: readonly PoseChange[] = TURNS.flatMap((turn) =>
  AXES.map((axes) => ({ turn, axes })),
).filter(({ turn, axes }) => turn !== 'transposed' || axes === 'optical')

/** The pose as it was read. */
export const NO_CHANGE: PoseChange = { turn: 'given', axes: 'optical' }

/** The poses of the vehicle, where a sensor's name stands otherwise. */
export const POSES = 'poses'

/** A mistake that is taken back: of a camera, or of all poses of the vehicle. */
export type Correction = { readonly target: string; readonly change: PoseChange }

const SOURCE_FROM_OPTICAL: Readonly<Record<PoseChange['axes'], Pose | null>> = {
  optical: null,
  ahead: { translation: ZERO, rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]) },
  up: { translation: ZERO, rotation: fromMatrix3([1, 0, 0, 0, -1, 0, 0, 0, -1]) },
}

/** The pose that was meant. */
export function corrected(pose: Pose, { turn, axes }: PoseChange): Pose {
  const inverse = invert(pose)
  const turned = {
    given: pose,
    inverse,
    transposed: { translation: pose.translation, rotation: inverse.rotation },
  }[turn]
  const sourceFromOptical = SOURCE_FROM_OPTICAL[axes]
  return sourceFromOptical === null ? turned : compose(turned, sourceFromOptical)
}

/** A correction as it is written on a command line: `FRONT=inverse`, `FRONT=given+ahead`, `poses=inverse`. */
export function correctionId({ target, change: { turn, axes } }: Correction): string {
  return `${target}=${turn}${axes === 'optical' ? '' : `+${axes}`}`
}

/** The correction of such a text. @throws {BadInputError} when it is none. */
export function parseCorrection(text: string): Correction {
  const at = text.lastIndexOf('=')
  const [turnText, axesText = 'optical'] = text.slice(at + 1).split('+')
  const turn = TURNS.find((one) => one === turnText)
  const axes = AXES.find((one) => one === axesText)
  if (at <= 0 || turn === undefined || axes === undefined) {
    const place = verbatim('')
    throw new BadInputError({ file: '', place, found: verbatim(text), expected: say.expected })
  }
  return { target: text.slice(0, at), change: { turn, axes } }
}
