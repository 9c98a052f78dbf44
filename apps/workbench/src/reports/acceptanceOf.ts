import {
  type AcceptanceProfile,
  type AcceptanceReport,
  acceptanceReport,
  type Comparison,
  compareLabels,
  DEFAULT_PROFILE,
  type SampledRate,
} from '@trueline/quality'
import type { KnownOfClip } from '../quality/qualityServer.ts'
import type { WorkedClip } from './workedClip.ts'

/** What the review of a clip made of what was handed on. */
export type JudgedClip = Pick<WorkedClip, 'profile'> & {
  readonly clip: Pick<WorkedClip['clip'], 'id' | 'name'>
  readonly comparison: Comparison
}

/** What was handed on of a clip, against what the review made of it; `null` where it never was. */
export function judgedOf({
  clip,
  annotations,
  handedOn,
  profile,
}: Pick<WorkedClip, 'clip' | 'annotations' | 'handedOn' | 'profile'>): JudgedClip | null {
  if (handedOn === null) return null
  const comparison = compareLabels({
    reference: { clip, annotations },
    labels: { clip, annotations: handedOn },
    frames: clip.frames.map((_, index) => ({ reference: index, labels: index })),
  })
  return { clip: { id: clip.id, name: clip.name }, profile, comparison }
}

/** The profiles that clips are judged by, each once. */
export function profilesOf(
  judged: readonly Pick<JudgedClip, 'profile'>[],
): readonly AcceptanceProfile[] {
  const profiles = judged.map(({ profile }) => profile ?? DEFAULT_PROFILE)
  return [...new Map(profiles.map((one) => [JSON.stringify(one), one])).values()]
}

/**
 * Whether what was handed on is good enough, by what its review made of it, by the sample that was
 * looked at and by what is known of it; `null` of no clips, and of clips that different profiles judge.
 */
export function acceptanceOf(
  judged: readonly JudgedClip[],
  asked: {
    readonly sampled: SampledRate | null
    readonly known: readonly KnownOfClip[]
    readonly names: { readonly handedOn: string; readonly reviewed: string }
    readonly madeAt: string
  },
): AcceptanceReport | null {
  const [profile, ...others] = profilesOf(judged)
  if (profile === undefined || others.length > 0) return null
  const { sampled, known, names, madeAt } = asked
  const about = { labels: names.handedOn, reference: names.reviewed, madeAt }
  return acceptanceReport({
    about: { ...about, clips: judged.map(({ clip }) => clip.name) },
    comparisons: judged.map(({ comparison }) => comparison),
    ...{ profile, sampled },
    known: known.filter(({ clipId }) => judged.some(({ clip }) => clip.id === clipId)),
    ...{ lanes: null, isSample: false },
  })
}
