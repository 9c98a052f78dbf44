import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  applyPatch,
  cuboidOf,
  cuboidsOf,
  isShown,
  type TrackId,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import {
  CHECK_IDS,
  type CheckedClip,
  checkClip,
  DEFAULT_SETTINGS,
  type Finding,
  MEND_IDS,
  mendAll,
  type PlantedFault,
  plantFaults,
  recheck,
} from '@trueline/consistency'
import { angleBetween, type Cuboid, distance, yawOf } from '@trueline/geometry'
import { createRandom } from '@trueline/simulator'
import { jittered, labelled, type Source, simulated } from './labelledSources.ts'
import { sharedData } from './sharedData.ts'

/**
 * Prints how many planted faults each check finds, and what it finds where nothing is wrong:
 * `npx tsx scripts/seededFaults.ts [SEED…]`.
 */
type Errors = {
  before: Measured
  after: Measured
  worseClean: number
  worstClean: number
}
type Measured = { center: number; size: number; yaw: number; missing: number; extra: number }

type Row = { planted: number; found: number; clean: number; beside: number }

const seeds = process.argv.slice(2).map(Number)
const sources: Source[] = []
for (const seed of seeds.length === 0 ? [1, 2, 3] : seeds) sources.push(simulated(seed))
const drive = sharedData(
  'clips',
  'kitti_drive0005_openlabel',
  'openlabel100_kitti_tracking_0000.json',
)
if (drive !== null) sources.push(await labelled(drive))

/** Standard deviation of all labels, in meters: `NOISE=0.03`. */
const NOISE = Number(process.env.NOISE ?? 0)
const chance = createRandom(1)
/** What a model says is for a person to judge: it is not mended here. */
const BY_MODEL: ReadonlySet<string> = new Set(['addObject', 'rejectTrack'])
/** Faults that only points, or a model, can tell. */
const UNSEEN = ['C10', 'D3', 'E2', 'E3', 'E4', 'E7', 'E8', 'E9']
/** Points show a side or two of what has no label. In meters. */
const FOUND_WITHIN = 2.5
/** Whether what looks like an object is asked of every frame, which takes long: `CLUSTERS=1`. */
const IS_CLUSTERED = process.env.CLUSTERS !== undefined
const ROUNDS = Number(process.env.ROUNDS ?? 6)
/** Faults that only a person can put right: their tracks are left out of what is mended. */
const UNMENDED: ReadonlySet<string> = new Set(['B2', 'B3', 'C5', 'E7', 'E8'])
let totalBoxes = 0
const total = new Map<string, Row>()
for (const source of sources) {
  const errors: Errors[] = []
  const rows = new Map<string, Row>()
  const rowOf = (check: string): Row => {
    const row = rows.get(check) ?? { planted: 0, found: 0, clean: 0, beside: 0 }
    rows.set(check, row)
    return row
  }
  const labels = source.records.map((record) =>
    jittered(record, { deviation: NOISE, random: chance }),
  )
  const good = annotationsOf(labels)
  const truth = await findingsOf(source, labels)
  for (const { check } of truth.findings) rowOf(check).clean++
  for (const finding of truth.findings) if (process.env.LIST) console.log(lineOf(finding))
  for (const round of Array.from({ length: ROUNDS }, (_, index) => index + 1)) {
    const { records, faults } = plantFaults({
      clip: source.clip,
      annotations: good,
      random: createRandom(round),
      ofEach: 1,
      checks: source.prelabels.length > 0 ? null : CHECK_IDS.filter((id) => !UNSEEN.includes(id)),
      newId: (number) => trackId(`planted-${number}`),
    })
    const { findings, checked } = await findingsOf(source, records)
    errors.push(
      mended(
        source,
        checked,
        new Set(faults.filter(({ check }) => UNMENDED.has(check)).flatMap(({ tracks }) => tracks)),
      ),
    )
    for (const fault of faults) {
      const row = rowOf(fault.check)
      row.planted++
      if (findings.some((finding) => isOf(finding, fault, good))) row.found++
      else if (process.env.LIST) console.log('missed', JSON.stringify(fault).slice(0, 200))
    }
    for (const finding of findings) {
      const isClean = !faults.some(({ tracks }) => finding.tracks.some((id) => tracks.includes(id)))
      if (isClean) rowOf(finding.check).beside++
    }
  }
  print(`${source.name}: ${truth.boxes} boxes`, rows, truth.boxes)
  printErrors(errors)
  totalBoxes += truth.boxes
  for (const [check, row] of rows) {
    const sum = total.get(check) ?? { planted: 0, found: 0, clean: 0, beside: 0 }
    total.set(check, {
      planted: sum.planted + row.planted,
      found: sum.found + row.found,
      clean: sum.clean + row.clean,
      beside: sum.beside + row.beside,
    })
  }
}

