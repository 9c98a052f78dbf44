import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notifyError } from '../../actions/notices.ts'
import { useConnection } from '../../ConnectionContext.tsx'
import { parseAuthor } from '../../sync/author.ts'
import { useTimeText } from '../../ui/useTimeText.ts'
import type { TaskEvent } from '../../work/task.ts'
import styles from '../dialogs.module.css'
import own from './task.module.css'

/** What became of a task, the last first. */
export function TaskHistory({ taskId }: { readonly taskId: string }) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const timeText = useTimeText()
  const [events, setEvents] = useState<readonly TaskEvent[]>([])
  useEffect(() => {
    let isHere = true
    const take = (read: readonly TaskEvent[]): void => {
      if (isHere) setEvents(read.toReversed())
    }
    server.readTaskHistory(taskId).then(take, notifyError)
    return () => {
      isHere = false
    }
  }, [server, taskId])
  if (events.length === 0) return null
  return (
    <section>
      <h3 className={styles.heading}>{t('work.history')}</h3>
      <ol className={own.history}>
        {events.map(({ move, author, atUs, note }) => {
          const { id, name } = parseAuthor(author)
          return (
            <li key={atUs}>
              <span>
                {timeText(atUs)} · {name || t('conflict.byUnknown', { id: id.slice(0, 8) })}{' '}
                {t(`work.done_${move}`)}
              </span>
              {note !== '' && <q>{note}</q>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
