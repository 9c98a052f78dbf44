import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  cuboidOf,
  cuboidsOf,
  type TrackId,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import {
  CHECK_IDS,
  checkClip,
  DEFAULT_SETTINGS,
  type Finding,
  type PlantedFault,
  plantFaults,
} from '@trueline/consistency'
import { distance } from '@trueline/geometry'
import { createRandom } from '@trueline/simulator'
import { type Mending, mendingOf } from './faults/mending.ts'
import { jittered, labelled, type Source, simulated } from './labelledSources.ts'
import { sharedData } from './sharedData.ts'

/**
 * Prints how many planted faults each check finds, what it finds where nothing is wrong, and what
 * mending all of it does: `npx tsx scripts/seededFaults.ts [SEED…] [drive]`.
 *
 * In the environment: `ROUNDS`, of one fault of each kind each; `NOISE`, the standard deviation of all
 * labels in meters; `LIST=1` names what is found on the truth, what is missed and what is spoiled.
 */
type Row = { planted: number; found: number; clean: number; beside: number }

const NOISE = Number(process.env.NOISE ?? 0)
const ROUNDS = Number(process.env.ROUNDS ?? 6)
const IS_LISTED = process.env.LIST !== undefined
/** Faults that only points, or a model, can tell. */
const UNSEEN: ReadonlySet<string> = new Set(['C10', 'D3', 'E2', 'E3', 'E4', 'E7', 'E8', 'E9'])
/** Points show a side or two of what has no label. In meters. */
const FOUND_WITHIN = 2.5
/** Faults that only a person can put right: their tracks are left out of what is mended. */
const UNMENDED: ReadonlySet<string> = new Set(['B2', 'B3', 'E7', 'E8'])

const chance = createRandom(1)
const total = new Map<string, Row>()
let totalBoxes = 0
for (const source of await sourcesOf(process.argv.slice(2))) {
  const { rows, mendings, boxes } = await measure(source)
  print(`${source.name}: ${boxes} boxes`, rows, boxes)
  printMendings(mendings)
  totalBoxes += boxes
  for (const [check, row] of rows) {
    const sum = rowOf(total, check)
    for (const key of ['planted', 'found', 'clean', 'beside'] as const) sum[key] += row[key]
  }
}
print('all', total, totalBoxes)

async function sourcesOf(named: readonly string[]): Promise<readonly Source[]> {
  const all = named.length === 0 ? ['1', '2', '3', 'drive'] : named
  const sources: Source[] = all
    .filter((one) => one !== 'drive')
    .map((seed) => simulated(Number(seed)))
  const folder = 'kitti_drive0005_openlabel'
  const drive = sharedData('clips', folder, 'openlabel100_kitti_tracking_0000.json')
  return all.includes('drive') && drive !== null ? [...sources, await labelled(drive)] : sources
}

async function measure(source: Source) {
  const rows = new Map<string, Row>()
  const mendings: Mending[] = []
  const labels = source.records.map((record) =>
    jittered(record, { deviation: NOISE, random: chance }),
  )
  const good = annotationsOf(labels)
  const { findings: onTruth } = await checkedOf(source, labels, true)
  for (const finding of onTruth) {
    rowOf(rows, finding.check).clean++
    if (IS_LISTED) console.log(lineOf(finding))
  }
  for (let round = 1; round <= ROUNDS; round++) {
    const { records, faults } = plantFaults({
      clip: source.clip,
      annotations: good,
      random: createRandom(round),
      ofEach: 1,
      checks: source.prelabels.length > 0 ? null : CHECK_IDS.filter((id) => !UNSEEN.has(id)),
      newId: (number) => trackId(`planted-${number}`),
    })
    const isClustered = faults.some(({ check }) => check === 'E8')
    const checked = await checkedOf(source, records, isClustered)
    const { findings } = checked
    count({ rows, faults, findings, good })
    const without = leftToPeople(faults, findings)
    const mending = await mendingOf({ ...source, records: labels }, { checked, faults, without })
    mendings.push(mending)
    if (IS_LISTED)
      for (const one of mending.spoiled) console.log('spoiled', round, JSON.stringify(one))
  }
  const boxes = tracksOf(good).reduce((sum, { id }) => sum + cuboidsOf(good, id).length, 0)
  return { rows, mendings, boxes }
}

