import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../actions/notices.ts'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import own from './people.module.css'

/** A link or a token that is shown this once, to be copied. */
export function Secret({ text, hint }: { readonly text: string; readonly hint: string }) {
  const { t } = useTranslation()
  const code = useRef<HTMLElement>(null)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      notify(t('people.copied'))
    } catch {
      // Without HTTPS there is no clipboard: it is selected, for the keys that copy.
      if (code.current !== null) getSelection()?.selectAllChildren(code.current)
      notify(t('people.copyByHand'))
    }
  }
  return (
    <div className={styles.warning}>
      <strong>{hint}</strong>
      <div className={own.secret}>
        <code ref={code} data-testid="secret">
          {text}
        </code>
        <Button onClick={() => void copy()}>{t('people.copy')}</Button>
      </div>
    </div>
  )
}