print('all', total, totalBoxes)

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

async function findingsOf(
  { clip, evidenceFor, clustersFor, prelabels }: Source,
  records: readonly AnnotationRecord[],
) {
  const annotations = annotationsOf(records)
  const evidence = await evidenceFor(records)
  const clusters = IS_CLUSTERED ? await clustersFor(records) : null
  const frames = new Set(clip.frames.keys())
  const proposals =
    prelabels.length === 0 ? null : { annotations: annotationsOf(prelabels), frames }
  const settings = DEFAULT_SETTINGS
  const checked = checkClip({ clip, annotations, settings, evidence, proposals, clusters })
  const { findings } = checked
  const boxes = tracksOf(annotations).reduce(
    (sum, { id }) => sum + cuboidsOf(annotations, id).length,
    0,
  )
  return { findings, boxes, checked }
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

/** How far labels are from the truth, before and after all that can be mended is. */
function mended(
  { clip, records }: Source,
  checked: CheckedClip,
  without: ReadonlySet<TrackId>,
): Errors {
  const truth = annotationsOf(records)
  let now = checked
  const worse = new Map<string, number>()
  for (const mend of MEND_IDS.filter((id) => !BY_MODEL.has(id))) {
    const annotations = applyPatch(now.annotations, mendAll(mend, { checked: now, clip }))
    now = recheck(now, { annotations, evidence: checked.context.evidence, studied: [] })
    for (const { id, off } of spoiled(truth, checked.annotations, annotations)) {
      if (!worse.has(id) && process.env.LIST) console.log('worse', mend, id, off.toFixed(3))
      worse.set(id, off)
    }
  }
  const left = spoiled(truth, checked.annotations, now.annotations)
  const worstClean = Math.max(0, ...left.map(({ off }) => off))
  return {
    before: measured(truth, checked.annotations, without),
    after: measured(truth, now.annotations, without),
    worseClean: left.length,
    worstClean,
  }
}

/** Boxes that were right before, and are not after: by more than 2 cm. */
function spoiled(truth: Annotations, before: Annotations, after: Annotations) {
  return tracksOf(truth).flatMap(({ id }) =>
    cuboidsOf(truth, id).flatMap((right) => {
      const was = cuboidOf(before, id, right.frame)
      const is = cuboidOf(after, id, right.frame)
      if (was === undefined || is === undefined) return []
      // Clean is what no fault has touched: not moved, not turned, not resized.
      if (Object.values(errorOf(right, was)).some((error) => error > 1e-6)) return []
      const off = errorOf(right, is).center
      return off > 0.02 ? [{ id: right.id, off }] : []
    }),
  )
}

function measured(
  truth: Annotations,
  labels: Annotations,
  without: ReadonlySet<TrackId>,
): Measured {
  const sum = { center: 0, size: 0, yaw: 0, missing: 0, extra: 0 }
  let count = 0
  for (const { id } of tracksOf(truth)) {
    if (without.has(id)) continue
    for (const right of cuboidsOf(truth, id)) {
      const label = cuboidOf(labels, id, right.frame)
      if (label === undefined || !isShown(label)) {
        sum.missing++
        continue
      }
      const { center, size, yaw } = errorOf(right, label)
      sum.center += center
      sum.size += size
      sum.yaw += yaw
      count++
    }
  }
  for (const { id } of tracksOf(labels)) {
    for (const label of cuboidsOf(labels, id)) {
      if (isShown(label) && cuboidOf(truth, id, label.frame) === undefined) sum.extra++
    }
  }
  return { ...sum, center: sum.center / count, size: sum.size / count, yaw: sum.yaw / count }
}

function errorOf(a: Cuboid, b: Cuboid): { center: number; size: number; yaw: number } {
  return {
    center: distance(a.center, b.center),
    size: Math.max(...a.extent.map((side, axis) => Math.abs(side - b.extent[axis]!))),
    yaw: Math.abs(angleBetween(yawOf(a.rotation), yawOf(b.rotation))),
  }
}

function printErrors(errors: readonly Errors[]): void {
  const mean = (of: (one: Errors) => number): string =>
    (errors.reduce((sum, one) => sum + of(one), 0) / errors.length).toFixed(4)
  console.log('\nmean over all boxes   before    after')
  for (const key of ['center', 'size', 'yaw', 'missing', 'extra'] as const) {
    console.log(
      `${key.padEnd(20)} ${mean(({ before }) => before[key])}   ${mean(({ after }) => after[key])}`,
    )
  }
  const worst = Math.max(...errors.map(({ worstClean }) => worstClean)).toFixed(3)
  console.log(
    `clean boxes moved by more than 2 cm: ${mean(({ worseClean }) => worseClean)} a clip, at most ${worst} m`,
  )
}
