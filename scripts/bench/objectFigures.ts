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
] as const

/** What is wanted over all sources together: recall, at no more false boxes a frame than these. */
const WANTED = [
  { kind: 'car', recall: 0.85, unmatched: 4 },
  { kind: 'pedestrian', recall: 0.6, unmatched: 4 },
  { kind: 'largeVehicle', recall: 0.6, unmatched: Number.POSITIVE_INFINITY },
] as const

/** Objects of at least this many points within this many meters are looked for. */
const LIMITS = ['--min-points', '10', '--max-range', '50']

type Scores = {
  readonly frames: number
  readonly classes: {
    readonly [kind: string]: {
      readonly objects: number
      readonly finds: number
      readonly unmatched: number
    }
  }
}

/**
 * What the object model, and clustering beside it, finds in real recordings, by `trueline propose` and
 * `trueline evaluate`: each source alone and all together. None where the recordings are absent.
 */
export async function objectFigures(): Promise<readonly Figure[]> {
  const sources = SOURCES.flatMap(({ name, folder }) => {
    const path = sharedData('clips', folder)
    return path === null ? [] : [{ name, path }]
  })
  if (sources.length === 0) return []
  return inFolder(async (folder) => {
    const figures: Figure[] = []
    for (const [finder, options] of [
      ['model', []],
      ['clusters', ['--classical']],
    ] as const) {
      const all: Scores[] = []
      for (const { name, path } of sources) {
        const out = join(folder, 'found.json')
        await trueline('propose', path, '--out', out, ...options)
        const compared = ['--reference', path, '--prediction', out, ...LIMITS]
        const scores = (await trueline('evaluate', ...compared)) as Scores
        all.push(scores)
        figures.push(...figuresOf(`${finder}, ${name}`, [scores], false))
      }
      figures.push(...figuresOf(`${finder}, all sources`, all, finder === 'model'))
    }
    return figures
  })
}

function figuresOf(name: string, all: readonly Scores[], isWanted: boolean): readonly Figure[] {
  const frames = all.reduce((sum, scores) => sum + scores.frames, 0)
  return WANTED.flatMap(({ kind, recall, unmatched }): readonly Figure[] => {
    const sum = (key: 'objects' | 'finds' | 'unmatched'): number =>
      all.reduce((total, { classes }) => total + (classes[kind]?.[key] ?? 0), 0)
    const objects = sum('objects')
    if (objects === 0) return []
    const found = sum('finds') / objects
    const beside = sum('unmatched') / frames
    return [
      {
        name: `${name}: recall of ${kind}, of ${objects}`,
        value: found,
        unit: '',
        against: null,
        wanted: isWanted ? `>= ${recall}` : '',
        isMet: isWanted ? found >= recall : null,
      },
      {
        name: `${name}: unmatched ${kind} boxes a frame`,
        value: beside,
        unit: '',
        against: null,
        wanted: isWanted && Number.isFinite(unmatched) ? `<= ${unmatched}` : '',
        isMet: isWanted && Number.isFinite(unmatched) ? beside <= unmatched : null,
      },
    ]
  })
}
