import { joined, type Message, verbatim } from '@trueline/annotation'
import type { ImportedClip } from '../codec.ts'
import { cameraFits, viewsOf } from './cameraEvidence.ts'
import { correctionId, POSE_CHANGES, POSES, type PoseChange } from './correction.ts'
import { correctionTexts as say } from './correctionTexts.ts'
import { forwardShare } from './poseEvidence.ts'

/** A correction that the data speaks for: never made by itself. */
export type CorrectionOffer = {
  /** As `parseCorrection` reads it. */
  readonly id: string
  /** Evidence as the source was read and as corrected, 0..1: more is better. */
  readonly given: number
  readonly under: number
  readonly message: Message
}

/** Below this share of points in its picture a camera is doubted (a camera sees a tenth of a turn). */
const DOUBTED = 0.02
/** What speaks for a correction must be so many times what speaks for the source. */
const TIMES = 3
/** Of two corrections the likelier is taken unless the other fits so much better. */
const BETTER = 1.3
/** Steps of the vehicle that must go ahead, and may. */
const [BACKWARD, FORWARD] = [0.3, 0.8]

/**
 * What may be wrong with a clip's cameras and poses, with the evidence. Reads a few sweeps.
 *
 * A camera is doubted where hardly a point lands in its picture, or the picture is not upright; poses
 * where the vehicle does not drive the way it points.
 */
export async function suggestCorrections(
  clip: ImportedClip['clip'],
): Promise<readonly CorrectionOffer[]> {
  const views = (await viewsOf(clip)).map((view) => ({
    id: view.camera.id,
    fits: cameraFits(view),
  }))
  return [...cameraOffers(views), ...poseOffers(clip)]
}

type Fits = { readonly id: string; readonly fits: readonly number[] }

/** One change for all cameras that are doubted: a source makes its mistake of all of them. */
function cameraOffers(views: readonly Fits[]): readonly CorrectionOffer[] {
  const doubted = views.filter(({ fits }) => (fits[0] ?? 0) < DOUBTED)
  const sums = POSE_CHANGES.map((_, at) =>
    doubted.reduce((sum, { fits }) => sum + (fits[at] ?? 0), 0),
  )
  let best = 0
  for (const [at, sum] of sums.entries()) if (sum > (sums[best] ?? 0) * BETTER) best = at
  const change = POSE_CHANGES[best]
  if (change === undefined || best === 0) return []
  const isOfMost = doubted.length * 2 > views.length
  return views.flatMap(({ id: target, fits }): readonly CorrectionOffer[] => {
    const [given, under] = [fits[0] ?? 0, fits[best] ?? 0]
    const isMistaken = given < DOUBTED && under >= given * TIMES
    if (under < DOUBTED || !(isMistaken || isOfMost)) return []
    const id = correctionId({ target, change })
    const shares = { given: percent(given), under: percent(under) }
    const message = say.camera({ camera: target, meant: meaning(change), ...shares })
    return [{ id, given, under, message }]
  })
}

function poseOffers(clip: ImportedClip['clip']): readonly CorrectionOffer[] {
  const change: PoseChange = { turn: 'inverse', axes: 'optical' }
  const given = forwardShare(clip, { turn: 'given', axes: 'optical' })
  const under = forwardShare(clip, change)
  if (given === null || under === null || given > BACKWARD || under < FORWARD) return []
  const id = correctionId({ target: POSES, change })
  const message = say.poses({ given: percent(given), under: percent(under) })
  return [{ id, given, under, message }]
}

function meaning({ turn, axes }: PoseChange): Message {
  const parts = [
    ...(turn === 'given' ? [] : [say[turn]]),
    ...(axes === 'optical' ? [] : [say[axes]]),
  ]
  return joined(parts, verbatim(', '))
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}
