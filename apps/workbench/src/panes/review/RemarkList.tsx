import { type Remark, remarksOf, replyRemark, trackOf } from '@trueline/annotation'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moveRemark, saidNow } from '../../actions/reviewActions.ts'
import { tryEdit } from '../../actions/tryEdit.ts'
import { actionById } from '../../keymap.ts'
import { keysOf } from '../../keys/keyTable.ts'
import { isOpen } from '../../review/queue.ts'
import { Button } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import field from '../../ui/Field.module.css'
import { useTimeText } from '../../ui/useTimeText.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ReviewPane.module.css'

/** The remarks on the selected object, else all; those that are not resolved first. */
export function RemarkList() {
  const { t } = useTranslation()
  const all = useWorkbenchState(({ annotations }) => remarksOf(annotations))
  const selected = useWorkbenchState(({ selectedTrackId }) => selectedTrackId)
  const keys = useWorkbenchState(({ preferences }) => preferences.keys)
  const own = all.filter(({ trackId }) => selected === null || trackId === selected)
  const sorted = own.toSorted(
    (a, b) =>
      Number(!isOpen(a.state)) - Number(!isOpen(b.state)) || a.thread[0]!.atUs - b.thread[0]!.atUs,
  )
  const action = actionById('remark')
  return (
    <section className={styles.remarkList} aria-label={t('review.remarks')}>
      <h3 className={styles.heading}>
        {t('review.remarks')}
        <span className={styles.muted}>
          {t('review.remarksOpen', { count: all.filter(({ state }) => isOpen(state)).length })}
        </span>
      </h3>
      {sorted.length === 0 && (
        <p className={styles.muted}>
          {t('review.noRemarks', {
            key: action === undefined ? '' : (keysOf(action, keys)[0] ?? ''),
          })}
        </p>
      )}
      <ul>
        {sorted.map((remark) => (
          <RemarkItem key={remark.id} remark={remark} />
        ))}
      </ul>
    </section>
  )
}

function RemarkItem({ remark }: { readonly remark: Remark }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const timeText = useTimeText()
  const { id, trackId, frame, remarkKind, state, thread } = remark
  const number = useWorkbenchState(({ annotations }) =>
    trackId === null ? null : (trackOf(annotations, trackId)?.number ?? null),
  )
  const goThere = (): void =>
    workbench.store.setState({
      selectedTrackId: trackId,
      ...(frame === null ? {} : { frame, isPlaying: false }),
    })
  return (
    <li className={styles.remark} data-state={state} data-testid="remark">
      <button type="button" className={styles.there} onClick={goThere}>
        <strong>{t(`review.kind_${remarkKind}`)}</strong>
        {number !== null && <span>#{number}</span>}
        {frame !== null && <span>{t('review.wholeFrame', { frame })}</span>}
        <span className={styles.muted}>{t(`review.state_${state}`)}</span>
      </button>
      {thread.map(({ author, atUs, text }) => (
        <p key={`${atUs} ${author} ${text}`} className={styles.said}>
          {text}
          <span className={styles.muted}>
            {author || t('review.nobody')}, {timeText(atUs)}
          </span>
        </p>
      ))}
      <div className={styles.actions}>
        <Editable what="remarks">
          {state === 'open' && (
            <Button onClick={() => moveRemark(workbench, id, 'done')}>
              {t('review.markDone')}
            </Button>
          )}
          <Button onClick={() => moveRemark(workbench, id, isOpen(state) ? 'resolved' : 'open')}>
            {t(isOpen(state) ? 'review.resolve' : 'review.reopen')}
          </Button>
          <Reply remark={remark} />
        </Editable>
      </div>
    </li>
  )
}

function Reply({ remark: { id } }: { readonly remark: Remark }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const [text, setText] = useState('')
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '') return
    tryEdit(workbench, 'replyRemark', (state) =>
      replyRemark(state.annotations, { id, said: saidNow(state, text.trim()) }),
    )
    setText('')
  }
  return (
    <form className={styles.reply} onSubmit={send}>
      <input
        className={field.field}
        value={text}
        maxLength={2000}
        placeholder={t('review.answer')}
        aria-label={t('review.answer')}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  )
}
