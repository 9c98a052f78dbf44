import type { ProjectSummary } from '@trueline/server'
import { badInput } from '../badInput.ts'

/** A batch that clips can come into, with what it and its project are called. */
export type NamedBatch = {
  readonly batchId: string
  readonly project: string
  readonly batch: string
}

/**
 * The batch of a project, both by id or name, of several of a name the newest; its newest where none is named.
 *
 * @param projects As they are listed: the newest first, the batches of each the oldest first.
 * @throws {BadInputError} when there is no such project or batch, or it is in the archive.
 */
export function batchNamed(
  projects: readonly ProjectSummary[],
  asked: { readonly project: string; readonly batch: string | null },
): NamedBatch {
  const project =
    projects.find(({ projectId }) => projectId === asked.project) ??
    projects.find(({ name }) => name === asked.project)
  if (project === undefined) {
    const expected = oneOf(
      projects.filter(({ isArchived }) => !isArchived),
      'a project',
    )
    throw badInput({ file: '--project', found: asked.project, expected })
  }
  const { name, isArchived, batches } = project
  if (isArchived) {
    const found = `${name}, which is in the archive`
    throw badInput({ file: '--project', found, expected: 'a project in use' })
  }
  const newest = batches.toReversed()
  const batch =
    asked.batch === null
      ? newest[0]
      : (newest.find(({ batchId }) => batchId === asked.batch) ??
        newest.find((one) => one.name === asked.batch))
  if (batch === undefined) {
    const found = asked.batch ?? `${name}, which has no batch yet`
    throw badInput({ file: '--batch', found, expected: oneOf(batches, `a batch of ${name}`) })
  }
  return { batchId: batch.batchId, project: name, batch: batch.name }
}

/** What would have been understood: names where there are any. */
function oneOf(named: readonly { readonly name: string }[], otherwise: string): string {
  return named.length === 0 ? otherwise : `one of ${named.map(({ name }) => name).join(', ')}`
}
