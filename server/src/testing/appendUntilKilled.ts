// Appends edits to a clip until it is killed, or whoever would kill it is gone, and prints each one's
// number once it is acknowledged.
import { clipId } from '@trueline/annotation'
import { openStore } from '../store.ts'
import { adding, editOf, track } from './smallClip.ts'

const [dataDir, id] = process.argv.slice(2) as [string, string]
/** No test takes longer. */
const END_MS = Date.now() + 120_000
const store = await openStore({ dataDir })
for (let n = 0; Date.now() < END_MS; n++) {
  const edit = editOf([adding(track(`t${n}`, { number: n }))])
  const answer = await store.append({
    clipId: clipId(id),
    edit,
    baseRevisions: {},
    author: 'writer',
  })
  if (answer.outcome === 'stored') process.stdout.write(`${answer.seq}\n`)
}
process.exit(1)
