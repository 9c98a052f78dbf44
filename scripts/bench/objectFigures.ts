import { join } from 'node:path'
import { trueline } from '../../e2e/trueline.ts'
import { sharedData } from '../sharedData.ts'
import { inFolder } from './dataFolder.ts'
import type { Figure } from './figure.ts'

/** Real recordings with labels, none of them ever trained on. */
const SOURCES = [
  { name: 'KITTI object', folder: 'kitti_object' },
  { name: 'KITTI drive 0052', folder: 'kitti_drive0052' },
  { name: 'KITTI drive 0005', folder: 'kitti_drive0005_openlabel' },
  { name: 'SUSTechPOINTS', folder: 'sustech_points' },
  { name: 'nuScenes', folder: 'nuscenes_frame' },
  { name: 'TRI DGP', folder: 'tri_dgp' },
  { name: 'Argoverse 2', folder: 'argoverse2' },
] as const

/** What is wanted over all sources together: recall at no more false boxes a frame than these. */
const WANTED = [
  { kind: 'car', recall: 0.85, unmatched: 4 },
  { kind: 'pedestrian', recall: 0.6, unmatched: 4 },
  { kind: 'largeVehicle', recall: 0.6, unmatched: 4 },
] as const

/** Objects of at least this many points within this many meters are looked for. */
const LIMITS = ['--min-points', '10', '--max-range', '50']
/** The scores from which proposals are taken, the lowest first. */
const SCORES = [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]

type Scores = {
  readonly frames: number
  readonly classes: { readonly [kind: string]: Counts }
}

type Counts = { readonly objects: number; readonly finds: number; readonly unmatched: number }

/** What was found from a score on, by source. */
type Level = { readonly score: number; readonly bySource: readonly Scores[] }

/**
 * What the object model, and clustering beside it, finds in real recordings, by `trueline propose` and
 * `trueline evaluate`: from the score on at which all sources together have few enough false boxes,
 * each source alone and all together. None where the recordings are absent.
 */
export async function objectFigures(): Promise<readonly Figure[]> {
  const sources = SOURCES.flatMap(({ name, folder }) => {
    const path = sharedData('clips', folder)
    return path === null ? [] : [{ name, path }]
  })
  if (sources.length === 0) return []
  const names = sources.map(({ name }) => name)
  return inFolder(async (folder) => {
    const figures: Figure[] = []
    for (const finder of ['model', 'clusters'] as const) {
      const levels = await levelsOf(finder, sources, folder)
      for (const wanted of WANTED) figures.push(...figuresOf(finder, levels, { names, wanted }))
    }
    return figures
  })
}

/** Proposes once and compares from each score on. */
async function levelsOf(
  finder: 'model' | 'clusters',
  sources: readonly { readonly name: string; readonly path: string }[],
  folder: string,
): Promise<readonly Level[]> {
  const options = finder === 'clusters' ? ['--classical'] : []
  for (const [index, { path }] of sources.entries()) {
    const out = join(folder, `found${index}.json`)
    await trueline('propose', path, '--min-score', String(SCORES[0]), '--out', out, ...options)
  }
  const levels: Level[] = []
  for (const score of SCORES) {
    const bySource: Scores[] = []
    for (const [index, { path }] of sources.entries()) {
      const pair = ['--reference', path, '--prediction', join(folder, `found${index}.json`)]
      const asked = [...pair, ...LIMITS, '--min-score', String(score)]
      bySource.push((await trueline('evaluate', ...asked)) as Scores)
    }
    levels.push({ score, bySource })
  }
  return levels
}

function figuresOf(
  finder: string,
  levels: readonly Level[],
  {
    names,
    wanted: { kind, recall, unmatched },
  }: { readonly names: readonly string[]; readonly wanted: (typeof WANTED)[number] },
): readonly Figure[] {
  const fits = ({ bySource }: Level): boolean => sumOf(kind, bySource).beside <= unmatched
  const level = levels.find(fits) ?? levels.at(-1)!
  const { found, objects, beside } = sumOf(kind, level.bySource)
  if (objects === 0) return []
  const isWanted = finder === 'model'
  const of = `${finder}, ${kind} from ${level.score}`
  const alone = level.bySource.flatMap((scores, index): readonly Figure[] => {
    const one = sumOf(kind, [scores])
    if (one.objects === 0) return []
    const name = `${of}: recall of ${one.objects}, ${one.beside.toFixed(1)} unmatched a frame, ${names[index]}`
    return [{ name, value: one.found, unit: '', against: null, wanted: '', isMet: null }]
  })
  return [
    ...alone,
    {
      name: `${of}: recall of ${objects}, all sources`,
      value: found,
      unit: '',
      against: null,
      wanted: isWanted ? `>= ${recall}` : '',
      isMet: isWanted ? found >= recall : null,
    },
    {
      name: `${of}: unmatched a frame, all sources`,
      value: beside,
      unit: '',
      against: null,
      wanted: isWanted ? `<= ${unmatched}` : '',
      isMet: isWanted ? beside <= unmatched : null,
    },
  ]
}

function sumOf(
  kind: string,
  all: readonly Scores[],
): { readonly objects: number; readonly found: number; readonly beside: number } {
  const sum = (key: keyof Counts): number =>
    all.reduce((total, { classes }) => total + (classes[kind]?.[key] ?? 0), 0)
  const frames = all.reduce((total, scores) => total + scores.frames, 0)
  const objects = sum('objects')
  return { objects, found: sum('finds') / objects, beside: sum('unmatched') / frames }
}
