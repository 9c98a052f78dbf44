import type { ClipId } from '@trueline/annotation'
import type { Rate } from '@trueline/quality'
import { createRandom } from '@trueline/simulator'
import { useEffect, useMemo, useState } from 'react'
import { notifyError } from '../actions/notices.ts'
import { useConnection } from '../ConnectionContext.tsx'
import { useMay } from '../people/usePeople.ts'
import type { ClipTerms } from '../projects/projectServer.ts'
import type { KnownOfClip } from '../quality/qualityServer.ts'
import { authorText } from '../sync/author.ts'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { type Reports, reportsOf } from './reportsOf.ts'
import { readWorkedClip, type WorkedClip } from './workedClip.ts'

/** How far the reading of clips is. */
export type ReportsState =
  | { readonly state: 'reading'; readonly done: number; readonly total: number }
  | {
      readonly state: 'read'
      readonly reports: Reports
      readonly clips: readonly WorkedClip[]
      /** What became of hidden checks, of whatever clips. */
      readonly known: readonly KnownOfClip[]
      readonly madeAt: string
    }

/** What is asked of some clips. */
export type ReportsRequest = {
  readonly isOwn: boolean
  readonly rate: Rate
  readonly terms: readonly ClipTerms[]
  readonly isAnonymous: boolean
}

/** The reports of some clips. The same array asks for nothing anew. */
export function useReports(clipIds: readonly ClipId[], asked: ReportsRequest): ReportsState {
  const { server, authorId } = useConnection()
  const author = useWorkbenchState(({ preferences: { authorName: name } }) =>
    authorText({ id: authorId, name }),
  )
  const { isOwn, rate, terms, isAnonymous } = asked
  const mayKnow = useMay()('quality.known')
  const [read, setRead] = useState({
    ...{ clips: [] as readonly WorkedClip[], known: [] as readonly KnownOfClip[] },
    madeAt: null as string | null,
  })
  useEffect(() => {
    let isWanted = true
    const readAll = async (): Promise<void> => {
      const clips: WorkedClip[] = []
      const known = mayKnow ? await server.quality.readKnown() : []
      for (const clipId of clipIds) {
        if (!isWanted) return
        setRead({ clips: [...clips], known, madeAt: null })
        clips.push(await readWorkedClip(server, { clipId, author }))
      }
      if (isWanted) setRead({ clips, known, madeAt: new Date().toISOString() })
    }
    readAll().catch(notifyError)
    return () => {
      isWanted = false
    }
  }, [server, author, clipIds, mayKnow])
  const { clips, known, madeAt } = read
  const reports = useMemo(
    () =>
      madeAt === null
        ? null
        : reportsOf(clips, {
            ...{ authorId: isOwn ? authorId : null, rate, terms, isAnonymous },
            ...{ madeAt, random: createRandom(1) },
          }),
    [clips, madeAt, isOwn, authorId, rate, terms, isAnonymous],
  )
  return useMemo(
    () =>
      reports === null || madeAt === null
        ? { state: 'reading', done: clips.length, total: clipIds.length }
        : { state: 'read', reports, clips, known, madeAt },
    [reports, clips, known, madeAt, clipIds],
  )
}
