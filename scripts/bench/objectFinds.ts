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

/** Labels, their points counted, and what was proposed for the same frames. */
type Sets = { readonly reference: LabelledClip; readonly prediction: LabelledClip }

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
  const names = sources.map(({ name }) => name)
  return inFolder(async (folder) => {
    const finds: KindFinds[] = []
    for (const finder of sources.length === 0 ? [] : FINDERS) {
      const sets: Sets[] = []
      for (const { path } of sources) sets.push(await proposedSets(finder, path, folder))
      const countsFrom = countsOf(sets)
      for (const asked of kinds) finds.push(await findsOf({ finder, names, countsFrom }, asked))
      for (const { reference, prediction } of sets) {
        await prediction.close()
        await reference.close()
      }
    }
    return finds
  })
}

async function proposedSets(finder: Finder, path: string, folder: string): Promise<Sets> {
  const out = join(folder, 'found.json')
  const how = finder === 'clusters' ? ['--classical'] : []
  await trueline('propose', path, '--min-score', String(SCORES[0]), '--out', out, ...how)
  const labelled = await openLabelledClip({ named: path, dataDir: '', onto: null })
  const prediction = await openLabelledClip({ named: out, dataDir: '', onto: labelled.clip })
  const records = await withPointCounts(labelled, new Set(labelled.clip.frames.keys()), QUIET)
  return { reference: { ...labelled, records }, prediction }
}

/** What was found from a level of `SCORES` on, by source; each level is compared once. */
function countsOf(sets: readonly Sets[]): (level: number) => Promise<readonly Counts[]> {
  const known = new Map<number, readonly Counts[]>()
  return async (level) => {
    const before = known.get(level)
    if (before !== undefined) return before
    const counts: Counts[] = []
    for (const one of sets) {
      const request = { ...LIMITS, minScore: SCORES[level]! }
      const { evaluation } = await evaluateLabels(one, request, QUIET)
      counts.push({ frames: evaluation.frames, ...evaluation.classes })
    }
    known.set(level, counts)
    return counts
  }
}

async function findsOf(
  {
    finder,
    names,
    countsFrom,
  }: {
    readonly finder: Finder
    readonly names: readonly string[]
    readonly countsFrom: (level: number) => Promise<readonly Counts[]>
  },
  { kind, unmatched }: { readonly kind: CategoryGroup; readonly unmatched: number },
): Promise<KindFinds> {
  // The higher the score, the fewer false boxes: the first level that fits is found by halves.
  let [first, last] = [0, SCORES.length - 1]
  while (first < last) {
    const middle = (first + last) >> 1
    const { unmatchedPerFrame } = foundOf(kind, await countsFrom(middle))
    if (unmatchedPerFrame <= unmatched) last = middle
    else first = middle + 1
  }
  const counts = await countsFrom(first)
  const bySource = counts.map((one, place) => ({ source: names[place]!, ...foundOf(kind, [one]) }))
  return { finder, kind, score: SCORES[first]!, bySource, all: foundOf(kind, counts) }
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
