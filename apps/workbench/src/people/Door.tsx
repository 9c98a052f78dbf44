import { type FormEvent, type ReactNode, useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsked } from '../dialogs/useAsked.ts'
import { texts } from '../i18n/i18n.ts'
import { type Arrival, arrivalIn } from './arrival.ts'
import styles from './Door.module.css'
import type { Me, PeopleServer } from './peopleServer.ts'
import { reasonOf } from './reason.ts'
import { COMPANY_URL, join, signIn } from './signIn.ts'

type Parts = { readonly me: Me; readonly server: Pick<PeopleServer, 'readInvitation'> }

/** What whoever has to sign in sees instead of the workbench, or who opens an invitation. */
export function Door({ me, server }: Parts) {
  const arrival = arrivalIn(location.hash)
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.head}>
          <h1>Trueline</h1>
          <Language />
        </header>
        {arrival.kind === 'invitation' ? (
          <Invitation me={me} server={server} keyText={arrival.key} />
        ) : (
          <SignIn me={me} arrival={arrival} />
        )}
      </div>
    </main>
  )
}

function Language() {
  const { i18n } = useTranslation()
  const isChinese = i18n.language === 'zh'
  return (
    <button
      type="button"
      className={styles.language}
      lang={isChinese ? 'en' : 'zh-CN'}
      onClick={() => void texts.changeLanguage(isChinese ? 'en' : 'zh')}
    >
      {isChinese ? 'EN' : '中文'}
    </button>
  )
}

function SignIn({ me, arrival }: { readonly me: Me; readonly arrival: Arrival }) {
  const { t, i18n } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const refused = arrival.kind === 'refused' ? arrival.why[languageOf(i18n.language)] : null
  return (
    <Form
      title={t('people.signIn')}
      action={t('people.signIn')}
      problem={refused}
      run={() => signIn(email, password)}
    >
      <Field label={t('people.email')} type="email" value={email} onChange={setEmail} autoFocus />
      <Field
        label={t('people.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {me.hasCompanySignIn && (
        <a className={styles.company} href={COMPANY_URL}>
          {t('people.companySignIn')}
        </a>
      )}
    </Form>
  )
}

function Invitation({ me, server, keyText }: Parts & { readonly keyText: string }) {
  const { t } = useTranslation()
  const ask = useCallback(() => server.readInvitation(keyText), [server, keyText])
  const [asked] = useAsked(ask)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  if (asked.state === 'waiting') return <p>{t('people.oneMoment')}</p>
  if (asked.state === 'failed') {
    return (
      <>
        <p role="alert" className={styles.problem}>
          {t('people.noInvitation')}
        </p>
        <a className={styles.company} href="/">
          {t('people.toSignIn')}
        </a>
      </>
    )
  }
  const { organisation, role } = asked.answer
  const title = t('people.joinTitle', { organisation, role: t(`people.role_${role}`) })
  const isKnown = me.member?.by === 'session'
  return (
    <Form
      title={title}
      action={isKnown ? t('people.joinAs', { name: me.member?.name }) : t('people.join')}
      problem={null}
      run={() => join(keyText, isKnown ? null : { name, email, password })}
    >
      {!isKnown && (
        <>
          <Field
            label={t('people.name')}
            autoComplete="name"
            value={name}
            onChange={setName}
            autoFocus
          />
          <Field label={t('people.email')} type="email" value={email} onChange={setEmail} />
          <Field
            label={t('people.newPassword')}
            type="password"
            autoComplete="new-password"
            hint={t('people.passwordHint')}
            value={password}
            onChange={setPassword}
          />
          <p className={styles.hint}>{t('people.haveAccount')}</p>
        </>
      )}
    </Form>
  )
}

const languageOf = (language: string): 'en' | 'zh' => (language === 'zh' ? 'zh' : 'en')

/** Fields and one button; what it does opens the workbench, or says why not. */
function Form({
  title,
  action,
  problem,
  run,
  children,
}: {
  readonly title: string
  readonly action: string
  readonly problem: string | null
  readonly run: () => Promise<void>
  readonly children: ReactNode
}) {
  const { i18n } = useTranslation()
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const said = error === null ? problem : reasonOf(error, languageOf(i18n.language))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    run().then(
      // Everything is read anew, as somebody else's is not theirs.
      () => location.replace('/'),
      (failed: unknown) => {
        setError(failed)
        setBusy(false)
      },
    )
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2>{title}</h2>
      {said !== null && (
        <p role="alert" className={styles.problem}>
          {said}
        </p>
      )}
      {children}
      <button type="submit" className={styles.go} disabled={isBusy}>
        {action}
      </button>
    </form>
  )
}

function Field({
  label,
  value,
  onChange,
  type = 'text',
  autoComplete = type === 'email' ? 'username' : undefined,
  hint,
  autoFocus = false,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'email' | 'password'
  readonly autoComplete?: string | undefined
  readonly hint?: string
  readonly autoFocus?: boolean
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        required
        autoComplete={autoComplete}
        // biome-ignore lint/a11y/noAutofocus: the page is for nothing else.
        autoFocus={autoFocus}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}
