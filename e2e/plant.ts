import { type AnnotationRecord, type Patch, patchId } from '@trueline/annotation'

/** Stores records of a clip, each changed once before, as pre-labels that came so: no person stands for them. */
export async function plant(
  { url, clipId }: { readonly url: string; readonly clipId: string },
  changed: readonly { readonly before: AnnotationRecord; readonly after: AnnotationRecord }[],
): Promise<void> {
  const patch: Patch = changed.map((change) => ({ recordId: change.before.id, ...change }))
  const edit = {
    patchId: patchId(`plant-${Date.now()}`),
    ...{ command: 'plant', kind: 'edit', of: null, madeAtUs: Date.now() * 1000, patch },
  }
  const baseRevisions = Object.fromEntries(changed.map(({ before }) => [before.id, 1]))
  const answer = await fetch(`${url}/trpc/patch.append`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clipId, edit, baseRevisions, author: 'plant' }),
  })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
}
