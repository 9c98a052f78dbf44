import { type AnnotationRecord, type Edit, patchId, type RecordId } from '@trueline/annotation'
import { importInto, inFolder, whileServing, withStore } from './dataFolder.ts'
import { fsyncTime } from './durability.ts'
import { type Figure, quantile, ratioFigure } from './figure.ts'
import { madeClip } from './madeClip.ts'
import { postJson } from './postJson.ts'

const RUNS = 500
/** A server runs for days: its code is compiled long before most edits. */
const WARM_UPS = 500

/** One edit acknowledged durably, in the process and over HTTP, beside one fsync on the same disk. */
export async function patchFigures(): Promise<readonly Figure[]> {
  const clip = madeClip({ frames: 2, points: 1000 })
  const record = clip.records.find(({ kind }) => kind === 'cuboid')
  if (record === undefined) throw new Error('The clip has no cuboid')
  const overHttp = await whileServing([clip], async ({ url, clipId, dataDir }) => {
    return timePatches({ record, dataDir }, async (edit, baseRevisions) => {
      const body = { clipId, edit, baseRevisions, author: 'bench' }
      const answer = (await postJson(`${url}/trpc/patch.append`, body)) as HttpAnswer
      return answer.result.data
    })
  })
  const inProcess = await inFolder((folder) =>
    withStore(folder, async (store) => {
      const clipId = await importInto(store, clip)
      return timePatches({ record, dataDir: folder }, (edit, baseRevisions) =>
        store.append({ clipId, edit, baseRevisions, author: 'bench' }),
      )
    }),
  )
  return [
    ...figuresOf('edit acknowledged over HTTP', overHttp),
    ...figuresOf('edit appended in the process', inProcess),
  ]
}

/** As tRPC wraps it. */
type HttpAnswer = { readonly result: { readonly data: { readonly outcome: string } } }

type Times = { readonly patches: readonly number[]; readonly syncs: readonly number[] }

function figuresOf(name: string, { patches, syncs }: Times): readonly Figure[] {
  return ([0.5, 0.95] as const).map((share) =>
    ratioFigure(
      `${name}, ${share === 0.5 ? 'median' : 'p95'}`,
      {
        value: quantile(patches, share),
        floor: quantile(syncs, share),
        floorName: 'one fsync of 8 kB',
      },
      { unit: 'ms', times: 10 },
    ),
  )
}

/** Moves a box again and again, a sync of the same disk between each two. */
async function timePatches(
  on: { readonly record: AnnotationRecord; readonly dataDir: string },
  append: (edit: Edit, baseRevisions: Record<RecordId, number>) => Promise<{ outcome: string }>,
): Promise<Times> {
  const patches: number[] = []
  const syncs: number[] = []
  let before = on.record
  for (let run = 0; run < RUNS + WARM_UPS; run++) {
    const after = moved(before)
    const edit: Edit = {
      patchId: patchId(`bench-${run}`),
      command: 'placeCuboid',
      kind: 'edit',
      of: null,
      madeAtUs: run,
      patch: [{ recordId: before.id, before, after }],
    }
    const sync = fsyncTime(on.dataDir)
    const start = performance.now()
    const { outcome } = await append(edit, { [before.id]: run + 1 })
    const time = performance.now() - start
    if (outcome !== 'stored') throw new Error(`The edit was answered ${outcome}`)
    before = after
    if (run < WARM_UPS) continue
    syncs.push(sync)
    patches.push(time)
  }
  return { patches, syncs }
}

function moved(record: AnnotationRecord): AnnotationRecord {
  if (record.kind !== 'cuboid') return record
  const [x, y, z] = record.center
  return { ...record, center: [x + 0.01, y, z], state: 'fixed', provenance: 'human' }
}
