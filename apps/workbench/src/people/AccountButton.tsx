import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { Hint } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import own from './people.module.css'

/** Who is signed in, and the way to the people. */
export function AccountButton() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { me } = useConnection()
  if (me === null) return null
  const name = me.isFirstRun ? t('people.setPassword') : (me.member?.name ?? '')
  return (
    <Hint label={t('people.title')}>
      <button
        type="button"
        className={own.account}
        data-testid="account"
        onClick={() => store.setState({ dialog: 'people', isPlaying: false })}
      >
        <Icon name="person" size={14} />
        <span>{name}</span>
      </button>
    </Hint>
  )
}
