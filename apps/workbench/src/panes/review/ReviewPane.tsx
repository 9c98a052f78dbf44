import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { notifyError } from '../../actions/notices.ts'
import { changeReview } from '../../actions/reviewActions.ts'
import { useConnection } from '../../ConnectionContext.tsx'
import type { ReviewLog } from '../../review/reviewLayer.ts'
import { baseSeq, readReviewLog } from '../../review/reviewLog.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { taskAt } from '../../work/task.ts'
import { QueueList } from './QueueList.tsx'
import { RemarkComposer } from './RemarkComposer.tsx'
import { RemarkList } from './RemarkList.tsx'
import { ReviewBar } from './ReviewBar.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import styles from './ReviewPane.module.css'

/** What a reviewer goes through: objects by doubt, what was changed, and what is said of it. */
export function ReviewPane() {
  const { t } = useTranslation()
  useReviewLog()
  const hasClip = useWorkbenchState(({ clip }) => clip !== null)
  if (!hasClip) return <p className={styles.empty}>{t('tracks.noClip')}</p>
  return (
    <section className={styles.pane} aria-label={t('pane.review')} data-testid="review">
      <ReviewBar />
      <QueueList />
      <ReviewCard />
      <RemarkComposer />
      <RemarkList />
    </section>
  )
}

/** Reads who changed what as soon as somebody compares, and again once the clip is handed on. */
function useReviewLog(): void {
  const { store } = useWorkbench()
  const { server } = useConnection()
  const clip = useWorkbenchState((state) => state.clip)
  const base = useWorkbenchState(({ review }) => review.base)
  const taskId = useWorkbenchState(({ tasks, frame }) => taskAt(tasks, frame)?.taskId ?? null)
  const round = useWorkbenchState(({ tasks, frame }) => taskAt(tasks, frame)?.round ?? 0)
  useEffect(() => {
    if (clip === null || base === 'none') return
    let isWanted = true
    const read = async (): Promise<ReviewLog> => {
      const events = taskId === null || round === 0 ? [] : await server.readTaskHistory(taskId)
      return readReviewLog(server, clip.id, baseSeq(base, events))
    }
    read().then((log) => {
      if (isWanted && store.getState().clip === clip) changeReview(store, { log })
    }, notifyError)
    return () => {
      isWanted = false
    }
  }, [clip, base, taskId, round, server, store])
}
