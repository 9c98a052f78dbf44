import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  cuboidOf,
  cuboidsOf,
  isShown,
  recordOf,
  trackId,
} from '@trueline/annotation'
import {
  CHECK_IDS,
  checkClip,
  cluesOfClip,
  DEFAULT_SETTINGS,
  type Densities,
  densitiesOf,
  doubtOf,
  plantFaults,
  type Weights,
} from '@trueline/consistency'
import { createRandom } from '@trueline/simulator'
import { auc, reliability } from './doubt/calibration.ts'
import { type Example, fitWeights } from './doubt/fitWeights.ts'
import { jittered, type Source, simulated } from './labelledSources.ts'

/**
 * Fits what doubt is told by, on simulated clips, and says how well it is told on others:
 * `npx tsx scripts/fitDoubt.ts densities|weights|report [CLIPS]`. The first two write
 * `packages/consistency/src/doubt/shipped.json`; densities come first, for weights hang on them.
 */
const SHIPPED = fileURLToPath(
  new URL('../packages/consistency/src/doubt/shipped.json', import.meta.url),
)
/** Seeds that densities and weights are fitted on, and those that only reports are made of. */
const FITTED_FROM = 101
const HELD_OUT_FROM = 501
/** Standard deviations of labels that nobody would change, in meters. */
const NOISES = [0, 0.03] as const

const [mode = 'report', count = '8'] = process.argv.slice(2)
const seedsFrom = (first: number): readonly number[] =>
  Array.from({ length: Number(count) }, (_, index) => first + index)
const shipped = JSON.parse(readFileSync(SHIPPED, 'utf8')) as {
  densities: Densities
  weights: unknown
}

if (mode === 'densities') {
  const lessons = seedsFrom(FITTED_FROM).map((seed) => {
    const { clip, records } = simulated(seed)
    return { clip, annotations: annotationsOf(records) }
  })
  write({ ...shipped, densities: rounded(densitiesOf(lessons)) })
} else if (mode === 'weights') {
  const all = { track: examples(), cuboid: examples() }
  for (const seed of seedsFrom(FITTED_FROM)) {
    for await (const { clues, isWrong } of plantedClips(simulated(seed))) {
      for (const [id, { track, cuboids, isLooked }] of clues) {
        all.track[isLooked ? 'with' : 'alone'].push({ clues: track, isWrong: isWrong(id) })
        for (const one of cuboids) {
          const list = all.cuboid[one.isLooked ? 'with' : 'alone']
          list.push({ clues: one.clues, isWrong: isWrong(one.id) })
        }
      }
    }
  }
  write({
    ...shipped,
    weights: {
      track: { alone: weightsOf(all.track.alone), with: weightsOf(all.track.with) },
      cuboid: { alone: weightsOf(all.cuboid.alone), with: weightsOf(all.cuboid.with) },
    },
  })
} else {
  const told = { track: tellings(), cuboid: tellings() }
  for (const seed of seedsFrom(HELD_OUT_FROM)) {
    for await (const { doubt, isWrong, kind } of plantedClips(simulated(seed))) {
      for (const [id, p] of doubt.byTrack) told.track[kind].push({ p, isWrong: isWrong(id) })
      for (const [id, p] of [...doubt.boxes.values()].flatMap((boxes) => [...boxes]))
        told.cuboid[kind].push({ p, isWrong: isWrong(id) })
    }
  }
  for (const what of ['track', 'cuboid'] as const) {
    for (const kind of ['alone', 'with'] as const) {
      const list = told[what][kind]
      console.log(
        `\n${what}, ${kind === 'alone' ? 'without' : 'with'} proposals: AUC ${auc(list).toFixed(3)}`,
      )
      console.log(reliability(list))
    }
  }
}

function examples(): { readonly alone: Example[]; readonly with: Example[] } {
  return { alone: [], with: [] }
}

function tellings() {
  type Telling = { readonly p: number; readonly isWrong: boolean }
  return { alone: [] as Telling[], with: [] as Telling[] }
}

/** A clip's labels with faults planted, by noise and by whether a model is asked. */
async function* plantedClips({ clip, records, prelabels, evidenceFor }: Source) {
  for (const [round, deviation] of NOISES.entries()) {
    const random = createRandom(round + 1)
    const good = annotationsOf(records.map((one) => jittered(one, { deviation, random })))
    const planted = plantFaults({
      ...{ clip, annotations: good, random, checks: null, ofEach: 1 },
      newId: (number) => trackId(`planted-${number}`),
    })
    const annotations = annotationsOf(planted.records)
    const evidence = await evidenceFor(planted.records)
    for (const kind of ['alone', 'with'] as const) {
      const frames = new Set(clip.frames.keys())
      const proposals = kind === 'alone' ? null : { annotations: annotationsOf(prelabels), frames }
      const settings = DEFAULT_SETTINGS
      const checked = checkClip({ clip, annotations, settings, evidence, proposals })
      const isWrong = (id: string) => isChanged(id, good, annotations)
      yield { clues: cluesOfClip(checked), doubt: doubtOf(checked, null), isWrong, kind }
    }
  }
}

/** Whether a person would change a track, or a cuboid: whether it is not as it was before faults were planted. */
function isChanged(id: string, good: Annotations, planted: Annotations): boolean {
  const now = recordOf(planted, id as never)
  const before = recordOf(good, id as never)
  if (now === undefined || before === undefined) return true
  if (now.kind === 'cuboid') return !isSameBox(now, before)
  if (now.kind !== 'track' || before.kind !== 'track') return true
  if (now.isStatic !== before.isStatic || now.category !== before.category) return true
  const own = cuboidsOf(planted, now.id).filter(isShown)
  const its = cuboidsOf(good, now.id).filter(isShown)
  return (
    own.length !== its.length ||
    own.some((one) => {
      const other = cuboidOf(good, now.id, one.frame)
      return other === undefined || !isSameBox(one, other)
    })
  )
}

function isSameBox(a: AnnotationRecord, b: AnnotationRecord): boolean {
  const said = ({
    center,
    extent,
    rotation,
    attributes,
  }: Extract<AnnotationRecord, { kind: 'cuboid' }>) =>
    JSON.stringify([center, extent, rotation, attributes])
  return a.kind === 'cuboid' && b.kind === 'cuboid' && said(a) === said(b)
}

/** Weights of the clues; of each level, too, that of its checks in the middle. */
function weightsOf(list: readonly Example[]): Weights {
  if (list.length === 0) return {}
  const fitted = fitWeights(list)
  const levels = (['error', 'warning', 'hint'] as const).map((level) => {
    const own = CHECK_IDS.filter((id) => DEFAULT_SETTINGS[id].level === level)
      .flatMap((id) => fitted[id] ?? [])
      .toSorted((a, b) => a - b)
    return [level, own[own.length >> 1] ?? 0]
  })
  const all: readonly [string, number][] = Object.entries({
    ...fitted,
    ...(Object.fromEntries(levels) as Weights),
  })
  return Object.fromEntries(all.map(([clue, weight]) => [clue, Number(weight.toFixed(3))]))
}

function rounded(densities: Densities): Densities {
  return JSON.parse(
    JSON.stringify(densities, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ),
  ) as Densities
}

function write(all: object): void {
  writeFileSync(SHIPPED, `${JSON.stringify(all)}\n`)
  console.log(`written: ${SHIPPED}`)
}
