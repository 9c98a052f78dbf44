import type { ClipId } from '@trueline/annotation'
import {
  type CheckSettings,
  checkClip,
  DEFAULT_SETTINGS,
  type Finding,
  gatherEvidence,
  isWaived,
  NO_EVIDENCE,
  POINT_CHECKS,
  parseSettings,
} from '@trueline/consistency'
import { unlabelledClusters } from '@trueline/perception'
import type { BlobStore } from '../blobs/blobStore.ts'
import { readChecks } from '../clips/clipChecks.ts'
import { annotationsIn, openClip } from '../clips/clips.ts'
import { framePoints } from '../clips/framePoints.ts'
import type { Queries } from '../db/database.ts'
import { asAgreed } from '../projects/agreedOntology.ts'
import type { Task } from './tasks.ts'

/** What keeps a task from being handed on, and the last patch that was looked at. */
export type Blockers = {
  readonly findings: readonly Finding[]
  readonly headSeq: number
}

/**
 * The findings that keep a task from being handed on: of checks that its clip says block, in its stretch
 * or of no frame at all, and that nobody lets stand. Points are read only where such a check asks them, a
 * frame at a time; what a model would propose is not asked.
 *
 * @throws {UnknownClipError}
 */
export async function blockersOf(
  { queries, blobs }: { readonly queries: Queries; readonly blobs: BlobStore },
  task: Pick<Task, 'clipId' | 'firstFrame' | 'lastFrame'>,
): Promise<Blockers> {
  const { clip: stored, headSeq } = await openClip(queries, task.clipId)
  const clip = await asAgreed(queries, stored)
  const settings = await settingsOf(queries, task.clipId)
  const blocking = Object.entries(settings).filter(([, one]) => one.isOn && one.isBlocking)
  if (blocking.length === 0) return { findings: [], headSeq }
  const annotations = await annotationsIn(queries, task.clipId)
  const needsPoints = blocking.some(([id]) => POINT_CHECKS.has(id as Finding['check']))
  const told = needsPoints
    ? await gatherEvidence({
        ...{ clip, annotations },
        pointsOf: (frame) => framePoints({ clip, blobs }, frame),
        clustersOf: settings.E8.isBlocking ? unlabelledClusters : () => [],
      })
    : { evidence: NO_EVIDENCE, clusters: null }
  const { findings } = checkClip({ clip, annotations, settings, ...told })
  const isIn = ({ frames }: Finding): boolean =>
    frames.length === 0 ||
    frames.some((frame) => frame >= task.firstFrame && frame <= task.lastFrame)
  return {
    findings: findings.filter(
      (one) => settings[one.check].isBlocking && isIn(one) && !isWaived(one, annotations),
    ),
    headSeq,
  }
}

async function settingsOf(queries: Queries, clipId: ClipId): Promise<CheckSettings> {
  const checks = await readChecks(queries, clipId)
  return checks === null ? DEFAULT_SETTINGS : parseSettings(checks)
}
