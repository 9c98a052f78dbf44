import { useTranslation } from 'react-i18next'
import { actionById } from '../keymap.ts'
import { keysOf } from '../keys/keyTable.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Keys } from '../ui/Keys.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './WelcomeDialog.module.css'

/** The working order in five lines, each with the keys that do it. */
const STEPS = [
  { title: 'welcome.pick', text: 'welcome.pickText', actions: ['previousObject', 'nextObject'] },
  { title: 'welcome.fix', text: 'welcome.fixText', actions: ['box.fit', 'box.flip'] },
  {
    title: 'welcome.decide',
    text: 'welcome.decideText',
    actions: ['accept', 'reject', 'finalize'],
  },
  { title: 'welcome.add', text: 'welcome.addText', actions: ['box.create'] },
  { title: 'welcome.move', text: 'welcome.moveText', actions: ['nextFrame', 'undo'] },
] as const

/** What to do, in one glance. */
export function WelcomeDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const chosen = useWorkbenchState(({ preferences }) => preferences.keys)
  const close = (): void => {
    store.getState().prefer({ hasSeenWelcome: true })
    store.setState({ dialog: null })
  }
  return (
    <Dialog
      title={t('welcome.title')}
      onClose={close}
      footer={
        <>
          <Button
            icon="keyboard"
            onClick={() => {
              close()
              store.setState({ dialog: 'keys' })
            }}
          >
            {t('welcome.keys')}
          </Button>
          <Button look="primary" onClick={close}>
            {t('welcome.start')}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{t('welcome.lead')}</p>
      <ol className={styles.steps}>
        {STEPS.map(({ title, text, actions }) => (
          <li key={title} className={styles.step}>
            <p>
              <strong>{t(title)}</strong> {t(text)}
            </p>
            <Keys
              keys={actions.flatMap((id) => {
                const action = actionById(id)
                return action === undefined ? [] : keysOf(action, chosen).slice(0, 1)
              })}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
