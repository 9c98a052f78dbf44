import {
  type Annotations,
  changesStretches,
  cuboidsOf,
  isReviewPatch,
  type Patch,
  type TrackId,
} from '@trueline/annotation'
import type { MeMember } from '../people/peopleServer.ts'
import type { Project } from '../projects/projectServer.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Action } from '../workbench.ts'
import { type Task, taskAt } from './task.ts'

/**
 * What whoever is here may change at the frame shown: everything; only what is said of labels, because
 * they were accepted or because it is a reviewer's; nothing.
 */
export type EditRight = 'all' | 'accepted' | 'remarks' | 'none'

/** What somebody may change of a clip of a project; `null` for a clip of none. */
export function editRightOf(
  member: Pick<MeMember, 'role' | 'may'> | null,
  project: Pick<Project, 'mayReviewerEdit'> | null,
): EditRight {
  // A server that was out of reach says later what it lets nobody do.
  if (member === null) return 'all'
  if (!member.may.includes('patch.append')) return 'none'
  return member.role === 'reviewer' && project?.mayReviewerEdit === false ? 'remarks' : 'all'
}

/** The same where a clip's labels may have been accepted. */
export function rightAt(right: EditRight, tasks: readonly Task[], frame: number): EditRight {
  return right === 'all' && taskAt(tasks, frame)?.state === 'accepted' ? 'accepted' : right
}

/** Whether a patch is within what may be changed; at a frame that is open, accepted ones stand all the same. */
export function mayEdit({ editRight, tasks, clip, annotations }: Editing, patch: Patch): boolean {
  switch (editRight) {
    case 'all': {
      const accepted = tasks.filter(
        ({ state, clipId }) => state === 'accepted' && clipId === clip?.id,
      )
      const hasBoxIn = (id: TrackId): boolean =>
        cuboidsOf(annotations, id).some(({ frame }) =>
          accepted.some((one) => frame >= one.firstFrame && frame <= one.lastFrame),
        )
      return !changesStretches(patch, accepted, { isWhole: false, hasBoxIn })
    }
    case 'accepted':
    case 'remarks':
      return isReviewPatch(patch)
    case 'none':
      return false
  }
}

type Editing = Pick<WorkbenchState, 'editRight' | 'tasks' | 'clip'> & {
  readonly annotations: Annotations
}

/** Whether what an action changes is within a right. */
export function mayRun(right: EditRight, { group, changes }: Pick<Action, 'group' | 'changes'>) {
  const isOfLabels = group === 'move' || group === 'turn' || group === 'fit' || group === 'object'
  switch (changes ?? (isOfLabels ? 'labels' : 'nothing')) {
    case 'nothing':
      return true
    case 'remarks':
      return right !== 'none'
    case 'labels':
      return right === 'all'
  }
}
