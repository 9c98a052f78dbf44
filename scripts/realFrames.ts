import { writeFileSync } from 'node:fs'
import { type Found, type KindFinds, objectFinds } from './bench/objectFinds.ts'

const TITLE =
  'Objects with at least 10 points within 50 m; cars and large vehicles found at a BEV IoU of 0.5, ' +
  'pedestrians and cyclists within 0.5 m'
const KINDS = (['car', 'pedestrian', 'cyclist', 'largeVehicle'] as const).map((kind) => ({
  kind,
  unmatched: 4,
}))
/** Of the first trial of a net like this one, on four frames of this source. */
const TRIAL = [
  { score: 0.3, recall: 0.94, unmatchedPerFrame: 18 },
  { score: 0.4, recall: 0.8, unmatchedPerFrame: 7 },
].map((found) =>
  rowOf({ finder: 'trial net', kind: 'car', source: 'SUSTechPOINTS', objects: 35, ...found }),
)

/**
 * Measures the shipped model and clustering on the real recordings that stand beside the project, and
 * writes the tables of the model card: what `training/export.py --real` takes.
 *
 *     node --import tsx scripts/realFrames.ts FIGURES.json
 */
async function main([path]: readonly string[]): Promise<void> {
  if (path === undefined) throw new Error('Expected the path of the file to write')
  const rows = (await objectFinds(KINDS)).flatMap(rowsOf)
  if (rows.length === 0) throw new Error('No real recordings stand beside the project')
  writeFileSync(path, `${JSON.stringify({ [TITLE]: [...rows, ...TRIAL] }, null, 2)}\n`)
}

function rowsOf({ finder, bySource, all, ...asked }: KindFinds): readonly Row[] {
  return [...bySource, { source: 'all of them', ...all }].map((found) =>
    rowOf({ finder: finder === 'model' ? 'this net' : finder, ...asked, ...found }),
  )
}

type Row = { readonly [column: string]: string | number }

function rowOf({
  finder,
  kind,
  score,
  source,
  objects,
  recall,
  unmatchedPerFrame,
}: Found & {
  readonly finder: string
  readonly kind: string
  readonly score: number
  readonly source: string
}): Row {
  return {
    class: kind,
    'found by': finder,
    'score from': score,
    'frames of': source,
    objects,
    recall: recall === null ? '' : Number(recall.toFixed(3)),
    'unmatched a frame': unmatchedPerFrame.toFixed(1),
  }
}

await main(process.argv.slice(2))
