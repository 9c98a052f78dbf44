import { schemaVersion } from '@trueline/annotation'
import type { Store } from '@trueline/server'
import { type Annotator, type Append, annotate, type Work } from './annotator.ts'

/** The rows of an edit and nothing else: no look at what is there, no order among writers. */
const INSERT = `
with entry as (
  insert into bare_patches
  select (jsonb_populate_record(null::bare_patches, $1::jsonb->'entry')).*
)
insert into bare_records
select (jsonb_populate_record(null::bare_records, $1::jsonb->'record')).*
on conflict (tenant, clip_id, record_id) do update set
  revision = excluded.revision, seq = excluded.seq, data = excluded.data`

/**
 * The same work on the bare database, asked without a server at the same pace: rows of the same shape
 * into tables with the same keys.
 */
export async function bareInserts(
  store: Store,
  people: readonly Annotator[],
  seconds: number,
): Promise<readonly Work[]> {
  const { queries, prepare } = store.database
  await queries.execute('create table bare_patches (like patches including all)')
  await queries.execute('create table bare_records (like records including all)')
  const insert = prepare('bare_insert', INSERT)
  const stop = AbortSignal.timeout(seconds * 1000)
  let seq = 0
  return Promise.all(
    people.map((who, at) => {
      const append: Append = async (clipId, edit, bases) => {
        seq += 1
        const { recordId, after } = edit.patch[0]!
        const revision = bases[recordId]! + 1
        const of = { tenant: store.tenant, clip_id: clipId, seq }
        const { patchId: patch_id, command, kind, madeAtUs } = edit
        const times = { made_at_us: madeAtUs, stored_at_us: madeAtUs }
        const entry = {
          ...{ ...of, ...times, patch_id, author: 'bench', command, kind, edit },
          revisions: { [recordId]: revision },
        }
        const shape = { kind: 'cuboid', frame: who.box.frame, schema_version: schemaVersion }
        const record = { ...of, ...shape, record_id: recordId, revision, data: after }
        await insert(JSON.stringify({ entry, record }))
        return 'stored'
      }
      return annotate(who, append, { delayMs: (at / people.length) * 500, stop, isPatient: false })
    }),
  )
}
