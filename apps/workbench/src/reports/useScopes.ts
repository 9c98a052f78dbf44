import type { ClipId } from '@trueline/annotation'
import type { Rate } from '@trueline/quality'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { useAsked } from '../dialogs/useAsked.ts'
import { useMay } from '../people/usePeople.ts'
import type { ClipTerms } from '../projects/projectServer.ts'
import { useWorkbenchState } from '../WorkbenchContext.tsx'

/** Clips that a report may be of. */
export type Scope = {
  readonly id: string
  readonly name: string
  readonly clipIds: readonly ClipId[]
}

/** What an hour costs where nobody agreed on anything. */
const USUAL_RATE: Rate = { perHour: 60, currency: 'CNY' }

const NO_TERMS: readonly ClipTerms[] = []

/** The open clip, all clips, and those of each batch; and what is agreed of each clip. */
export function useScopes(): {
  readonly scopes: readonly Scope[]
  readonly terms: readonly ClipTerms[]
} {
  const { t } = useTranslation()
  const { server } = useConnection()
  const clipId = useWorkbenchState((state) => state.clip?.id ?? null)
  const mayRead = useMay()('project.clipTerms')
  const ask = useCallback(async () => {
    const [clips, terms] = await Promise.all([
      server.listClips(),
      mayRead ? server.projects.listTerms() : [],
    ])
    return { ids: clips.map(({ clipId }) => clipId), terms }
  }, [server, mayRead])
  const [asked] = useAsked(ask)
  // Apart from what is asked: the same clips are not read anew once that is answered.
  const open = useMemo(
    (): readonly Scope[] =>
      clipId === null ? [] : [{ id: 'this', name: t('reports.clips_this'), clipIds: [clipId] }],
    [clipId, t],
  )
  return useMemo(() => {
    if (asked.state !== 'answered') return { scopes: open, terms: NO_TERMS }
    const { ids, terms } = asked.answer
    const all = { id: 'all', name: t('reports.clips_all'), clipIds: ids }
    return { scopes: [...open, all, ...batchScopes(terms)], terms }
  }, [asked, open, t])
}

function batchScopes(terms: readonly ClipTerms[]): readonly Scope[] {
  const scopes = new Map<string, Scope>()
  for (const { clipId, batchId, project, batch } of terms) {
    if (batchId === null) continue
    const { clipIds = [] } = scopes.get(batchId) ?? {}
    const name = `${project ?? ''} · ${batch ?? ''}`
    scopes.set(batchId, { id: batchId, name, clipIds: [...clipIds, clipId] })
  }
  return [...scopes.values()]
}

/** What an hour costs of some clips: what their project agreed on, where they have one. */
export function rateOf(terms: readonly ClipTerms[], clipIds: readonly ClipId[]): Rate {
  const own = terms.find(({ clipId, rate }) => rate !== null && clipIds.includes(clipId))
  return own?.rate ?? USUAL_RATE
}
