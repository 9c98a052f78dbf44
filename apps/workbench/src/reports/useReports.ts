import type { ClipId } from '@trueline/annotation'
import { createRandom } from '@trueline/simulator'
import { useEffect, useMemo, useState } from 'react'
import { notifyError } from '../actions/notices.ts'
import { useConnection } from '../ConnectionContext.tsx'
import { type Reports, reportsOf } from './reportsOf.ts'
import { readWorkedClip, type WorkedClip } from './workedClip.ts'

/** How far the reading of clips is. */
export type ReportsState =
  | { readonly state: 'reading'; readonly done: number; readonly total: number }
  | {
      readonly state: 'read'
      readonly reports: Reports
      readonly clips: readonly WorkedClip[]
      readonly madeAt: string
    }

/** The reports of one clip, or of all there are. */
export function useReports(
  clipId: ClipId | null,
  asked: { readonly isOwn: boolean; readonly perHour: number; readonly isAnonymous: boolean },
): ReportsState {
  const { server, authorId } = useConnection()
  const { isOwn, perHour, isAnonymous } = asked
  const [read, setRead] = useState({ clips: [] as readonly WorkedClip[], total: 1, madeAt: '' })
  useEffect(() => {
    let isWanted = true
    const readAll = async (): Promise<void> => {
      const ids = clipId === null ? (await server.listClips()).map((one) => one.clipId) : [clipId]
      const clips: WorkedClip[] = []
      for (const id of ids) {
        if (!isWanted) return
        setRead({ clips: [...clips], total: ids.length + 1, madeAt: '' })
        clips.push(await readWorkedClip(server, id))
      }
      const madeAt = new Date().toISOString()
      if (isWanted) setRead({ clips, total: clips.length, madeAt })
    }
    readAll().catch(notifyError)
    return () => {
      isWanted = false
    }
  }, [server, clipId])
  const { clips, total, madeAt } = read
  const isRead = clips.length === total
  const reports = useMemo(
    () =>
      isRead
        ? reportsOf(clips, {
            ...{ authorId: isOwn ? authorId : null, perHour, isAnonymous },
            ...{ madeAt, random: createRandom(1) },
          })
        : null,
    [isRead, clips, madeAt, isOwn, authorId, perHour, isAnonymous],
  )
  if (reports === null) return { state: 'reading', done: clips.length, total: total - 1 }
  return { state: 'read', reports, clips, madeAt }
}