async function checkedOf(
  { clip, evidenceFor, clustersFor, prelabels }: Source,
  records: readonly AnnotationRecord[],
  isClustered: boolean,
) {
  const annotations = annotationsOf(records)
  const evidence = await evidenceFor(records)
  const clusters = isClustered ? await clustersFor(records) : null
  const frames = new Set(clip.frames.keys())
  const proposals =
    prelabels.length === 0 ? null : { annotations: annotationsOf(prelabels), frames }
  const settings = DEFAULT_SETTINGS
  return checkClip({ clip, annotations, settings, evidence, proposals, clusters })
}

type Counted = {
  readonly rows: Map<string, Row>
  readonly faults: readonly PlantedFault[]
  readonly findings: readonly Finding[]
  readonly good: Annotations
}

function count({ rows, faults, findings, good }: Counted): void {
  for (const fault of faults) {
    const row = rowOf(rows, fault.check)
    row.planted++
    if (findings.some((finding) => isOf(finding, fault, good))) row.found++
    else if (IS_LISTED) console.log('missed', JSON.stringify(fault).slice(0, 200))
  }
  for (const finding of findings) {
    const isClean = !faults.some(({ tracks }) => finding.tracks.some((id) => tracks.includes(id)))
    if (isClean) rowOf(rows, finding.check).beside++
  }
}

/** Tracks with a fault that no mend is for, or one that a person has to look at. */
function leftToPeople(
  faults: readonly PlantedFault[],
  findings: readonly Finding[],
): ReadonlySet<TrackId> {
  const left = faults.filter(
    ({ check, tracks }) =>
      UNMENDED.has(check) ||
      findings.some(
        (one) =>
          one.check === check && one.isUnsure && one.tracks.some((id) => tracks.includes(id)),
      ),
  )
  return new Set(left.flatMap(({ tracks }) => tracks))
}

function rowOf(rows: Map<string, Row>, check: string): Row {
  const row = rows.get(check) ?? { planted: 0, found: 0, clean: 0, beside: 0 }
  rows.set(check, row)
  return row
}

/** Whether a finding tells of a fault: the same check, one of its tracks; what has no label by its place. */
function isOf(finding: Finding, { check, tracks }: PlantedFault, truth: Annotations): boolean {
  if (finding.check !== check) return false
  const { place, frames } = finding
  if (place === undefined) return finding.tracks.some((id) => tracks.includes(id))
  return tracks.some((id) => {
    const label = cuboidOf(truth, id, frames[0]!)
    return label !== undefined && distance(label.center, place.center) < FOUND_WITHIN
  })
}

function lineOf({ check, level, tracks, frames, message }: Finding): string {
  return `${check} ${level} ${tracks.join(',')} @${frames[0]}-${frames.at(-1)} (${frames.length}): ${message.en}`
}

function print(title: string, rows: ReadonlyMap<string, Row>, boxes: number): void {
  console.log(`\n${title}\ncheck  planted  found  on truth  per object-frame  beside`)
  let clean = 0
  for (const [check, row] of [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    clean += row.clean
    const rate = (row.clean / boxes).toFixed(4)
    console.log(
      `${check.padEnd(6)} ${String(row.planted).padStart(7)} ${String(row.found).padStart(6)} ${String(row.clean).padStart(9)} ${rate.padStart(17)} ${String(row.beside).padStart(7)}`,
    )
  }
  console.log(`all: ${(clean / boxes).toFixed(4)} findings per object-frame on the truth`)
}

function printMendings(mendings: readonly Mending[]): void {
  const mean = (of: (one: Mending) => number): number =>
    mendings.reduce((sum, one) => sum + of(one), 0) / mendings.length
  console.log('\nmean over all boxes   before    after')
  for (const key of ['center', 'size', 'yaw', 'missing', 'extra'] as const) {
    const [before, after] = [mean((one) => one.before[key]), mean((one) => one.after[key])]
    console.log(`${key.padEnd(20)} ${before.toFixed(4)}   ${after.toFixed(4)}`)
  }
  const worst = Math.max(0, ...mendings.flatMap(({ spoiled }) => spoiled.map(({ off }) => off)))
  const spoiled = mean((one) => one.spoiled.length).toFixed(2)
  console.log(
    `clean boxes worse by more than 2 cm: ${spoiled} a clip, at most ${worst.toFixed(3)} m`,
  )
}
