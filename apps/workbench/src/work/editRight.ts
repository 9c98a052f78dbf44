import { isReviewPatch, type Patch } from '@trueline/annotation'
import type { MeMember } from '../people/peopleServer.ts'
import type { Project } from '../projects/projectServer.ts'
import type { Action } from '../workbench.ts'

/** What whoever is here may change of the open clip: everything, only what is said of labels, nothing. */
export type EditRight = 'all' | 'remarks' | 'none'

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

/** Whether a patch is within a right. */
export function mayEdit(right: EditRight, patch: Patch): boolean {
  switch (right) {
    case 'all':
      return true
    case 'remarks':
      return isReviewPatch(patch)
    case 'none':
      return false
  }
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
