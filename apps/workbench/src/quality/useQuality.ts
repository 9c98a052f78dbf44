import type { ClipId } from '@trueline/annotation'
import type { QualityFigures } from '@trueline/quality'
import { useCallback, useMemo } from 'react'
import { useConnection } from '../ConnectionContext.tsx'
import { type Asked, useAsked } from '../dialogs/useAsked.ts'
import { parseAuthor } from '../sync/author.ts'
import type { QualityOverview } from './qualityServer.ts'

/** What is known of the work on some clips; `figures` are `null` until it is there. */
export type Quality = {
  readonly asked: Asked<QualityOverview | null>
  readonly figures: QualityFigures | null
  readonly reload: () => void
}

/** Asks what is known of the work on some clips. */
export function useQuality({
  isAsked,
  clipIds,
  isAnonymous,
}: {
  readonly isAsked: boolean
  readonly clipIds: readonly ClipId[]
  readonly isAnonymous: boolean
}): Quality {
  const { server } = useConnection()
  const ask = useCallback(
    async () => (isAsked ? server.quality.readOverview() : null),
    [server, isAsked],
  )
  const [asked, reload] = useAsked(ask)
  const overview = asked.state === 'answered' ? asked.answer : null
  const figures = useMemo(
    () => (overview === null ? null : figuresOf(overview, { clipIds, isAnonymous })),
    [overview, clipIds, isAnonymous],
  )
  return { asked, figures, reload }
}

/** What an overview tells of some clips, as a page takes it. */
export function figuresOf(
  { tries, twice }: QualityOverview,
  { clipIds, isAnonymous }: { readonly clipIds: readonly ClipId[]; readonly isAnonymous: boolean },
): QualityFigures {
  const isOf = (id: ClipId): boolean => clipIds.includes(id)
  return {
    ...{ madeAt: new Date().toISOString(), isAnonymous },
    tries: tries
      .filter(({ clipId }) => isOf(clipId))
      .map(({ clipName, author, attempt, isHandedOn, faults, reference }) => {
        const { name, id } = parseAuthor(author)
        return { clip: clipName, annotator: name || id, attempt, isHandedOn, faults, reference }
      }),
    twice: twice
      .filter(({ clipId, ofClipId }) => isOf(clipId) || isOf(ofClipId))
      .map(({ clipName, firstFrame, lastFrame, agreement }) => ({
        ...{ clip: clipName, firstFrame, lastFrame, agreement },
      })),
  }
}
