import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../actions/notices.ts'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { Problem, useAttempt } from './Attempt.tsx'
import own from './people.module.css'
import { signOut } from './signIn.ts'
import { TextField } from './TextField.tsx'

/** One's own name, password and organisation, and the way out. */
export function AccountPart() {
  const { t } = useTranslation()
  const { me, server } = useConnection()
  const attempt = useAttempt()
  const unsaved = useWorkbenchState(({ saving }) => (saving.state === 'saved' ? 0 : saving.unsaved))
  const member = me?.member ?? null
  const [name, setName] = useState(member?.name ?? '')
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  if (me === null || member === null) return null
  const { people } = server
  const again = async (work: () => Promise<unknown>): Promise<void> => {
    if (await attempt.run(work)) location.assign('/')
  }
  const change = async (): Promise<void> => {
    if (!(await attempt.run(() => people.changePassword(old, password)))) return
    setOld('')
    setPassword('')
    notify(t('people.passwordChanged'))
  }
  return (
    <>
      <Problem attempt={attempt} />
      <p className={styles.muted}>
        {t('people.signedInAs', { email: member.email, role: t(`people.role_${member.role}`) })}
      </p>
      <div className={styles.fields}>
        <TextField label={t('people.name')} value={name} onChange={setName} />
        <span />
        <span className={own.row}>
          <Button
            isDisabled={attempt.isBusy || name.trim() === '' || name === member.name}
            onClick={() => void again(() => people.rename(name))}
          >
            {t('people.keepName')}
          </Button>
        </span>
        {me.organisations.length > 1 && (
          <>
            <span className={styles.muted}>{t('people.organisation')}</span>
            <span>
              <Select
                label={t('people.organisation')}
                value={member.tenant}
                options={me.organisations.map((one) => ({ value: one.tenant, text: one.name }))}
                onChange={(tenant) => void again(() => people.enter(tenant))}
              />
            </span>
          </>
        )}
        <TextField
          label={t('people.oldPassword')}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
        />
        <TextField
          label={t('people.newPassword')}
          type="password"
          autoComplete="new-password"
          hint={t('people.passwordHint')}
          value={password}
          onChange={setPassword}
        />
        <span />
        <span className={own.row}>
          <Button
            isDisabled={attempt.isBusy || old === '' || password === ''}
            onClick={() => void change()}
          >
            {t('people.changePassword')}
          </Button>
        </span>
      </div>
      {unsaved > 0 && (
        <p className={styles.warning}>{t('people.unsavedHere', { count: unsaved })}</p>
      )}
      <div>
        <Button look="danger" isDisabled={attempt.isBusy} onClick={() => void again(signOut)}>
          {t('people.signOut')}
        </Button>
      </div>
    </>
  )
}
