import {
  type AnnotationRecord,
  annotationsOf,
  type Clip,
  type CuboidId,
  cuboidsOf,
  tracksOf,
} from '@trueline/annotation'
import {
  type CuboidEvidence,
  checkClip,
  DEFAULT_SETTINGS,
  type Evidence,
  type Finding,
  type PlantedFault,
  plantFaults,
  studiesOf,
  studyFrame,
} from '@trueline/consistency'
import { type compose, transform } from '@trueline/geometry'
import { createRandom, simulateClip } from '@trueline/simulator'
import { openLabelledClip } from '../apps/cli/src/clips/labelledClip.ts'
import { sharedData } from './sharedData.ts'

/**
 * Prints how many planted faults each check finds, and what it finds where nothing is wrong:
 * `npx tsx scripts/seededFaults.ts [SEED…]`.
 */
type Source = {
  readonly name: string
  readonly clip: Pick<Clip, 'frames' | 'ontology'>
  readonly records: readonly AnnotationRecord[]
  readonly evidenceFor: (records: readonly AnnotationRecord[]) => Promise<Evidence>
}

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

const ROUNDS = Number(process.env.ROUNDS ?? 6)
const total = new Map<string, Row>()
for (const source of sources) {
  const rows = new Map<string, Row>()
  const rowOf = (check: string): Row => {
    const row = rows.get(check) ?? { planted: 0, found: 0, clean: 0, beside: 0 }
    rows.set(check, row)
    return row
  }
  const truth = await findingsOf(source, source.records)
  for (const { check } of truth.findings) rowOf(check).clean++
  for (const finding of truth.findings) if (process.env.LIST) console.log(lineOf(finding))
  for (const round of Array.from({ length: ROUNDS }, (_, index) => index + 1)) {
    const { records, faults } = plantFaults({
      clip: source.clip,
      annotations: annotationsOf(source.records),
      random: createRandom(round),
      ofEach: 1,
    })
    const { findings } = await findingsOf(source, records)
    for (const fault of faults) {
      const row = rowOf(fault.check)
      row.planted++
      if (findings.some((finding) => isOf(finding, fault))) row.found++
      else if (process.env.LIST) console.log('missed', JSON.stringify(fault).slice(0, 200))
    }
    for (const finding of findings) {
      const isClean = !faults.some(({ tracks }) => finding.tracks.some((id) => tracks.includes(id)))
      if (isClean) rowOf(finding.check).beside++
    }
  }
  print(`${source.name}: ${truth.boxes} boxes`, rows, truth.boxes)
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

print('all', total, 1)

/** Whether a finding tells of a fault: the same check, one of its tracks. */
function isOf(finding: Finding, { check, tracks }: PlantedFault): boolean {
  return finding.check === check && finding.tracks.some((id) => tracks.includes(id))
}

function lineOf({ check, level, tracks, frames, message }: Finding): string {
  return `${check} ${level} ${tracks.join(',')} @${frames[0]}-${frames.at(-1)} (${frames.length}): ${message.en}`
}

async function findingsOf({ clip, evidenceFor }: Source, records: readonly AnnotationRecord[]) {
  const annotations = annotationsOf(records)
  const evidence = await evidenceFor(records)
  const { findings } = checkClip({ clip, annotations, settings: DEFAULT_SETTINGS, evidence })
  const boxes = tracksOf(annotations).reduce(
    (sum, { id }) => sum + cuboidsOf(annotations, id).length,
    0,
  )
  return { findings, boxes }
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

function simulated(seed: number): Source {
  const { clip, truth } = simulateClip({ seed, frames: 60, camerasPerFrame: 0 })
  const frames = clip.frames as unknown as Clip['frames']
  const points = new Map<number, Float32Array>()
  const egoFromSensor = clip.sensors[0]!.egoFromSensor
  const pointsOf = async (frame: number): Promise<Float32Array> => {
    const known = points.get(frame)
    if (known !== undefined) return known
    const { sweep } = await clip.frames[frame]!.sweeps[0]!.read()
    const moved = inEgo(sweep.points, egoFromSensor)
    points.set(frame, moved)
    return moved
  }
  return {
    name: `simulated ${seed}`,
    clip: { frames, ontology: clip.ontology },
    records: truth,
    evidenceFor: async (records) => {
      const studies = studiesOf(annotationsOf(records), frames)
      const all: [CuboidId, CuboidEvidence][] = []
      for (const [frame, list] of studies) {
        for (const [id, one] of studyFrame(await pointsOf(frame), list)) all.push([id, one])
      }
      return new Map(all)
    },
  }
}

function inEgo(points: Float32Array, egoFromSensor: Parameters<typeof compose>[0]): Float32Array {
  const moved = points.slice()
  for (let at = 0; at < points.length; at += 4) {
    const [x, y, z] = transform(egoFromSensor, [points[at]!, points[at + 1]!, points[at + 2]!])
    moved[at] = x
    moved[at + 1] = y
    moved[at + 2] = z
  }
  return moved
}

async function labelled(named: string): Promise<Source> {
  const { clip, records } = await openLabelledClip({ named, dataDir: '', onto: null })
  return { name: 'drive 0005', clip, records, evidenceFor: () => Promise.resolve(new Map()) }
}
