import { join } from 'node:path'
import type { CategoryGroup } from '@trueline/evaluation'
import { type LabelledClip, openLabelledClip } from '../../apps/cli/src/clips/labelledClip.ts'
import { evaluateLabels, withPointCounts } from '../../apps/cli/src/evaluate/evaluateLabels.ts'
import { trueline } from '../../e2e/trueline.ts'
import { sharedData } from '../sharedData.ts'
import { inFolder } from './dataFolder.ts'

/** What looks for objects: the model that is shipped, or clustering. */
export type Finder = 'model' | 'clusters'

/** What was found of a kind in some frames. */
export type Found = {
  readonly objects: number
  /** In [0, 1]; of no object nothing can be found. */
  readonly recall: number | null
  readonly unmatchedPerFrame: number
}

/** What was found of a kind from a score on: in every source alone, and in all of them. */
export type KindFinds = {
  readonly finder: Finder
  readonly kind: CategoryGroup
  readonly score: number
  readonly bySource: readonly (Found & { readonly source: string })[]
  readonly all: Found
}

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

const FINDERS: readonly Finder[] = ['model', 'clusters']
/** Objects of at least this many points within this many meters are looked for. */
const LIMITS = { minPoints: 10, maxRange: 50, iou: null, region: 'auto', frames: null } as const
/** The scores from which proposals are taken. */
const SCORES = Array.from({ length: 201 }, (_, step) => (80 + step) / 400)

const QUIET = { at: () => undefined, end: () => undefined }

/** What was found of each kind in one source from a score on. */
type Counts = { readonly frames: number } & {
  readonly [kind in CategoryGroup]: {
    readonly objects: number
    readonly finds: number
    readonly unmatched: number
  }
}

/**
 * What `trueline propose` finds of some kinds in the real recordings, compared as `trueline evaluate`
 * does it: from the least score on at which all sources together have no more false boxes a frame than
 * `unmatched`. None where the recordings are absent.
 */
export function objectFinds(
  kinds: readonly { readonly kind: CategoryGroup; readonly unmatched: number }[],
): Promise<readonly KindFinds[]> {
  const sources = SOURCES.flatMap(({ name, folder }) => {
    const path = sharedData('clips', folder)
    return path === null ? [] : [{ name, path }]
  })
  return inFolder(async (folder) => {
    const finds: KindFinds[] = []
    for (const finder of sources.length === 0 ? [] : FINDERS) {
      const counts: (readonly Counts[])[] = []
      for (const { path } of sources) counts.push(await countsOf(finder, path, folder))
      const names = sources.map(({ name }) => name)
      for (const asked of kinds) finds.push(findsOf({ finder, names, counts }, asked))
    }
    return finds
  })
}

/** Proposes once and compares from each score on. */
async function countsOf(finder: Finder, path: string, folder: string): Promise<readonly Counts[]> {
  const out = join(folder, 'found.json')
  const how = finder === 'clusters' ? ['--classical'] : []
  await trueline('propose', path, '--min-score', String(SCORES[0]), '--out', out, ...how)
  const reference = await openLabelledClip({ named: path, dataDir: '', onto: null })
  const prediction = await openLabelledClip({ named: out, dataDir: '', onto: reference.clip })
  try {
    const frames = new Set(reference.clip.frames.keys())
    const records = await withPointCounts(reference, frames, QUIET)
    const counted: LabelledClip = { ...reference, records }
    const counts: Counts[] = []
    for (const minScore of SCORES) {
      const sets = { reference: counted, prediction }
      const { evaluation } = await evaluateLabels(sets, { ...LIMITS, minScore }, QUIET)
      counts.push({ frames: evaluation.frames, ...evaluation.classes })
    }
    return counts
  } finally {
    await prediction.close()
    await reference.close()
  }
}

function findsOf(
  {
    finder,
    names,
    counts,
  }: {
    readonly finder: Finder
    readonly names: readonly string[]
    /** By source and score. */
    readonly counts: readonly (readonly Counts[])[]
  },
  { kind, unmatched }: { readonly kind: CategoryGroup; readonly unmatched: number },
): KindFinds {
  const allFrom = (level: number): Found =>
    foundOf(
      kind,
      counts.map((one) => one[level]!),
    )
  const fits = SCORES.findIndex((_, level) => allFrom(level).unmatchedPerFrame <= unmatched)
  const level = fits === -1 ? SCORES.length - 1 : fits
  const bySource = counts.map((one, place) => ({
    source: names[place]!,
    ...foundOf(kind, [one[level]!]),
  }))
  return { finder, kind, score: SCORES[level]!, bySource, all: allFrom(level) }
}

function foundOf(kind: CategoryGroup, counts: readonly Counts[]): Found {
  const sum = (of: (one: Counts) => number): number =>
    counts.reduce((total, one) => total + of(one), 0)
  const objects = sum((one) => one[kind].objects)
  return {
    objects,
    recall: objects === 0 ? null : sum((one) => one[kind].finds) / objects,
    unmatchedPerFrame: sum((one) => one[kind].unmatched) / sum(({ frames }) => frames),
  }
}
