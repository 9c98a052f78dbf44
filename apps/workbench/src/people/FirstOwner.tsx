import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import { Problem, useAttempt } from './Attempt.tsx'
import { setUp } from './signIn.ts'
import { TextField } from './TextField.tsx'

/** The first password: from then on everybody signs in, and others can be invited. */
export function FirstOwner() {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const [organisation, setOrganisation] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const isWhole = [organisation, name, email, password].every((text) => text.trim() !== '')
  const make = async (): Promise<void> => {
    if (await attempt.run(() => setUp({ organisation, name, email, password }))) location.reload()
  }
  return (
    <div className={styles.stack}>
      <p className={styles.muted}>{t('people.firstHint')}</p>
      <Problem attempt={attempt} />
      <div className={styles.fields}>
        <TextField
          label={t('people.organisation')}
          value={organisation}
          onChange={setOrganisation}
        />
        <TextField label={t('people.name')} value={name} onChange={setName} autoComplete="name" />
        <TextField
          label={t('people.email')}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="username"
        />
        <TextField
          label={t('people.newPassword')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          hint={t('people.passwordHint')}
        />
      </div>
      <div>
        <Button look="primary" isDisabled={!isWhole || attempt.isBusy} onClick={() => void make()}>
          {t('people.setPassword')}
        </Button>
      </div>
    </div>
  )
}
