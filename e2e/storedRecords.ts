import { type AnnotationRecord, type RecordId, recordSchema } from '@trueline/annotation'
import type { Records } from './documents.ts'

const PAGE = 2000

/** A clip's records as the server at `url` has them now, by id; `headers` say who asks. */
export async function storedRecords(
  url: string,
  clipId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Records> {
  const records = new Map<RecordId, AnnotationRecord>()
  let after: RecordId | null = null
  do {
    const input = encodeURIComponent(JSON.stringify({ clipId, after, limit: PAGE }))
    const answer = await fetch(`${url}/trpc/clip.records?input=${input}`, { headers })
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
    const { result } = (await answer.json()) as {
      result: { data: { records: { record: unknown }[]; next: RecordId | null } }
    }
    for (const { record } of result.data.records) {
      const parsed = recordSchema.parse(record)
      records.set(parsed.id, parsed)
    }
    after = result.data.next
  } while (after !== null)
  return records
}
