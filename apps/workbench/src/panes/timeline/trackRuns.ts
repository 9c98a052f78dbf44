import type { CuboidRecord } from '@trueline/annotation'

/** What a cuboid looks like on the timeline. */
export type RunKind = 'proposed' | 'accepted' | 'human' | 'interpolated' | 'final' | 'rejected'

/** Neighbouring frames, both ends included, in which a track's cuboids look the same. */
export type Run = { readonly kind: RunKind; readonly first: number; readonly last: number }

const runsByList = new WeakMap<readonly CuboidRecord[], readonly Run[]>()

/** A track's cuboids as runs, by frame. The same array while none of them changed. */
export function trackRuns(cuboids: readonly CuboidRecord[]): readonly Run[] {
  let runs = runsByList.get(cuboids)
  if (runs === undefined) {
    runs = runsOf(cuboids)
    runsByList.set(cuboids, runs)
  }
  return runs
}

/** The frames between a track's labels where it has none, both ends included. */
export function trackGaps(runs: readonly Run[]): readonly { first: number; last: number }[] {
  const labels = runs.filter(({ kind }) => kind !== 'rejected')
  return labels.flatMap((run, index) => {
    const next = labels[index + 1]
    return next === undefined || next.first === run.last + 1
      ? []
      : [{ first: run.last + 1, last: next.first - 1 }]
  })
}

/** How a cuboid is drawn: by what became of it, and where nothing did, by who made it. */
export function kindOf({ state, provenance }: CuboidRecord): RunKind {
  switch (state) {
    case 'rejected':
    case 'final':
    case 'accepted':
      return state
    case 'fixed':
    case 'added':
      return provenance === 'interpolated' || provenance === 'refit' ? 'interpolated' : 'human'
    case 'proposed':
      return provenance === 'interpolated' ? 'interpolated' : 'proposed'
  }
}

function runsOf(cuboids: readonly CuboidRecord[]): readonly Run[] {
  const runs: { kind: RunKind; first: number; last: number }[] = []
  for (const cuboid of cuboids) {
    const kind = kindOf(cuboid)
    const run = runs.at(-1)
    if (run !== undefined && run.kind === kind && run.last === cuboid.frame - 1) run.last++
    else runs.push({ kind, first: cuboid.frame, last: cuboid.frame })
  }
  return runs
}
