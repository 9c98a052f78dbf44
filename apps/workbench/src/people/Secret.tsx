import { useTranslation } from 'react-i18next'
import { notify } from '../actions/notices.ts'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import own from './people.module.css'

/** A link or a token that is shown this once, to be copied. */
export function Secret({ text, hint }: { readonly text: string; readonly hint: string }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    notify(t('people.copied'))
  }
  return (
    <div className={styles.warning}>
      <strong>{hint}</strong>
      <div className={own.secret}>
        <code data-testid="secret">{text}</code>
        <Button onClick={() => void copy()}>{t('people.copy')}</Button>
      </div>
    </div>
  )
}
