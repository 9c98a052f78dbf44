import { type Annotations, annotationsOf, applyPatch } from '@trueline/annotation'
import {
  checkClip,
  DEFAULT_SETTINGS,
  type Finding,
  MEND_IDS,
  mendAll,
  plantRoadFaults,
} from '@trueline/consistency'
import { createRandom } from '@trueline/simulator'
import { openLabelledClip } from '../apps/cli/src/clips/labelledClip.ts'
import { sharedData } from './sharedData.ts'

/**
 * Prints how many planted faults of the road each check finds on a map that people made, what it finds beside
 * them, and what is left after all mends: `npx tsx scripts/seededRoads.ts [MAP…]`; without any, the Argoverse 2
 * log where it stands beside the project.
 *
 * In the environment: `ROUNDS`, maps with one fault of each kind each; `LIST=1` names what is missed.
 */
type Row = { planted: number; found: number; mended: number; beside: number }

const ROUNDS = Number(process.env.ROUNDS ?? 20)
const IS_LISTED = process.env.LIST !== undefined
const AV2 = sharedData('clips', 'argoverse2', '7fab2350-7eaf-3b7e-a39d-6937a4c1bede')
const named = process.argv.slice(2)

for (const path of named.length > 0 ? named : [AV2]) {
  if (path === null) {
    console.log('Argoverse 2 is not beside the project: left out')
    continue
  }
  await measure(path)
}

async function measure(path: string): Promise<void> {
  const source = await openLabelledClip({ named: path, dataDir: '', onto: null })
  await source.close()
  const { clip } = source
  const checked = (annotations: Annotations) =>
    checkClip({ clip, annotations, settings: DEFAULT_SETTINGS, evidence: new Map() })
  const fixed = source.records.filter(({ kind }) => !['track', 'cuboid', 'box2d'].includes(kind))
  const truth = annotationsOf(fixed)
  const known = new Set(checked(truth).findings.map(nameOf))
  const rows = new Map<string, Row>()
  const random = createRandom(1)
  let checkMs = 0
  for (let round = 0; round < ROUNDS; round++) {
    const { records, faults } = plantRoadFaults({
      ...{ annotations: truth, random, checks: null, ofEach: 1 },
    })
    const annotations = annotationsOf(records)
    const start = performance.now()
    const now = checked(annotations)
    checkMs += performance.now() - start
    let mending = now
    for (const mend of MEND_IDS) {
      const patch = mendAll(mend, { checked: mending, clip })
      if (patch.length > 0) mending = checked(applyPatch(mending.annotations, patch))
    }
    const hit = new Set<Finding>()
    for (const fault of faults) {
      const row = rowOf(rows, fault.check)
      row.planted += 1
      const isOf = (one: Finding): boolean =>
        one.fixed?.some((id) => fault.fixed?.includes(id)) ?? false
      const found = now.findings.filter(isOf)
      for (const one of found) hit.add(one)
      if (found.some(({ check }) => check === fault.check)) row.found += 1
      else if (IS_LISTED) console.log('missed', round, fault)
      const isLeft = mending.findings.some((one) => isOf(one) && !known.has(nameOf(one)))
      if (!isLeft) row.mended += 1
    }
    for (const one of now.findings) {
      if (hit.has(one) || known.has(nameOf(one))) continue
      rowOf(rows, one.check).beside += 1
      if (IS_LISTED) console.log('beside', round, one.check, one.message.en, one.fixed)
    }
  }
  console.log(
    `\n${clip.name}: ${truth.lanes.length} lanes, ${truth.mapElements.length} elements, ${truth.links.length} links; ${(checkMs / ROUNDS).toFixed(0)} ms a check of all`,
  )
  console.log(
    '| check | planted | found | gone after all mends | found beside |\n|---|---|---|---|---|',
  )
  for (const [check, row] of [...rows].toSorted(([a], [b]) => a.localeCompare(b))) {
    console.log(`| ${check} | ${row.planted} | ${row.found} | ${row.mended} | ${row.beside} |`)
  }
}

function nameOf({ check, fixed = [] }: Finding): string {
  return `${check} ${fixed.join(' ')}`
}

function rowOf(rows: Map<string, Row>, check: string): Row {
  const row = rows.get(check) ?? { planted: 0, found: 0, mended: 0, beside: 0 }
  rows.set(check, row)
  return row
}
