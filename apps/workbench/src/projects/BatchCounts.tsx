import { useTranslation } from 'react-i18next'
import own from '../people/people.module.css'
import type { BatchRow } from './projectServer.ts'

/** How far a batch is. */
export function BatchCounts({ batch }: { readonly batch: BatchRow }) {
  const { t } = useTranslation()
  const { annotate, sentBack, review, accepted } = batch.tasks
  return (
    <span className={own.counts}>
      <span>{t('projects.clipCount', { count: batch.clips })}</span>
      <span>
        {t('work.state_annotate')} {annotate}
      </span>
      {sentBack > 0 && (
        <span>
          {t('work.state_sentBack')} {sentBack}
        </span>
      )}
      <span>
        {t('work.state_review')} {review}
      </span>
      <span>
        {t('work.state_accepted')} {accepted}
      </span>
    </span>
  )
}
