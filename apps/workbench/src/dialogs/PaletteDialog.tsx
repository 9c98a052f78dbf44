import { Command } from 'cmdk'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '../actions/runAction.ts'
import { ACTIONS } from '../keymap.ts'
import { keysOf } from '../keys/keyTable.ts'
import { Keys } from '../ui/Keys.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { mayRun } from '../work/editRight.ts'
import { CategoryItems } from './palette/CategoryItems.tsx'
import { ClipItems } from './palette/ClipItems.tsx'
import { NumberItems, placesIn } from './palette/NumberItems.tsx'
import styles from './palette/Palette.module.css'
import { paletteScore } from './palette/paletteScore.ts'

/** Everything that can be done, found by typing: commands, clips, categories, frames and tracks. */
export function PaletteDialog() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { keys, language } = useWorkbenchState(({ preferences }) => preferences)
  const right = useWorkbenchState(({ editRight }) => editRight)
  const actions = ACTIONS.filter((one) => one.id !== 'palette' && mayRun(right, one))
  const [text, setText] = useState('')
  const places = placesIn(workbench.store.getState(), text)
  const dialog = useRef<HTMLDialogElement>(null)
  const close = (): void => workbench.store.setState({ dialog: null })
  // What is chosen may open a dialog of its own: this one is closed first.
  const choose = (act: () => void) => (): void => {
    close()
    act()
  }
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a click beside the dialog does.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t('palette.title')}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <Command label={t('palette.title')} className={styles.palette} filter={paletteScore} loop>
        <Command.Input
          ref={(input) => input?.setAttribute('autofocus', '')}
          className={styles.input}
          placeholder={t('palette.hint')}
          value={text}
          onValueChange={setText}
        />
        <Command.List className={styles.list} label={t('palette.title')}>
          {/* It counts what was found by name alone. */}
          {places.frame === null && places.track === null && (
            <Command.Empty className={styles.empty}>{t('palette.none')}</Command.Empty>
          )}
          <NumberItems places={places} choose={choose} />
          <Command.Group heading={t('palette.actions')}>
            {actions.map((action) => (
              <Command.Item
                key={action.id}
                value={action.id}
                keywords={[action.label.en, action.label.zh]}
                className={styles.item}
                onSelect={choose(() => runAction(workbench, action))}
              >
                <span className={styles.label}>{action.label[language]}</span>
                <Keys keys={keysOf(action, keys)} />
              </Command.Item>
            ))}
          </Command.Group>
          <CategoryItems choose={choose} />
          <ClipItems choose={choose} />
        </Command.List>
      </Command>
    </dialog>
  )
}
