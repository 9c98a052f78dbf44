import type { RemarkKind } from '@trueline/annotation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addRemark, changeReview } from '../../actions/reviewActions.ts'
import { SubmitButton } from '../../ui/Button.tsx'
import field from '../../ui/Field.module.css'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ReviewPane.module.css'

const KINDS: readonly RemarkKind[] = [
  'geometry',
  'label',
  'attribute',
  'identity',
  'missing',
  'extra',
]

/** A new remark on the selected object, or on the frame where none is selected. */
export function RemarkComposer() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const isWriting = useWorkbenchState(({ review }) => review.isWriting)
  const hasObject = useWorkbenchState(({ selectedTrackId }) => selectedTrackId !== null)
  const [kind, setKind] = useState<RemarkKind>('geometry')
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isWriting) input.current?.focus()
  }, [isWriting])
  if (!isWriting) return null
  const pin = (event: FormEvent): void => {
    event.preventDefault()
    addRemark(workbench, { remarkKind: hasObject ? kind : 'missing', text: text.trim() })
    setText('')
  }
  return (
    <form className={styles.composer} onSubmit={pin}>
      {hasObject && (
        <Select
          label={t('review.remarkKind')}
          value={kind}
          options={KINDS.map((value) => ({ value, text: t(`review.kind_${value}`) }))}
          onChange={setKind}
        />
      )}
      <input
        ref={input}
        className={field.field}
        value={text}
        maxLength={2000}
        placeholder={t('review.write')}
        aria-label={t('review.write')}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') changeReview(workbench.store, { isWriting: false })
        }}
      />
      <SubmitButton>{t('review.pin')}</SubmitButton>
    </form>
  )
}
