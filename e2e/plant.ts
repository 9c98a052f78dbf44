import { type AnnotationRecord, type Patch, patchId } from '@trueline/annotation'

/** Stores records of a clip, new or changed once before, as another person's edit. */
export async function plant(
  { url, clipId }: { readonly url: string; readonly clipId: string },
  changed: readonly {
    readonly before: AnnotationRecord | null
    readonly after: AnnotationRecord
  }[],
): Promise<void> {
  const patch: Patch = changed.map((change) => ({ recordId: change.after.id, ...change }))
  const edit = {
    patchId: patchId(`plant-${Date.now()}`),
    ...{ command: 'plant', kind: 'edit', of: null, madeAtUs: Date.now() * 1000, patch },
  }
  const baseRevisions = Object.fromEntries(
    changed.flatMap(({ before }) => (before === null ? [] : [[before.id, 1]])),
  )
  const answer = await fetch(`${url}/trpc/patch.append`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clipId, edit, baseRevisions, author: 'plant' }),
  })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
}
