import { type Annotations, cuboidsOf, isShown, type TrackId, tracksOf } from '@trueline/annotation'
import { countFates, type Fate, type FateCounts, fateOf, fateOfObject } from './fate.ts'
import { NO_WORK, type Work, type WorkByTrack } from './workLog.ts'

/** What an object cost, and what became of its pre-label. */
export type ObjectRow = Work & {
  readonly clip: string
  readonly trackId: TrackId
  readonly category: string
  /** What proposed it, and who labels it; `null` where nobody says. */
  readonly model: string | null
  readonly vendor: string | null
  /** Who did most of it; `null` where nobody did anything. */
  readonly annotator: string | null
  /** The best of its boxes' scores; `null` where none has one. */
  readonly score: number | null
  readonly fates: FateCounts
  readonly fate: Fate
  /** Boxes that are labels in the end. */
  readonly boxes: number
}

/** A clip, what is said of it, and what was done. */
export type WorkedClip = {
  readonly clip: string
  readonly model: string | null
  readonly vendor: string | null
  /** With what was rejected. */
  readonly annotations: Annotations
  readonly work: WorkByTrack
  /** Whether it was handed in: what nobody touched then stands as it came. */
  readonly isDone: boolean
}

/** The objects of a clip; tracks without any box in 3D are none. */
export function objectRows({
  clip,
  model,
  vendor,
  annotations,
  work,
  isDone,
}: WorkedClip): readonly ObjectRow[] {
  return tracksOf(annotations).flatMap((track) => {
    const cuboids = cuboidsOf(annotations, track.id)
    if (cuboids.length === 0) return []
    const byAuthor = [...(work.get(track.id) ?? [])]
    const [most] = byAuthor.toSorted(
      ([, a], [, b]) => b.seconds - a.seconds || b.actions - a.actions,
    )
    const scores = cuboids.flatMap(({ score }) => score ?? [])
    const fates = countFates(
      cuboids.map((cuboid) => {
        const fate = fateOf(cuboid)
        return isDone && fate === 'waiting' ? 'untouched' : fate
      }),
    )
    return [
      {
        ...byAuthor.map(([, one]) => one).reduce(sumOf, NO_WORK),
        ...{ clip, trackId: track.id, category: track.category, model, vendor, fates },
        annotator: most?.[0] ?? null,
        score: scores.length === 0 ? null : scores.reduce((a, b) => Math.max(a, b)),
        fate: fateOfObject(fates),
        boxes: cuboids.filter(isShown).length,
      },
    ]
  })
}

/** Two works as one. */
export function sumOf(a: Work, b: Work): Work {
  return {
    seconds: a.seconds + b.seconds,
    actions: a.actions + b.actions,
    undos: a.undos + b.undos,
  }
}
