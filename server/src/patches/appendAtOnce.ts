import { schemaVersion } from '@trueline/annotation'
import type { Database } from '../db/database.ts'
import { sqlStateOf } from '../db/retry.ts'
import { nowUs } from '../newId.ts'
import type { AppendAnswer, NewPatch } from './appendPatch.ts'

/** What PostgreSQL says of a division by zero. */
const DIVIDED_BY_ZERO = '22012'

/**
 * The whole of an append as one statement, which is its own transaction.
 *
 * It does nothing where a record is not as the edit found it in what the statement sees. What another
 * writer commits between that look and the lock on the clip's row shows in a record's revision when the
 * record is written, or in the patch's id: then fewer rows are written than there should be, the last
 * line divides by zero, and nothing of the statement stays.
 *
 * Nor does it where any of the clip was accepted: what may still be changed then is looked at step by
 * step. The tasks are locked before the clip, in the order in which they are moved, so that no acceptance
 * comes between that look and the lock on the clip's row.
 *
 * A record is looked up by a subquery of its own: a join would read all records where the planner has
 * not yet seen how many there are.
 */
const APPEND = `
with given as materialized (
  select * from jsonb_to_record($1::jsonb) as given (
    tenant text, "clipId" text, author text, "storedAtUs" bigint, "schemaVersion" int,
    "baseRevisions" jsonb, revisions jsonb, edit jsonb
  )
), change as materialized (
  select
    item->>'recordId' as id,
    coalesce(("baseRevisions"->>(item->>'recordId'))::int, 0) as base,
    nullif(item->'before', 'null') as before,
    nullif(item->'after', 'null') as after
  from given, jsonb_array_elements(edit->'patch') as item
), standing as materialized (
  select state from tasks
  where tenant = (select tenant from given) and clip_id = (select "clipId" from given)
  for share
), head as (
  update clips set head_seq = head_seq + 1
  where tenant = (select tenant from given) and clip_id = (select "clipId" from given)
  and (select bool_or(state = 'accepted') from standing) is not true and (
    select bool_and(coalesce((
      select stored.revision = base and stored.data is not distinct from before
      from records as stored
      where stored.tenant = (select tenant from given) and stored.clip_id = (select "clipId" from given)
        and stored.record_id = change.id
    ), base = 0 and before is null)) from change
  ) is not false
  returning head_seq as seq
), entry as (
  insert into patches (
    tenant, clip_id, seq, patch_id, author, command, kind, "of",
    made_at_us, stored_at_us, revisions, edit
  )
  select
    tenant, "clipId", seq, edit->>'patchId', author, edit->>'command', edit->>'kind',
    edit->>'of', (edit->>'madeAtUs')::bigint, "storedAtUs", revisions, edit
  from given, head
  on conflict (tenant, clip_id, patch_id) do nothing
  returning seq
), written as (
  insert into records (
    tenant, clip_id, record_id, revision, seq, kind, frame, schema_version, data
  )
  select
    tenant, "clipId", id, base + 1, seq, coalesce(after, before)->>'kind',
    (coalesce(after, before)->>'frame')::int, "schemaVersion", after
  from given, change, entry
  on conflict (tenant, clip_id, record_id) do update set
    revision = excluded.revision, seq = excluded.seq, kind = excluded.kind,
    frame = excluded.frame, schema_version = excluded.schema_version, data = excluded.data
  where records.revision = excluded.revision - 1
  returning 1
)
select seq / (
  (select count(*) from entry)
  * (select case when (select count(*) from written) = count(*) then 1 else 0 end from change)
) as seq
from head`

/** Appends an edit where nothing speaks against it; `null`, with nothing stored, where something may. */
export type AppendAtOnce = (tenant: string, patch: NewPatch) => Promise<AppendAnswer | null>

/** The way edits are appended at once in a database. */
export function appendingAtOnce({ prepare }: Pick<Database, 'prepare'>): AppendAtOnce {
  const append = prepare('append_edit', APPEND)
  return async (tenant, { clipId, author, baseRevisions, edit }) => {
    const revisions = Object.fromEntries(
      edit.patch.map(({ recordId }) => [recordId, (baseRevisions[recordId] ?? 0) + 1]),
    )
    const given = {
      tenant,
      clipId,
      author,
      storedAtUs: nowUs(),
      schemaVersion,
      baseRevisions,
      revisions,
    }
    try {
      const [row] = await append(JSON.stringify({ ...given, edit }))
      return row === undefined ? null : { outcome: 'stored', seq: Number(row.seq), revisions }
    } catch (error) {
      if (sqlStateOf(error) === DIVIDED_BY_ZERO) return null
      throw error
    }
  }
}
